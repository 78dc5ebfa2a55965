// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Leader
import dev.marcato.path.MarcPath
import dev.marcato.record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

class LookUpSpec : FreeSpec({
    val schema = MarcSchema.BIBLIOGRAPHIC
    fun describe(path: String) = schema.describe(MarcPath.of(path))

    "labels and rules" {
        schema.field("245")?.label shouldBe "Title Statement"
        schema.field("245")?.let { it.isRepeatable to it.isRequired } shouldBe (false to true)
        schema.field("245")?.subfield('c')?.label shouldBe "Statement of responsibility, etc."
        schema.field("245")?.indicator(2)?.codes?.get("4")?.label shouldBe "Number of nonfiling characters"
        schema.field("650")?.isRepeatable shouldBe true
        schema.field("650")?.subfield('a')?.isRepeatable shouldBe false
        schema.field("300")?.indicator1?.isUndefined shouldBe true
        schema.field("301")?.isObsolete shouldBe true
        schema.field("990") shouldBe null
        schema.field("245")?.subfield('é') shouldBe null
        schema.field("001")?.subfields shouldBe null
        shouldThrow<IllegalArgumentException> { schema.field("245")?.indicator(3) }
    }

    "what a place meant before" {
        val field = schema.field("050")!!
        field.indicator2?.former?.single()?.label shouldBe "Series call number (SE)"
        schema.field("856")?.subfield('g')?.let { it.label to it.former.single().label } shouldBe
            ("Persistent identifier" to "Uniform Resource Name")
        schema.field("090")?.former?.map { it.label } shouldBe listOf("Shelf Location (AM)")
        field.subfield('d')?.isObsolete shouldBe true
    }

    "the meaning of values" {
        schema.field("041")?.subfield('a')?.meaning("eng").toString() shouldBe "eng English"
        schema.field("100")?.subfield('4')?.meaning("aut")?.label shouldBe "Author"
        schema.field("043")?.subfield('a')?.meaning("n-us-ca")?.label shouldBe "California"
        schema.field("044")?.subfield('a')?.meaning("gw")?.label shouldBe "Germany"
        schema.field("034")?.subfield('a')?.meaning("a")?.label shouldBe "Linear scale"
        schema.field("245")?.subfield('a')?.meaning("a") shouldBe null
        schema.codeLists.getValue("languages")["xyz"] shouldBe null
        schema.codeLists.getValue("languages").labelled("German")?.code shouldBe "ger"
        schema.codeLists.getValue("countries")["cs"]?.isObsolete shouldBe true
    }

    "the schema of a record" {
        fun of(type: Char) = MarcSchema.of(record { leader = Leader.of("00000n${type}m a2200000 i 4500") }).title
        listOf('a', 'z', 'y', '?').map(::of) shouldBe listOf(
            "MARC 21 Format for Bibliographic Data",
            "MARC 21 Format for Authority Data",
            "MARC 21 Format for Holdings Data",
            "MARC 21 Format for Bibliographic Data",
        )
        MarcSchema.UNIMARC.field("200")?.subfield('a')?.label shouldBe "Title Proper"
    }

    "the description of a path" - {
        "a field" {
            val text = describe("245").single().toString()
            text shouldContain "245 Title Statement (not repeatable)"
            text shouldContain "  ^1 Title added entry\n    0 No added entry\n"
            text shouldContain "  \$h Medium (not repeatable)"
        }

        "a subfield, with an index, a position and a condition" {
            for (path in listOf("856\$u", "856[0]\$u[1]/0-3", "856\$u{\$a}", "@856\$u")) {
                describe(path).single().subfields.map { it.label } shouldBe listOf("Uniform Resource Identifier")
            }
            describe("245\$a-c").single().subfields.map { it.code } shouldContainExactly listOf('a', 'b', 'c')
        }

        "an indicator" {
            describe("245^2").single().indicator?.label shouldBe "Nonfiling characters"
        }

        "positions of fields, for each type" {
            val positions = describe("008/33").single().positions
            positions.map { "$it" } shouldContain "BK Books: 33 Literary form"
            positions.map { it.type?.key } shouldContain "MU"
            describe("008/06").single().positions.single().type shouldBe null
            describe("LDR/6").single().positions.single().definition.label shouldBe "Type of record"
            describe("008/35-#").single().positions.map { it.definition.name } shouldContain "language"
            describe("007/1").single().positions.size shouldBe 15
        }

        "positions of subfields" {
            describe("773\$7/1").single().positions.single().definition.label shouldBe "Form of name"
        }

        "several fields" {
            describe("76X").map { it.field.tag } shouldContainExactly listOf("760", "762", "765", "767")
            describe("999").shouldBeEmpty()
        }
    }

    "definitions are equal if they say the same" {
        val one = MarcSchema.parse("""{"fields": {"245": {"subfields": {"a": {"label": "A"}}}}}""")
        val other = MarcSchema.parse("""{"fields": {"245": {"subfields": {"a": {"label": "B"}}}}}""")
        one shouldBe MarcSchema.parse(one.toAvram())
        (one == other) shouldBe false
        (one.hashCode() == MarcSchema.parse(one.toAvram()).hashCode()) shouldBe true
        "$one" shouldBe "schema"
        "${one.field("245")}" shouldBe "245"
    }

    "the example of the README" {
        ReadmeExample.lookUp()
        ReadmeExample.fixedFields(
            record {
                field("008", "991018s1999    nyua   j      000 1 eng d")
            },
        )?.fixed?.audience?.text shouldBe
            "j"
        ReadmeExample.ownSchema() shouldContain "Shelf mark"
    }
})
