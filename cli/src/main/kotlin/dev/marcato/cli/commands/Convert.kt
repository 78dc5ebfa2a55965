// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Conversion
import dev.marcato.MarcFormat
import dev.marcato.Normalization
import dev.marcato.RecordBatch
import dev.marcato.WriteOptions
import dev.marcato.XmlLayout
import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Formats
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.EncodedPart
import dev.marcato.cli.writing.EncodingAhead
import dev.marcato.cli.writing.OutcomeTaker
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.RecordTarget
import dev.marcato.cli.writing.forEachRead

internal class Convert :
    HandingOnCommand(
        name = "convert",
        description = "Converts records from any format to another: marc (ISO 2709), xml, json, jsonl, mrk, line.",
        footer = listOf(
            "",
            "Examples: MARCXML of what is in MARC-8, then back",
            "  marcato convert old.mrc -o new.xml.gz",
            "  marcato convert new.xml.gz -o again.mrc --to-charset marc8",
        ),
    ) {
    private val charset by options.text(
        "--to-charset",
        label = "NAME",
        description = "Convert the text of the output to utf8 or marc8. If not given, records in ISO 2709 keep their " +
            "character sets. Mnemonic text in marc8 is ASCII; other formats are always in utf8.",
    )

    private val normalization by options.choice(
        "--normalize",
        label = "FORM",
        choices = Normalization.entries,
        default = Normalization.NONE,
        description = "Normalise letters with marks to nfc or nfd.",
    )

    private val isIndented by options.flag("--indent", description = "Write XML with a line for each element.")

    override fun run(): Int {
        checkFormat()
        return handOn(
            partBytes = PART,
            configureReading = { normalization = this@Convert.normalization },
            configure = { configure() },
            choose = ::convert,
        )
    }

    private fun convert(reading: Reading, out: RecordOutput, carried: Carried) {
        val threads = this.reading.threads
        if (threads == 1) return reading.forEachRead(out) { out.write(it) }
        val makePart = { batch: RecordBatch -> EncodedPart(batch, out.keepsDamage) }
        EncodingAhead(out, carried, threads, makePart).use { ahead ->
            if (selection.isAll) {
                val write = { part: EncodedPart -> ahead.write(part, reading.recordsBefore) }
                reading.share<OutcomeTaker, EncodedPart>(ahead, ahead::newPart, write) { work, it, _ -> work.take(it) }
            } else {
                // Of a batch that lacks some records of its part, the others wouldn't know their numbers.
                reading.forEachOutcome { outcome, _ -> ahead.take(outcome) }
            }
            ahead.complete()
        }
    }

    // An option that would have no effect may be a mistake, so it is refused.
    private fun checkFormat() {
        val format = RecordTarget.formatOf(output.destination.format, output.destination.name)
        val name = Formats.nameOf(format)
        if (isIndented && format != MarcFormat.XML) throw usageFailure("--indent is for xml, and the output is $name")
        val isMarc8 = charset?.let(Formats::conversion) == Conversion.MARC_8
        if (isMarc8 && format != MarcFormat.ISO_2709 && format != MarcFormat.MNEMONIC) {
            throw usageFailure("--to-charset marc8 is for marc and mrk, and the output is $name, which is in utf8")
        }
        // In earlier versions, --charset was the character set of the output.
        val isDoubtful = charset == null && reading.charset?.let(Formats::conversionOrNull) != null
        if (isDoubtful && format == MarcFormat.ISO_2709) {
            note("--charset ${reading.charset} is the input's; --to-charset converts the output")
        }
    }

    private fun WriteOptions.Builder.configure() {
        if (charset != null) convertTo = Formats.conversion(checkNotNull(charset))
        if (normalization != Normalization.NONE && charset == null) convertTo = Conversion.UTF_8
        if (isIndented) xml { lines = XmlLayout.Lines.PER_ELEMENT }
    }

    private companion object {
        // The output of several parts is in memory at once.
        const val PART = 1L shl 20
    }
}
