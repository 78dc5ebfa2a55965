// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.Conversion
import dev.marcato.Leader
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.Refusal
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.LineCount
import dev.marcato.internal.reading.TextNotes
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.RecordAssembler
import dev.marcato.internal.record.littleEndian
import dev.marcato.record
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.PlainDataField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextReading
import dev.marcato.testing.Writing
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

/** Whether mnemonic text can hold the record: an indicator or a tag may mean something else there. */
private fun isExpressible(plain: PlainRecord): Boolean = '\\' !in plain.leader && plain.fields.none { field ->
    field.tag == "LDR" || field.tag == "000" ||
        (field is PlainDataField && (field.indicator1 in "\\$" || field.indicator2 in "\\$"))
}

class MnemonicRoundTripSpec : FreeSpec({
    "any records are read back as they were written, and what cannot be is refused" {
        var refused = 0
        checkAll(300, Arb.list(ArbRecords.record(8), 0..4)) { plain ->
            val (fine, odd) = plain.partition(::isExpressible)
            val records = fine.map { it.build() }
            val bytes = Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(MarcFormat.MNEMONIC))
            Readers.readAll(bytes, TestOptions.strict(MarcFormat.MNEMONIC)) shouldBe records
            for (record in odd) {
                refused++
                Writing.refusalOf(record.build(), TestOptions.write(MarcFormat.MNEMONIC))?.code shouldBe
                    ProblemCode.TEXT_NOT_EXPRESSIBLE
            }
        }
        (refused > 0) shouldBe true
    }

    "what is written has the form that MarcEdit has" {
        val record = record {
            leader = Leader.of(LEADER)
            field("001", "a b")
            field("245", '1', ' ') {
                'a' to "\$5 {x} \\ \u0001\n"
                'b' to "é"
            }
        }
        String(Writing.bytesOf(record, record, options = TestOptions.write(MarcFormat.MNEMONIC))) shouldBe
            "=LDR  $LEADER\n=001  a\\b\n=245  1\\\$a{dollar}5 {lcub}x{rcub} {bsol} {01}{0A}\$bé\n\n".repeat(2)
    }

    "in MARC-8 everything is ASCII, and read back as it was" {
        val options = TestOptions.write(MarcFormat.MNEMONIC) { convertTo = Conversion.MARC_8 }
        val record = record {
            leader = Leader.of(LEADER)
            field("001", "1")
            field("245", '1', '0') { 'a' to "Łódź °© юа 中文 ² x\$" }
            field("500") { 'a' to "plain" }
        }
        val bytes = Writing.bytesOf(record, options = options)
        bytes.none { it < 0 } shouldBe true
        (String(bytes).contains("{Lstrok}{acute}od{acute}z {deg}{copy} {esc}(N")) shouldBe true
        val read = Readers.readAll(bytes, TestOptions.strict(MarcFormat.MNEMONIC)).single()
        val normal = Readers.readAll(
            Writing.bytesOf(
                record,
                options = dev.marcato.WriteOptions {
                    convertTo = Conversion.MARC_8
                },
            ),
        ).single()
        read shouldBe normal
    }

    "records in MARC-8 come back in the same text by way of mnemonics" {
        checkAll(100, ArbRecords.record(6)) { plain ->
            val marc8 = dev.marcato.WriteOptions {
                convertTo = Conversion.MARC_8
                refusal = Refusal.SKIP
            }
            // References for characters that MARC-8 lacks may make a field longer than ISO 2709 can tell.
            val iso = Writing.bytesOf(plain.build(), options = marc8)
            val inMarc8 =
                Readers.blocking(iso, LENIENT).use { it.read() }
                    ?: return@checkAll
            if (inMarc8.problems.isNotEmpty() || !isExpressible(plain)) return@checkAll
            val options = TestOptions.write(MarcFormat.MNEMONIC) {
                convertTo = Conversion.MARC_8
                refusal = Refusal.FAIL
            }
            val read = TextReading.outcomes(
                Writing.bytesOf(inMarc8, options = options),
                TestOptions.lenient(MarcFormat.MNEMONIC),
            )
            read.filterIsInstance<dev.marcato.Outcome.Read>().single().record shouldBe inMarc8
        }
    }

    "the fast reading and the other one give the same" {
        var fast = 0
        checkAll(300, ArbRecords.record(8)) { plain ->
            if (!isExpressible(plain)) return@checkAll
            val bytes = Writing.bytesOf(plain.build(), options = TestOptions.write(MarcFormat.MNEMONIC))
            val end = bytes.size - 1
            val assembler = RecordAssembler()
            if (!PlainMnemonicParser(assembler).read(littleEndian(bytes), 0, end)) return@checkAll
            fast++
            val window = ByteWindow {}
            window.feedAll(java.nio.ByteBuffer.wrap(bytes))
            val other = RecordAssembler()
            MnemonicParser(TextRecord(other, TextNotes(window, LineCount(), 10))).read(littleEndian(bytes), 0, end)
            assembler.build().sameBytes(other.build()) shouldBe true
        }
        // Three quarters of these records are; a bound well below leaves nothing to luck.
        (fast > 150) shouldBe true
    }

    "pieces do not matter" {
        checkAll(30, Arb.list(ArbRecords.record(4), 1..3)) { plain ->
            val records = plain.filter(::isExpressible).map { it.build() }
            val bytes = Writing.bytesOf(*records.toTypedArray(), options = TestOptions.write(MarcFormat.MNEMONIC))
            val whole = TextReading.outcomes(bytes, TestOptions.lenient(MarcFormat.MNEMONIC))
            for (size in 1 until minOf(bytes.size, 300)) {
                TextReading.inPieces(bytes, size, TestOptions.lenient(MarcFormat.MNEMONIC)).map { "$it" } shouldBe
                    whole.map { "$it" }
            }
        }
    }
})
