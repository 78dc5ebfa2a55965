// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.Leader
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Failure
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Outcomes.kinds
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.PlainControlField
import dev.marcato.testing.PlainDataField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TextReading
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.property.Arb
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

private val subfieldStart = Regex(" \\$[!-~]( |$)")

/** Whether the line view can hold the record, which has no escapes. */
private fun isExpressible(plain: PlainRecord): Boolean = plain.fields.all { field ->
    when (field) {
        is PlainControlField -> field.value.none { it in "\r\n" }
        is PlainDataField -> field.subfields.none { '\n' in it.value || '\r' in it.value || subfieldStart in it.value }
    }
}

class LineViewSpec : FreeSpec({
    fun outcomes(text: String) = TextReading.outcomes(text, MarcFormat.LINE)

    val book = record {
        leader = Leader.of(LEADER)
        field("001", "42")
        field("245", '1', ' ') {
            'a' to "Title :"
            'b' to "sub $ title"
        }
        field("500") { 'a' to "é" }
    }
    val text = "$LEADER\n001 42\n245 1  \$a Title : \$b sub $ title\n500    \$a é\n\n"

    "a record is written as YAZ prints it, and read from there" {
        String(Writing.bytesOf(book, book, options = TestOptions.write(MarcFormat.LINE))) shouldBe text + text
        Readers.readAll((text + text).toByteArray(), TestOptions.strict(MarcFormat.LINE)) shouldBe listOf(book, book)
        outcomes(text).kinds shouldBe "RF"
    }

    "Record.toString is the line view with LDR before the leader, and without the blank line" {
        "$book\n" shouldBe "LDR $text"
        Readers.readAll("$book".toByteArray(), TestOptions.strict(MarcFormat.LINE)).single() shouldBe book
    }

    "carriage returns and missing blanks at the end of lines do no harm" {
        val outcomes = outcomes("$LEADER\r\n001 42\r\n245 10 \$a Title \$b\r\n\r\n")
        outcomes.codes.shouldBeEmpty()
        TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly listOf("001 42", "245 10 \$a Title \$b ")
    }

    "any records are read back as they were written, and what cannot be is refused" {
        var refused = 0
        checkAll(300, Arb.list(ArbRecords.record(8), 0..4)) { plain ->
            val (fine, odd) = plain.partition(::isExpressible)
            val records = fine.map { it.build() }
            val bytes = Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(MarcFormat.LINE))
            Readers.readAll(bytes, TestOptions.strict(MarcFormat.LINE)) shouldBe records
            for (record in odd) {
                refused++
                Writing.refusalOf(record.build(), TestOptions.write(MarcFormat.LINE))?.code shouldBe
                    ProblemCode.TEXT_NOT_EXPRESSIBLE
            }
        }
        (refused > 0) shouldBe true
    }

    "a text in which a subfield would begin is refused, and one that only looks like it is not" {
        fun refusal(value: String) =
            Writing.refusalOf(record { field("500") { 'a' to value } }, TestOptions.write(MarcFormat.LINE))
        for (value in listOf("x \$b y", "x \$b", " \$b ", "a\nb", "a\rb")) {
            withClue(value) { refusal(value)?.code shouldBe ProblemCode.TEXT_NOT_EXPRESSIBLE }
        }
        refusal("x \$b y")!!.position.tag shouldBe "500"
        for (value in listOf("x \$by", "\$b y", "x $ y", "x $", "x$", "")) {
            withClue(value) {
                refusal(value) shouldBe null
            }
        }
    }

    "what is not as it should be is read as far as it can be" {
        val cases = listOf(
            "(Length of data error)" to ProblemCode.BYTES_OUTSIDE_FIELDS,
            "245 10 Title" to ProblemCode.SUBFIELD_DELIMITER_MISSING,
            "245 10" to ProblemCode.SUBFIELDS_MISSING,
            "245 1á \$a x" to ProblemCode.INDICATOR_NOT_ASCII,
            "245 \$a x" to ProblemCode.SUBFIELD_DELIMITER_MISSING,
        )
        for ((line, code) in cases) {
            val damaged = "$LEADER\n001 1\n$line\n\n"
            withClue(line) {
                outcomes(damaged).codes.first() shouldBe code
                outcomes(damaged).records.single().controlNumber shouldBe "1"
                Failure.of {
                    Readers.readAll(damaged.toByteArray(), TestOptions.strict(MarcFormat.LINE))
                }.shouldBeInstanceOf<MarcException>()
            }
        }
        outcomes("001 1\n\n").codes shouldContainExactly listOf(ProblemCode.LEADER_MISSING)
        outcomes("00000nam a22\n001 1\n\n").codes shouldContainExactly listOf(ProblemCode.LEADER_LENGTH_WRONG)
        outcomes("nonsense here\n001 1\n\n$text").kinds shouldBe "DFRF"
    }
})
