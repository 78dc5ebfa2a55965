// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Leader
import dev.marcato.record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

/** What the tables of docs/path.md say, row by row, for what MARCspec alone doesn't have. */
class PathLanguageSpec : FreeSpec({
    val record = record {
        leader = Leader.of("00714cam a2200205 a 4500")
        field("001", "42")
        field("008", "260101s1851    nyu           000 1 eng d")
        field("020") {
            'c' to "$9"
            'q' to "paperback"
        }
        field("020") { 'c' to "$20" }
        field("100", '1', ' ') { 'a' to "Melville, Herman" }
        field("245", '1', '0') {
            'a' to "Moby Dick, or,"
            'b' to "The whale /"
            'c' to "Melville, Herman"
            'z' to ""
        }
        field("650", ' ', '0') {
            'a' to "Whaling"
            'x' to "History"
        }
        field("650", ' ', '7') { 'a' to "whales" }
        field("651", ' ', '0') { 'a' to "Nantucket" }
        field("856", '4', ' ') { 'u' to "http://a" }
        field("856", '4', '1') { 'u' to "http://b" }
        field("856", '1', ' ') { 'u' to "http://c" }
        field("6XX", ' ', ' ') { 'a' to "local" }
        field("cat", ' ', ' ') { 'a' to "small" }
    }

    fun select(path: String, vararg values: String) = withClue(path) {
        MarcPath.of(path).values(record) shouldContainExactly values.asList()
    }

    fun holds(condition: String) = MarcCondition.of(condition).test(record)

    fun holding(vararg conditions: String) = conditions.forEach { withClue(it) { holds(it) shouldBe true } }

    fun failing(vararg conditions: String) = conditions.forEach { withClue(it) { holds(it) shouldBe false } }

    "a tag" {
        select("LDR/06", "a")
        select("008/35-37", "eng")
        select("008/07-10", "1851")
        select("245", "Moby Dick, or, The whale / Melville, Herman ")
        select("65X", "Whaling History", "whales", "Nantucket")
        select("65.", "Whaling History", "whales", "Nantucket")
        select("6XX\$a", "Whaling", "whales", "Nantucket", "local")
        select("@6XX\$a", "local")
        select("@cat\$a", "small")
        select("@6..\$a", "Whaling", "whales", "Nantucket", "local")
        select("@001\$a")
        select("@LDR\$a")
        MarcPath.of("@245\$a") shouldBe MarcPath.of("245\$a")
        MarcPath.of("XXX") shouldBe MarcPath.of("...")
        MarcPath.of("XXX").count(record) shouldBe record.fields.size
    }

    "subfields and what joins them" {
        select("245\$a\$b+\" \"", "Moby Dick, or, The whale /")
        select("245\$b\$a+' '", "Moby Dick, or, The whale /")
        select("245ab", "Moby Dick, or, The whale /")
        select("245b", "The whale /")
        select("245\$z\$c+'; '", "Melville, Herman; ")
        select("650\$a\$x+'--'", "Whaling--History", "whales")
        select("650\$x+'--'", "History")
        select("650\$a\$x+' \"it''s\" '", "Whaling \"it's\" History", "whales")
        select("650\$a\$x+'--'/0-8", "Whaling--", "whales")
        select("650\$a\$x+'--'{~\"--\"}", "Whaling--History")
        select("650\$a\$x+'--'{\$x}", "Whaling--History")
        MarcPath.of("245a") shouldBe MarcPath.of("245\$a")
        MarcPath.of("245ab") shouldBe MarcPath.of("245\$a\$b+\" \"")
        MarcPath.of("245ab") shouldNotBe MarcPath.of("245\$a\$b")
    }

    "indicators" {
        select("856|4*|\$u", "http://a", "http://b")
        select("856|4_|\$u", "http://a")
        select("856|4#|\$u", "http://a")
        select("856|*1|\$u", "http://b")
        select("856|**|^1", "4", "4", "1")
        select("XXX|*7|", "whales")
        MarcPath.of("856|4_|") shouldBe MarcPath.of("856|4#|")
    }

    "conditions in braces" {
        select("650{^2=\"7\"}\$a", "whales")
        select("650{^2 = '7'}\$a", "whales")
        select("020\$c{\$q=\"paperback\"}", "$9")
        select("020{\$q}\$c", "$9")
        select("65X{^2=\"7\"}/0-4", "whale")
        select("65X[1]{[2]{\$a}}\$a", "whales")
        select("65X[1]{[2]{\$b}}\$a")
        select("020{not \$q}\$c", "$20")
        select("65X{\$x or ^2=\"7\"}\$a", "Whaling", "whales")
        select("65X{\$x | ^2=\"7\"}\$a", "Whaling", "whales")
        select("65X{#\$a = 1 and not \$x}\$a", "whales", "Nantucket")
        select("245\$a{\$c{/0=\"M\"}}", "Moby Dick, or,")
        select("245\$a{\$c{/0=\"b\"}}")
        select("245{\$b{~\"whale\"t}}\$a", "Moby Dick, or,")
        select("65X\$a{= \"whales\"}", "whales")
        select("65X\$a{in (whales, Nantucket)}", "whales", "Nantucket")
        select("65X\$a/0-4{= \"whale\"}", "whale")
        select("65X[1]\$a", "whales")
        select("65X[#]\$a", "Nantucket")
        // A path with an index counts before conditions are looked at.
        select("650[0]{^2=\"7\"}\$a")
        select("856|4*|[1]\$u", "http://b")
    }

    "a condition: what is there" {
        holding("650", "245\$b", "not 021", "!021", "not 020\$z", "LDR", "245\$z", "(650)", "not not 650")
        failing("021", "245\$f", "not 020", "!020", "020[2]", "008/50")
    }

    "a condition: the same, and not the same" {
        holding(
            "650\$a = \"whales\"", "650\$a = 'whales'", "650\$a = whales", "650\$a=whales", "650\$a != \"dolphins\"",
            "245\$z = \"\"", "not 650\$a = dolphins", "650\$a = \"WHALES\"i", "100\$a = 245\$c",
            "not 041\$a = \"eng\"",
            "245\$a = 'moby dick, or,'i", "245\$a = \"Moby Dick, or,\"", "100\$a != 245\$b",
        )
        failing(
            "650\$a = \"whale\"",
            "650\$a != \"whales\"",
            "650\$a = \"WHALES\"",
            "041\$a != \"eng\"",
            "041\$a = \"eng\"",
            "245\$z != \"\"",
            "100\$a != 245\$c",
            "100\$a = 245\$a",
        )
    }

    "a condition: a part of it, or an expression" {
        holding(
            "245\$b ~ \"[Ww]hale\"", "245\$b ~ \"^The\"", "245\$b !~ \"^whale\"", "245\$a ~ \",\"t",
            "245\$a ~ \"DICK\"ti",
            "245\$a ~ \"dick,\"it", "245\$a ~ \"M.B\"i",
            "245\$c ~ 100\$a", "856\$u ~ \"a$\"", "245\$a ~ \"\"",
            "245\$a ~ ' '",
        )
        failing(
            "245\$b ~ \"^whale\"",
            "245\$b !~ \"[Ww]hale\"",
            "245\$a ~ \"M.b\"t",
            "245\$a ~ \"DICK\"t",
            "041\$a !~ \"x\"",
            "245\$b ~ 100\$a",
        )
    }

    "a condition: less and more" {
        holding(
            "008/07-10 < 1900", "008/07-10 <= 1851", "008/07-10 >= 1851", "008/07-10 > 9", "008/07-10 < \"1900\"",
            "650\$a < \"X\"", "650\$a >= whales", "001 > 5", "001 < \"5x\"",
        )
        failing("008/07-10 < 1851", "008/07-10 > 1851", "245\$a > 5", "245\$a < 5", "041\$a < 5", "001 > \"5x\"")
    }

    "a condition: less by code points, not by units of UTF-16" {
        val wide = record { field("900") { 'a' to "\uFF21" } }
        MarcCondition.of("900\$a < \"\uD83D\uDE00\"").test(wide) shouldBe true
        val astral = record { field("900") { 'a' to "\uD83D\uDE00" } }
        MarcCondition.of("900\$a > \"\uFF21\"").test(astral) shouldBe true
        MarcCondition.of("900\$a < \"\uFF21\"").test(astral) shouldBe false
    }

    "a condition: one of several" {
        holding("008/35-37 in (eng, fre)", "008/35-37 in (\"fre\",'eng')", "008/35-37 in (eng)")
        holding("650\$a in (\"WHALES\"i, x)")
        failing("008/35-37 in (fre, ger)", "041\$a in (eng)", "not 008/35-37 in (eng)")
    }

    "a condition: how many" {
        holding("#650 = 2", "#650 > 1", "#650 >= 2", "#650 < 3", "#650 <= 2", "#650 != 3", "#021 = 0", "#65X\$a = 3")
        holding("#245\$a\$b = 2", "#245ab = 1", "#XXX > 5")
        failing("#650 > 2", "#650 = 3", "#650 != 2", "#021 > 0")
    }

    "conditions together" {
        holding(
            "650 and 245", "021 or 245", "650 or 021 and 022", "(650 or 021) and 245", "650 and not (021 or 022)",
            "650 and (021 or 245\$a ~ \"Moby\")", "not 021 and not 022", "650\$a = whales and 245",
            "650\$a = dolphins or 245", "(650\$a = whales)",
        )
        failing("650 and 021", "021 or 022", "(650 or 021) and 022", "not (650 or 021)", "not 650 or 021")
    }

    "a condition that ignores case everywhere" {
        for (text in listOf("650\$a = WHALES", "650\$a ~ \"^WHA\"", "650\$a in (x, Whales)", "245\$a ~ \"MOBY\"t")) {
            withClue(text) {
                MarcCondition.of(text, ignoreCase = true).test(record) shouldBe true
                MarcCondition.of(text).test(record) shouldBe false
            }
        }
    }

    "a simple path is a tag, or a tag and one code" {
        for (text in listOf("245", "245\$a", "245a", "001", "@cat", "@cat\$a", "@6XX")) {
            withClue(text) { MarcPath.of(text).isSimple shouldBe true }
        }
        val others = listOf("6XX", "245\$a\$b", "245\$a-c", "245[0]", "245\$a[0]", "245/0", "245\$a/0", "245^1") +
            listOf("245{\$a}", "245\$a{\$b}", "856|4*|", "245ab", "24.\$a")
        for (text in others) {
            withClue(text) { MarcPath.of(text).isSimple shouldBe false }
        }
        val path = MarcPath.of("245\$a[1]")
        path.tag shouldBe "245"
        path.code shouldBe 'a'
        MarcPath.of("245").code shouldBe null
        MarcPath.of("245ab").code shouldBe null
        MarcPath.of("6XX").tag shouldBe "6XX"
    }

    "the fields of a path keep their conditions, and characters have positions" {
        "${MarcPath.of("020|__|[0]{\$q}\$a[1]").fields}" shouldBe "020|__|[0]{\$q}"
        fun positions(path: String) = MarcPath.of(path).let { it.firstPosition to it.lastPosition }
        positions("008/35-37") shouldBe (35 to 37)
        positions("020\$a/0") shouldBe (0 to 0)
        positions("245\$a\$b+\" \"/2-#") shouldBe (2 to null)
        for (path in listOf("008", "008/#", "245^1", "245\$a/0\$b")) positions(path) shouldBe (null to null)
    }

    "the general form leaves a tag, and subfields, an indicator or positions" {
        for ((path, general) in listOf(
            "650|_0|[0]{\$2=\"x\"}\$a[1]/0-2{\$b}\$x+\" \$y \"" to "650\$a/0-2\$x",
            "245ab/3{=\"x\"}" to "245\$a\$b",
            "6XX[#]^2{=\"7\"}" to "6XX^2",
            "008[0]{LDR/6=\"a\"}/35-37{!020}" to "008/35-37",
            "@001\$a[0]" to "@001\$a",
        )) {
            "${MarcPath.of(path).general}" shouldBe general
        }
    }
})
