// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.testing.Accounting
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextReading
import dev.marcato.testing.XmlSamples.LEADER
import dev.marcato.testing.XmlSamples.collection
import dev.marcato.testing.XmlSamples.titled
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.Random

class XmlDamageSpec : FreeSpec({
    suspend fun outcomes(xml: String, options: ReadOptions = TestOptions.lenient(MarcFormat.XML)): List<Outcome> {
        val bytes = xml.toByteArray()
        val outcomes = Readers.outcomes(bytes, options)
        Accounting.checkText(bytes, outcomes, options)
        for (size in listOf(1, 5, 33)) {
            withClue("pieces of $size") {
                Readers.outcomes(PushedBytes.inPieces(bytes, size), options).shouldBeLike(outcomes)
            }
        }
        return outcomes
    }

    fun titles(outcomes: List<Outcome>): List<String?> =
        outcomes.filterIsInstance<Outcome.Read>().map { it.record.title }

    suspend fun strictFailure(xml: String): ProblemCode = shouldThrow<MarcException> {
        Readers.records(xml.toByteArray(), TestOptions.strict(MarcFormat.XML))
    }.problem.code

    "an ill-formed record is damage, and the next one is read" - {
        val illFormed = mapOf(
            "a reference that is none" to titled("Tom & Jerry"),
            "an undefined entity" to titled("caf&eacute;"),
            "a bracket" to titled("a < b"),
            "a tag that is not closed" to titled("One").replace("</subfield>", ""),
            "tags that cross" to titled("One").replace("</subfield></datafield>", "</datafield></subfield>"),
            "an attribute without quotation marks" to titled("One").replace("\"245\"", "245"),
            "an attribute twice" to titled("One").replace("ind2=", "ind1="),
            "a control character" to titled("a\u0007b"),
            "a reference to a control character" to titled("a&#x1F;b"),
            "the end of CDATA" to titled("a]]>b"),
            "a character that is none" to titled("a\uFFFEb"),
        )
        for ((name, record) in illFormed) {
            name {
                val xml = collection(titled("First"), record, titled("Last"))
                val outcomes = outcomes(xml)
                titles(outcomes) shouldBe listOf("First", "Last")
                val damage = outcomes.filterIsInstance<Outcome.Damage>().single()
                damage.problem.code shouldBe ProblemCode.SYNTAX_WRONG
                damage.byteOffset shouldBe xml.substringBefore(record).toByteArray().size
                strictFailure(xml) shouldBe ProblemCode.SYNTAX_WRONG
            }
        }
    }

    "a problem has a line, a column and a byte" {
        val xml = "<collection>\n  <record>\n    <leader>$LEADER</leader>\n    \u00E9" +
            "<controlfield tag=\"00\">1</controlfield></record></collection>"
        val problems = outcomes(xml).flatMap { it.problems }
        val tag = problems.single { it.code == ProblemCode.TAG_LENGTH_WRONG }
        tag.position.line shouldBe 4
        tag.position.column shouldBe 7
        tag.position.byteOffset shouldBe xml.toByteArray().size - xml.substring(xml.indexOf("<controlfield")).length
        tag.toString() shouldContain "line 4, column 7"
        tag.toJson() shouldContain "\"line\":4,\"column\":7"
    }

    "a record without its end ends where" - {
        val open = "<record><leader>$LEADER</leader><controlfield tag=\"001\">x</controlfield>"

        "another one begins" {
            val outcomes = outcomes(collection(open, titled("Next")))
            titles(outcomes) shouldBe listOf("Next")
            outcomes.codes shouldBe listOf(ProblemCode.SYNTAX_WRONG)
        }

        "the collection ends" {
            val outcomes = outcomes(collection(titled("First"), open))
            titles(outcomes) shouldBe listOf("First")
            outcomes.codes shouldBe listOf(ProblemCode.SYNTAX_WRONG)
        }

        "the input ends" {
            val whole = collection(titled("First"), titled("Second"))
            for (cut in whole.indexOf("Second") until whole.lastIndexOf("</record>") + 8) {
                withClue("cut at $cut") {
                    val outcomes = Readers.outcomes(whole.substring(0, cut).toByteArray())
                    titles(outcomes) shouldBe listOf("First")
                    outcomes.codes shouldBe listOf(ProblemCode.RECORD_CUT_OFF)
                }
            }
        }
    }

    "an input that ends before its envelope does has a problem at its end" {
        val whole = collection(titled("First"))
        val cut = whole.substring(0, whole.indexOf("</collection>"))
        val outcomes = outcomes(cut)
        titles(outcomes) shouldBe listOf("First")
        outcomes.codes shouldBe listOf(ProblemCode.ENVELOPE_CUT_OFF)
        outcomes.last().byteLength shouldBe 0
        strictFailure(cut) shouldBe ProblemCode.ENVELOPE_CUT_OFF
    }

    "a document type is never read" - {
        val bomb = "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">" +
            "<!-- it's --><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"

        "strictly it is refused" {
            strictFailure("$bomb<collection>${titled("&b;")}</collection>") shouldBe ProblemCode.DOCUMENT_TYPE_FORBIDDEN
        }

        "leniently it is damage, and so are records that need it" {
            val outcomes = outcomes("$bomb<collection>${titled("&b;")}${titled("&x;")}${titled("One")}</collection>")
            titles(outcomes) shouldBe listOf("One")
            outcomes.codes shouldBe listOf(
                ProblemCode.DOCUMENT_TYPE_FORBIDDEN,
                ProblemCode.SYNTAX_WRONG,
                ProblemCode.SYNTAX_WRONG,
            )
        }
    }

    "what the envelope has wrong is damage, and the records are read" - {
        val envelopes = mapOf(
            "an end tag of nothing" to "<collection>${titled("One")}</collectoin></collection>",
            "text before the root" to "garbage<collection>${titled("One")}</collection>",
            "text after it" to "<collection>${titled("One")}</collection>garbage",
            "a bracket" to "<collection> < ${titled("One")}</collection>",
            "a reference" to "<collection>&nothing;${titled("One")}</collection>",
            "an attribute" to "<collection a=b>${titled("One")}</collection>",
            "two comments in one" to "<collection><!-- a -- b -->${titled("One")}</collection>",
            "a declaration further on" to "<!-- --><?xml version=\"1.0\"?><collection>${titled("One")}</collection>",
            "a declaration of nonsense" to "<?xml version=\"one\"?><collection>${titled("One")}</collection>",
            "CDATA outside" to "<collection>${titled("One")}</collection><![CDATA[ ]]>",
        )
        for ((name, xml) in envelopes) {
            name {
                val outcomes = outcomes(xml)
                titles(outcomes) shouldBe listOf("One")
                outcomes.codes shouldBe listOf(ProblemCode.SYNTAX_WRONG)
                strictFailure(xml) shouldBe ProblemCode.SYNTAX_WRONG
            }
        }
    }

    "several documents in one input are read leniently" {
        val outcomes = outcomes(collection(titled("One")) + collection(titled("Two")) + titled("Three"))
        titles(outcomes) shouldBe listOf("One", "Two", "Three")
        outcomes.codes.toSet() shouldBe setOf(ProblemCode.SYNTAX_WRONG)
    }

    "an encoding that cannot be" - {
        "is reported if it is unknown" {
            val xml = "<?xml version=\"1.0\" encoding=\"x-none\"?><collection>${titled("\u00E9")}</collection>"
            titles(outcomes(xml)) shouldBe listOf("\u00E9")
            outcomes(xml).codes shouldBe listOf(ProblemCode.CHARACTER_SET_UNSUPPORTED)
        }

        "is reported if the bytes contradict it" {
            val xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?><collection>${titled("\u00E9")}</collection>"
            titles(outcomes(xml)) shouldBe listOf("\u00E9")
            outcomes(xml).codes shouldBe listOf(ProblemCode.CHARACTER_SET_CONTRADICTED)
        }

        "is reported if a byte order mark contradicts it, and the bytes are what the mark says" {
            val xml = "\uFEFF<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" +
                "<collection>${titled("\u00E9\u4E2D")}</collection>"
            val outcomes = outcomes(xml)
            titles(outcomes) shouldBe listOf("\u00E9\u4E2D")
            val problem = outcomes.flatMap { it.problems }.single()
            problem.code shouldBe ProblemCode.CHARACTER_SET_CONTRADICTED
            problem.found shouldBe "an encoding \"ISO-8859-1\", after the byte order mark of UTF-8"
            problem.position.byteOffset shouldBe 3
            strictFailure(xml) shouldBe ProblemCode.CHARACTER_SET_CONTRADICTED
            for (agreed in listOf("utf-8", "UTF8")) {
                outcomes(xml.replace("ISO-8859-1", agreed)).codes shouldBe emptyList()
            }
        }

        "is reported if the bytes are UTF-16, and they are read as that" {
            for (charset in listOf(Charsets.UTF_16, Charsets.UTF_16LE)) {
                val xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><collection>${titled("\u00E9")}</collection>"
                val outcomes = Readers.outcomes(xml.toByteArray(charset))
                titles(outcomes) shouldBe listOf("\u00E9")
                outcomes.codes shouldBe listOf(ProblemCode.CHARACTER_SET_CONTRADICTED)
                // Platforms do not know all names of UTF-16.
                Readers.outcomes(xml.replace("UTF-8", "UCS-2").toByteArray(charset)).codes shouldBe emptyList()
            }
        }

        "is reported for each byte that doesn't belong to it" {
            val bytes = collection(titled("a?b")).toByteArray()
            bytes[bytes.indexOf('?'.code.toByte(), bytes.size / 2)] = 0xE9.toByte()
            val outcomes = Readers.outcomes(bytes)
            titles(outcomes) shouldBe listOf("a\uFFFDb")
            outcomes.codes shouldBe listOf(ProblemCode.TEXT_NOT_UTF_8)
            outcomes.flatMap { it.problems }.single().found shouldBe "bytes E9"
        }
    }

    "what is not as MARCXML has it" - {
        val record = titled("One")
        val cases = mapOf(
            record.replace(LEADER, LEADER.dropLast(1)) to ProblemCode.LEADER_LENGTH_WRONG,
            record.replace(LEADER, "$LEADER ") to ProblemCode.LEADER_LENGTH_WRONG,
            record.replace("<leader>$LEADER</leader>", "") to ProblemCode.LEADER_MISSING,
            record.replace(LEADER, LEADER.replace('n', '\u00E9')) to ProblemCode.LEADER_NOT_ASCII,
            record.replace("245", "24") to ProblemCode.TAG_LENGTH_WRONG,
            record.replace(" tag=\"245\"", "") to ProblemCode.TAG_LENGTH_WRONG,
            record.replace("245", "24\u00E9") to ProblemCode.TAG_NOT_ASCII,
            record.replace("245", "002") to ProblemCode.FIELD_KIND_WRONG,
            record.replace("\"001\"", "\"FMT\"") to ProblemCode.FIELD_KIND_WRONG,
            record.replace("ind1=\"1\"", "") to ProblemCode.INDICATOR_LENGTH_WRONG,
            record.replace("ind1=\"1\"", "ind1=\"\"") to ProblemCode.INDICATOR_LENGTH_WRONG,
            record.replace("ind1=\"1\"", "ind1=\"12\"") to ProblemCode.INDICATOR_LENGTH_WRONG,
            record.replace("ind1=\"1\"", "ind1=\"\u00E9\"") to ProblemCode.INDICATOR_NOT_ASCII,
            record.replace("code=\"a\"", "") to ProblemCode.SUBFIELD_CODE_MISSING,
            record.replace("code=\"a\"", "code=\"ab\"") to ProblemCode.SUBFIELD_CODE_TOO_LONG,
            record.replace("code=\"a\"", "code=\" \"") to ProblemCode.SUBFIELD_CODE_NOT_ASCII,
            record.replace("<subfield code=\"a\">One</subfield>", "") to ProblemCode.SUBFIELDS_MISSING,
            record.replace("<subfield", "text<subfield") to ProblemCode.BYTES_OUTSIDE_FIELDS,
            record.replace("<datafield", "<more/><datafield") to ProblemCode.BYTES_OUTSIDE_FIELDS,
            record.replace("One", "O<b>n</b>e") to ProblemCode.BYTES_OUTSIDE_FIELDS,
            record.replace("</leader>", "</leader><leader>2</leader>") to ProblemCode.BYTES_OUTSIDE_FIELDS,
        )
        for ((index, case) in cases.entries.withIndex()) {
            val (changed, code) = case
            "is reported, and the rest is read: $code (${index + 1})" {
                val outcomes = outcomes(collection(titled("First"), changed, titled("Last")))
                titles(outcomes).size shouldBe 3
                outcomes.codes shouldBe listOf(code)
                strictFailure(collection(changed)) shouldBe code
            }
        }
    }

    "damage in UTF-16" - {
        val options = LENIENT.toBuilder().format(MarcFormat.XML).apply { limits { recordBytes = 1_000 } }.build()

        "is read without an exception, also after filler" {
            // Broken markup, then half units that become other letters.
            val bytes = "<\"<\u6200\u7900\u2000\u4800\u0000>\u3C00\u2F00\u3E00\u3C00".toByteArray(Charsets.UTF_16LE)
            Readers.outcomes(bytes, options).map { it.byteLength }.sum() shouldBe bytes.size
        }

        "has places in the input, whatever pieces it comes in" {
            val random = Random(16)
            val many = "<controlfield tag=\"002\">x</controlfield>".repeat(150)
            val texts = listOf(
                collection(titled("One"), titled("\u4E2D\uD83D\uDE00"), titled("Last")),
                collection(titled("One").replace("<datafield", "$many<datafield"), titled("Last")),
                collection(titled("One").replace(LEADER, LEADER.replace('n', '\u00E9'))),
            )
            repeat(300) { round ->
                val charset = if (round % 2 == 0) Charsets.UTF_16 else Charsets.UTF_16LE
                val bytes = texts[round % texts.size].toByteArray(charset)
                val damaged = DamagedBytes.of(bytes, random, 1 + random.nextInt(4)).toByteArray()
                // Checks the account, and compares with reading in pieces.
                TextReading.outcomes(damaged, options)
            }
        }
    }

    "limits" - {
        "of depth" {
            val deep = "<a>".repeat(40) + "</a>".repeat(40)
            outcomes("<collection>$deep${titled("One")}</collection>").codes.toSet() shouldBe
                setOf(ProblemCode.NESTING_TOO_DEEP)
            val inRecord = titled("One").replace("<datafield", "$deep<datafield")
            val outcomes = outcomes(collection(inRecord, titled("Last")))
            titles(outcomes) shouldBe listOf("Last")
            outcomes.codes shouldBe listOf(ProblemCode.NESTING_TOO_DEEP)
        }

        "of values" {
            val options = LENIENT.toBuilder().apply { limits { valueBytes = 100 } }.build()
            for (long in listOf("x".repeat(101), "<![CDATA[${"x".repeat(60)}]]>${"x".repeat(60)}")) {
                val outcomes = outcomes(collection(titled(long), titled("Last")), options)
                titles(outcomes) shouldBe listOf("Last")
                outcomes.codes shouldBe listOf(ProblemCode.VALUE_TOO_LARGE)
            }
            titles(outcomes(collection(titled("x".repeat(100))), options)) shouldBe listOf("x".repeat(100))
            val comment = outcomes("<collection><!--${"x".repeat(2_000)}-->${titled("One")}</collection>", options)
            titles(comment) shouldBe listOf("One")
            comment.codes shouldBe listOf(ProblemCode.VALUE_TOO_LARGE)
        }

        "of records, whose bytes are let go of" {
            val options = LENIENT.toBuilder().apply {
                limits {
                    recordBytes = 300
                    damageBytes = 50
                }
            }.build()
            val many = "<controlfield tag=\"002\">x</controlfield>".repeat(50)
            val long = titled("One").replace("<datafield", "$many<datafield")
            val outcomes = outcomes(collection(titled("First"), long, titled("Last")), options)
            titles(outcomes) shouldBe listOf("First", "Last")
            outcomes.codes shouldBe listOf(ProblemCode.RECORD_TOO_LARGE, ProblemCode.DAMAGE_TOO_LARGE)
        }
    }
})

private fun ByteArray.indexOf(byte: Byte, from: Int): Int = (from until size).first { this[it] == byte }
