// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** The examples and tables of MARCspec 0.16beta+2, section by section, on records made for them. */
class SpecificationExamplesSpec : FreeSpec({
    "4.2 fields" {
        val record = record {
            leader = Leader.of("00000cam a2200000 i 4500")
            field("001", "1")
            field("003", "XxXx")
            field("100", '1', ' ') {
                'a' to "Poe, Edgar Allan,"
                'd' to "1809-1849."
            }
            field("300") { 'a' to "x" }
            field("700") { 'a' to "A" }
            field("710") { 'a' to "B" }
        }
        record.gives("LDR", "${record.leader}")
        record.gives("00.", "1", "XxXx")
        record.gives("7..", "A", "B")
        record.gives("100", "Poe, Edgar Allan, 1809-1849.")
        record.gives("3..", "x")
    }

    "4.3 characters" {
        val record = record {
            leader = Leader.of("00714cam a2200205 a 4500")
            field("007", "ta")
            field("007", "vz czazuu")
            field("245") { 'a' to "Arithmetic /" }
        }
        record.gives("LDR/0-4", record.leader.toString().take(5))
        record.gives("LDR/6", "a")
        record.gives("007/0", "t", "v")
        record.gives("007/1-#", "a", "z czazuu")
        record.gives("007/#", "a", "u")
        record.gives("245\$a/#-1", " /")
        record.gives("245\$a/#", "/")
        record.gives("007/2", " ")
    }

    "4.4 subfields" {
        val record = record {
            field("245", '1', '0') {
                'a' to "Arithmetic /"
                'b' to "b"
                'c' to "Carl Sandburg"
                'z' to "z"
            }
            field("999") {
                '_' to "underscore"
                '$' to "dollar"
            }
        }
        record.gives("245\$a", "Arithmetic /")
        record.gives("245\$a\$b\$c", "Arithmetic /", "b", "Carl Sandburg")
        record.gives("245\$a-c", "Arithmetic /", "b", "Carl Sandburg")
        record.gives("...\$_$$", "underscore", "dollar")
        record.gives("300\$_$$")
    }

    "4.5 occurrences" {
        val record = record {
            for (number in 0..3) {
                field("300") {
                    'a' to "a$number"
                    'a' to "A$number"
                    'a' to "last$number"
                }
            }
        }
        val all = (0..3).map { "a$it A$it last$it" }
        record.gives("300[0]", all[0])
        record.gives("300[1]", all[1])
        record.gives("300[0-2]", all[0], all[1], all[2])
        record.gives("300[1-#]", all[1], all[2], all[3])
        record.gives("300[#]", all[3])
        record.gives("300[#-1]", all[2], all[3])
        record.gives("300[0]\$a", "a0", "A0", "last0")
        record.gives("300\$a[0]", "a0", "a1", "a2", "a3")
        record.gives("300\$a[#]", "last0", "last1", "last2", "last3")
        record.gives("300[#]\$a[#-1]", "A3", "last3")
        // Without an index, all occurrences are meant.
        MarcPath.of("300[0-#]\$a[0-#]").values(record) shouldBe MarcPath.of("300\$a").values(record)
    }

    "4.6 indicators" {
        val record = record {
            field("880", '1', '2') { 'a' to "x" }
            field("880", '3', ' ') { 'a' to "y" }
        }
        record.gives("880^1", "1", "3")
        record.gives("880[0]^2", "2")
        // The text calls this the first one, but an index of 1 is the second; a blank is a value.
        record.gives("880[1]^2", " ")
    }

    "4.7 what is there" - {
        val record = record {
            field("020") { 'c' to "without a number" }
            field("020") {
                'a' to "0394170660"
                'c' to "$4.95"
            }
            field("020") { 'z' to "wrong" }
        }

        "a path with its own tag asks the whole record" {
            record.gives("020\$c{?020\$a}", "without a number", "$4.95")
            record.gives("020\$c{020\$c?020\$a}", "without a number", "$4.95")
            record.gives("020\$z{!020\$a}")
            record.gives("020\$z{020\$z!020\$a}")
        }

        "a shortened one asks the field at hand" {
            record.gives("020\$c{\$a}", "$4.95")
            record.gives("020\$c{?\$a}", "$4.95")
            record.gives("020\$z{!\$a}", "wrong")
            record.gives("020\$c{!\$a}", "without a number")
        }

        "what stands on the left doesn't matter" {
            record.gives("020\$z{\$a?\$z}", "wrong")
            record.gives("020\$z{\$a!\$b}", "wrong")
        }
    }

    "4.7 texts" - {
        fun book(type: String, level: String, kind: String) = record {
            leader = Leader.of("00000n$type$level a2200000 i 4500")
            field("007", kind)
            field("008", "890509s1970    ilu           000 0 eng d".replaceRange(18, 19, "q"))
            field("245") { 'b' to "rest" }
        }

        "008/18{LDR/6=\\t}" {
            book("t", "m", "ta").gives("008/18{LDR/6=\\t}", "q")
            book("a", "m", "ta").gives("008/18{LDR/6=\\t}")
        }

        "245\$b{007/0=\\a|007/0=\\t}" {
            for (kind in listOf("ax", "ta")) book("a", "m", kind).gives("245\$b{007/0=\\a|007/0=\\t}", "rest")
            book("a", "m", "va").gives("245\$b{007/0=\\a|007/0=\\t}")
        }

        "008/18{LDR/6=\\a}{LDR/7=\\a|LDR/7=\\c|LDR/7=\\d|LDR/7=\\m}" {
            val path = "008/18{LDR/6=\\a}{LDR/7=\\a|LDR/7=\\c|LDR/7=\\d|LDR/7=\\m}"
            for (level in listOf("a", "c", "d", "m")) book("a", level, "ta").gives(path, "q")
            book("a", "s", "ta").gives(path)
            book("t", "m", "ta").gives(path)
        }
    }

    "4.7 comparing with another value" {
        val record = record {
            field("100", '1', ' ') {
                '6' to "880-01"
                'a' to "Zilbershtain, Yitshak ben David Yosef."
            }
            field("880", '1', ' ') {
                '6' to "100-01/(2/r"
                'a' to "יצחק יוסף בן דוד."
            }
            field("880", '1', ' ') {
                '6' to "700-02/(2/r"
                'a' to "another"
            }
        }
        record.gives("880\$a{100\$6~\$6/3-5}{100\$6~\\880}", "יצחק יוסף בן דוד.")
        record.gives("880\$a{100\$6~\$6/3-5}{100\$6~\\881}")
    }

    "4.7 characters of texts" {
        val record = record {
            field("900") {
                'a' to "a b\$c{d}e!f=g~h?i|j\\k"
                'b' to "_"
                'c' to "s"
                'd' to "september"
                'e' to "=x"
                'f' to ""
            }
        }
        record.gives("900\$b{\$a=\\a\\sb\\\$c\\{d\\}e\\!f\\=g\\~h\\?i\\|j\\k}", "_")
        // The underscore of the table is one, and an s is a letter where the \ begins the text.
        record.gives("900\$b{\$b=\\_}", "_")
        record.gives("900\$b{\$c=\\s}", "_")
        record.gives("900\$b{\$d=\\september}", "_")
        record.gives("900\$b{\$e=\\=x}", "_")
        record.gives("900\$b{\$e=\\\\=x}", "_")
        record.gives("900\$b{\$f=\\}", "_")
        record.gives("900\$b{\$a~\\\\s}", "_")
        record.gives("900\$b{\$c=\\\\s}")
        record.gives("900\$b{\\x=\\x}", "_")
        record.gives("900\$b{\\x=\\y}")
        record.gives("900\$b{\\x}", "_")
        record.gives("900\$b{!\\x}")
    }

    "4.7 codes need no escapes" {
        val record = record {
            field("900") {
                '$' to "dollar"
                '{' to "brace"
                '}' to "end"
                '!' to "mark"
                '=' to "sign"
                '/' to "slash"
                '[' to "bracket"
                '-' to "hyphen"
            }
        }
        record.gives("900$$", "dollar")
        record.gives("900\${{$}}", "brace")
        record.gives("900$!$=", "mark", "sign")
        record.gives("900$//0", "s")
        record.gives("900$[[0]", "bracket")
        record.gives("900$-{$-}", "hyphen")
        record.gives("900\${{$}=\\end}", "brace")
        record.gives("900\${{$==\\sign}", "brace")
        record.gives("900\${{$!!=\\sign}", "brace")
    }

    "4.8 abbreviations" - {
        "of fields" {
            val record = record {
                field("007", "ta")
                field("007", "vf b")
                field("007", "sd x")
            }
            record.gives("007[1]/3{/0=\\v}", "b")
            record.gives("007[1]/3{007[1]/0=\\v}", "b")
            record.gives("007/3{/0=\\v}", "b")
        }

        "of subfields" {
            val record = record {
                field("245") {
                    'a' to "The end /"
                    'c' to "me"
                }
                field("245") { 'a' to "An end." }
            }
            record.gives("245\$a{/#=\\/}", "The end /")
            record.gives("245\$a{/0-2=\\The}", "The end /")
            record.gives("245\$a{\$c}", "The end /")
            // This asks the whole record, although the text says that it is the same.
            record.gives("245\$a{245\$a/#=\\/}", "The end /", "An end.")
            record.gives("245\$a/0-2{=\\The}", "The")
            record.gives("245\$a/0-2{~\\e}", "The")
            record.gives("245\$a/0-2{/4-6=\\end}", "The")
        }

        "of indicators" {
            fun series(indicator: Char, name: String) = record {
                field("800", '1', indicator) { 'a' to name }
                field("800", '1', '1') { 'a' to "Poe" }
            }
            series('1', "Poe, Edgar Allan").gives("800[0]{\$a~\\Poe}{^2=\\1}", "Poe, Edgar Allan")
            series(' ', "Poe, Edgar Allan").gives("800[0]{\$a~\\Poe}{^2=\\1}")
            series('1', "Sandburg").gives("800[0]{\$a~\\Poe}{^2=\\1}")
            series('1', "Poe, Edgar Allan").gives("800[0]{800[0]\$a~\\Poe}{800[0]^2=\\1}", "Poe, Edgar Allan")
            // As the text has it, without a \, it compares with a field 1, and a tag has three characters.
            shouldThrow<MarcPathException> { MarcPath.marcSpec("800[0]{\$a~\\Poe}{^2=1}") }
        }

        "without an index, of each field by itself" {
            val prices = record {
                field("020") {
                    'a' to "0394170660"
                    'q' to "Random House"
                    'c' to "$4.95"
                }
                field("020") { 'a' to "0491001304" }
            }
            prices.gives("020\$q{\$c}", "Random House")
            prices.gives("020[0-#]\$q[0-#]{\$c[0-#]}", "Random House")
            prices.gives("020[0]\$q[0]{?020[0]\$c[0]}", "Random House")
            prices.gives("020[1]\$q[0]{?020[1]\$c[0]}")
            val bindings = record {
                field("020") {
                    'a' to "0394170660"
                    'q' to "Random House"
                    'q' to "paperback"
                    'c' to "$4.95"
                }
                field("020") {
                    'a' to "0394502884"
                    'q' to "Random House"
                    'q' to "hardcover"
                    'c' to "$12.50"
                }
            }
            bindings.gives("020\$c{\$q=\\paperback}", "$4.95")
            bindings.gives("020[0-#]\$c[0-#]{\$q[0-#]=\\paperback}", "$4.95")
            bindings.gives("020[0]\$c[0]{020[0]\$q[0]=\\paperback}")
            bindings.gives("020[0]\$c[0]{020[0]\$q[1]=\\paperback}", "$4.95")
            bindings.gives("020[1]\$c[0]{020[1]\$q[0]=\\paperback}")
            bindings.gives("020[1]\$c[0]{020[1]\$q[1]=\\paperback}")
        }
    }

    "5.1 positions and indexes" {
        val record = record {
            field("007", "abcd")
            field("008", "")
            field("900") { 'a' to "x" }
            field("900") { 'a' to "\uD83D\uDE00é\u05D0z" }
            field("900") { 'a' to "" }
        }
        record.gives("007/#-1", "cd")
        record.gives("007/#-0", "d")
        record.gives("007/#-#", "d")
        record.gives("007/0-0", "a")
        record.gives("007/1-#", "bcd")
        record.gives("007/4")
        record.gives("008", "")
        record.gives("008/0")
        record.gives("008/#")
        record.gives("008/0-#")
        // Beyond an end, what is there.
        record.gives("007/2-9", "cd")
        record.gives("007/#-9", "abcd")
        record.gives("900[#-9]\$a", "x", "\uD83D\uDE00é\u05D0z", "")
        record.gives("900[3]\$a")
        record.gives("900[2]\$a", "")
        // Characters, not units of UTF-16.
        record.gives("900\$a/0", "x", "\uD83D\uDE00")
        record.gives("900\$a/1", "é")
        record.gives("900\$a/#-1", "x", "\u05D0z")
        // The text says that these select nothing, the test suite that they are wrong.
        for (text in listOf("007/2-1", "900[2-1]", "900\$a[1-0]", "900\$c-a")) {
            for (parse in DIALECTS) withClue(text) { shouldThrow<MarcPathException> { parse(text) } }
        }
    }

    "5.3 the table of abbreviations" {
        val record = record {
            field("005", "20260101")
            field("005", "30")
            field("900", '1', '2') {
                'a' to "ab"
                'a' to "cd"
                'b' to "e"
            }
            field("900", '_', ' ') { 'a' to "fg" }
        }
        record.gives("900[0]{[1]}", "ab cd e")
        record.gives("900[0]{[2]}")
        record.gives("005[1]{/0-3=\\30}", "30")
        record.gives("900[1]{^1=\\_}", "fg")
        record.gives("900[0]{^1=\\_}")
        record.gives("005/0-7{[1]}", "20260101", "30")
        record.gives("005/0-7{[1]/0=\\3}", "20260101", "30")
        record.gives("005/0-7{[2]}")
        record.gives("005/0-7{/0=\\2}", "20260101")
        record.gives("900\$a[0]{[1]}", "ab")
        record.gives("900\$a[0]{[1]=\\cd}", "ab")
        record.gives("900\$a[0]{/0=\\f}", "fg")
        record.gives("900\$a/1{[1]}", "b", "d")
        record.gives("900\$a/1{[1]/1=\\d}", "b", "d")
        record.gives("900\$a/1{[1]/1=\\b}")
        record.gives("900\$a/1{/0=\\a}", "b")
        record.gives("900\$a{^2=\\2}", "ab", "cd")
        record.gives("900^1{^1!=\\_}", "1")
        record.gives("900^2{^1!=\\_}", "2")
        record.gives("900^2{[1]}", "2", " ")
        record.gives("900^2{[1]\$a}", "2", " ")
        record.gives("900^2{[1]\$a=\\ab}")
        record.gives("900^2{[1]^1=\\_}", "2", " ")
        record.gives("900^2{[0]^1=\\_}")
        // A wildcard counts all that match together.
        record.gives("...[2]{[1]}", "ab cd e")
        record.gives("...[3]{[4]}")
        // Two are called invalid: what has characters has no indicators, what is an indicator has no characters.
        for (text in listOf(".../0-7{^1}", "...^2{/0=\\1}")) {
            withClue(text) { shouldThrow<MarcPathException> { MarcPath.marcSpec(text) } }
        }
    }

    "5.4 and 5.5 what holds" - {
        val record = record {
            field("900") {
                'a' to "Poe"
                'a' to "Edgar"
                'b' to "Poe"
                'c' to "Po"
                'd' to "Poems"
                'x' to "x"
            }
        }

        fun holds(condition: String) = MarcPath.marcSpec("900\$x{$condition}").matches(record).also {
            MarcPath.of("900\$x{$condition}").matches(record) shouldBe it
        }

        val answers = mapOf(
            // On the right: nothing, the same, a part of the left, more than the left, another.
            "=" to listOf(false, true, false, false, false),
            "!=" to listOf(true, false, true, true, true),
            "~" to listOf(false, true, true, false, false),
            "!~" to listOf(true, false, false, true, true),
            "?" to listOf(false, true, true, true, true),
            "!" to listOf(true, false, false, false, false),
        )
        for ((sign, expected) in answers) {
            "b $sign" {
                listOf("\$z", "\$b", "\$c", "\$d", "\$x").map { holds("\$b$sign$it") } shouldContainExactly expected
            }
        }

        "one of several values is enough, or too much" {
            holds("\$a=\$b") shouldBe true
            holds("\$a!=\$b") shouldBe false
            holds("\$a~\\dga") shouldBe true
            holds("\$a!~\\dga") shouldBe false
        }

        "without data on the left, nothing holds" {
            for (sign in listOf("=", "!=", "~", "!~")) {
                for (right in listOf("\$z", "\$b", "\\Poe")) holds("\$z$sign$right") shouldBe false
            }
            // For these, the text leaves it open; here, the left side doesn't matter.
            holds("\$z?\$b") shouldBe true
            holds("\$z!\$b") shouldBe false
            holds("\$z!\$z") shouldBe true
        }

        "one of a chain, and all of those that follow one another" {
            holds("\$z|\$b") shouldBe true
            holds("\$z|\$y") shouldBe false
            holds("\$z=\\x|\$a!=\\x") shouldBe true
            holds("\$a}{\$b") shouldBe true
            holds("\$a}{\$z") shouldBe false
            holds("\$z|\$a}{\$b|\$z") shouldBe true
        }
    }

    "where the text is open, as the documentation says" {
        val record = record {
            field("008", "260101s1851    nyu           000 1 eng d")
            field("LDX", ' ', ' ') { 'a' to "no leader" }
            field("245", '1', '0') {
                'c' to "c"
                'a' to "a"
                'b' to ""
                'a' to "A"
            }
        }
        record.gives("245\$a\$b", "a", "", "A")
        record.gives("245\$b\$a", "a", "", "A")
        record.gives("245\$a-c", "c", "a", "", "A")
        record.gives("245\$a-c\$b", "c", "a", "", "A")
        record.gives("245\$a/0\$a/0-2", "a", "A")
        record.gives("245", "c a  A")
        record.gives("245/0-2", "c a")
        record.gives("24.[0]", "c a  A")
        record.gives("245\$a-c[0]", "c")
        record.gives("...[0]", "260101s1851    nyu           000 1 eng d")
        record.gives("L..", "no leader")
        record.gives("LDR[0]", "${record.leader}")
        record.gives("LDR[#]", "${record.leader}")
        record.gives("LDR[1]")
        record.gives("245{\$a}{\$b}", "c a  A")
        record.gives("008\$a")
        MarcPath.marcSpec("ldr").values(record).shouldBeEmpty()
        MarcPath.marcSpec("6XX").values(record { field("650") { 'a' to "x" } }).shouldBeEmpty()
        MarcPath.of("245\$a/0\$a/1").values(record { field("245") { 'a' to "xy" } }) shouldContainExactly
            listOf("x", "y")
    }
})

private val DIALECTS = listOf<(String) -> MarcPath>(MarcPath::marcSpec, MarcPath::of)

/** Both dialects select this, but for subfields of control fields, which Marcato's own refuses. */
private fun Record.gives(path: String, vararg values: String) {
    withClue("$path on\n$this\n") {
        MarcPath.marcSpec(path).values(this) shouldContainExactly values.asList()
        if (!path.startsWith("008$")) MarcPath.of(path).values(this) shouldContainExactly values.asList()
    }
}
