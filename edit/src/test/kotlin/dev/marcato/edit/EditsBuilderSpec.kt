// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.util.function.Consumer

class EditsBuilderSpec : FreeSpec({
    val edits = Edits {
        comment("all statements")
        parameter("p", "a \"b\" c")
        addField("003", "DE-1").unless("003")
        addField("590", ' ', '1').subfield('a', "{=p}").subfieldIfThere('b', "{999}").before("650").once().onlyIf("245")
        addField("591", ' ', ' ').subfield('a', EditsBuilder.literal("{x}")).after("100")
        addSubfield("040\$e", "rda").first()
        addSubfield("990\$x", "y").last()
        remove("9XX").withPair()
        removeDuplicates("650").ignoringIndicators()
        set("008 form of item", "o")
        replace("a", "b", "245\$a").ignoringCase()
        replaceFirst("a", "b", "245\$a")
        replaceExpression("^a", "\$0", "245\$a")
        replaceFirstExpression("a", "b", "245\$a")
        prefix("856\$u", "x").once()
        suffix("245", ".")
        copy("001", "035\$a")
        move("035\$z", "035\$y")
        rename("260", "264")
        change("245\$a", "upper")
        sortFields()
        sortFields("6XX")
        sortSubfields("650", "ax")
        split("300\$a", ";").into("\$b")
        splitExpression("300\$a", ";+")
        splitFields("653", 'a')
        join("300\$a", ";")
        joinFields("653")
        renumberPairs()
        statement("remove 001").onlyIf("245")
        dropRecord().onlyIf("999")
        keepRecord("245")
        given("245") {
            remove("246")
        }.orIf("246") { remove("245") }.otherwise { given("100") { keepOnly("001", "100") } }
        each("650") {
            removeField().onlyIf("\$2")
            keepField("\$a")
        }
    }
    val text = """
        # all statements
        parameter p = "a ""b"" c"
        add 003 "DE-1" unless 003
        add 590 _1 §a "{=p}" [§b "{999}"] before 650 once if 245
        add 591 __ §a "{{x}}" after 100
        add 040§e "rda" first
        add 990§x "y" last
        remove 9XX with its pair
        remove duplicates of 650 ignoring indicators
        set 008 form of item to "o"
        replace "a" with "b" in 245§a ignoring case
        replace first "a" with "b" in 245§a
        replace ~ "^a" with "§0" in 245§a
        replace first ~ "a" with "b" in 245§a
        prefix 856§u with "x" once
        suffix 245 with "."
        copy 001 to 035§a
        move 035§z to 035§y
        rename 260 to 264
        change 245§a to upper
        sort fields
        sort fields 6XX
        sort subfields of 650 by "ax"
        split 300§a at ";" into §b
        split 300§a at ~ ";+"
        split fields 653 at §a
        join 300§a with ";"
        join fields 653
        renumber pairs
        remove 001 if 245
        drop record if 999
        keep record if 245
        if 245 {
          remove 246
        } else if 246 {
          remove 245
        } else {
          if 100 {
            keep only 001, 100
          }
        }
        each 650 {
          remove field if §2
          keep field if §a
        }
    """.trimIndent() + "\n"

    "it writes each statement as text" {
        "$edits" shouldBe dollars(text)
        edits.rules.size shouldBe 35
    }

    "files are named, too" {
        val built = Edits(EditOptions { files = filesOf("t" to "Gift,x", "b" to "remove 001") }) {
            include("b")
            lookUp("990\$a", "t").column("x").into("991\$a").orElse("y")
        }
        "$built" shouldBe "include \"b\"\nlook up 990\$a in \"t\" column \"x\" into 991\$a else \"y\"\n"
    }

    "in Java, blocks are lambdas of a builder" {
        val builder = Edits.builder()
        val block = Consumer<EditsBuilder> { it.remove("246") }
        builder.given("245", block).orIf("246", block).otherwise(block)
        val built = builder.each("650", Consumer { it.removeField() }).build()
        built.rules.map { it.text } shouldBe listOf("remove 246", "remove 246", "remove 246", "remove field")
    }

    "what isn't a statement is refused" {
        shouldThrow<EditException> { Edits { remove("24") } }.lineText shouldBe "remove 24"
        shouldThrow<EditException> { Edits { dropRecord().once() } }.reason shouldBe "nothing is expected here"
        shouldThrow<IllegalArgumentException> { Edits { remove("245\nremove 246") } }.message shouldBe
            "A statement is one line: \"remove 245\nremove 246\""
    }
})
