// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.IllegalCharacters
import dev.marcato.MarcFormat
import dev.marcato.Normalization
import dev.marcato.Outcome
import dev.marcato.Oversize
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.cli.EncodedPart
import dev.marcato.cli.EncodingAhead
import dev.marcato.cli.FileCommand
import dev.marcato.cli.Formats
import dev.marcato.cli.Input
import dev.marcato.cli.OutputFile
import dev.marcato.cli.OutputOptions
import dev.marcato.cli.ReadTaker
import dev.marcato.cli.Reading
import dev.marcato.cli.RecordTarget
import dev.marcato.cli.Rejects
import dev.marcato.cli.count
import dev.marcato.cli.options.getValue
import dev.marcato.cli.usageFailure
import java.nio.file.Path

internal class Convert :
    FileCommand(
        name = "convert",
        description = "Converts records from any format to another: marc (ISO 2709), xml, json, jsonl, mrk, line.",
        footer = listOf(
            "",
            "Examples: MARCXML of what is in MARC-8, then back",
            "  marcato convert old.mrc -o new.xml.gz",
            "  marcato convert new.xml.gz -o again.mrc --charset marc8",
        ),
    ) {
    private val output = OutputOptions(options)

    override val inputCharset by options.text(
        "--from-charset",
        label = "NAME",
        description = "Character set of the input, whatever its records say: utf8, marc8, latin1, ...; or detect.",
    )

    private val charset by options.text(
        "--charset",
        label = "NAME",
        description = "Convert the text of ISO 2709 to utf8 or marc8; each record keeps its own if not given.",
    )

    private val normalization by options.choice(
        "--normalize",
        label = "FORM",
        choices = Normalization.entries,
        default = Normalization.NONE,
        description = "Bring letters with marks into nfc or nfd.",
    )

    private val onOversize by options.text(
        "--on-oversize",
        label = "WHAT",
        default = "refuse",
        description = "What to do about records too large for ISO 2709: refuse (the default), nines (lengths of " +
            "nines), or split:TAG (several records that share out the fields with this tag, such as split:852).",
    )

    private val onIllegal by options.choice(
        "--on-illegal",
        label = "WHAT",
        choices = IllegalCharacters.entries,
        default = IllegalCharacters.REFUSE,
        description = "What to do about characters that the format cannot carry: refuse (the default) or replace.",
    )

    private val isIndented by options.flag("--indent", description = "Write XML with a line for each element.")

    private val rejects by options.text(
        "--rejects",
        label = "FILE",
        description = "Write records that the output cannot take to this file instead of leaving them out.",
    )

    override fun run(): Int {
        val reading = reading(endsAtFailure = reading.isStrict, partBytes = PART) {
            normalization = this@Convert.normalization
        }
        checkName()
        val rejected = rejects?.let { openRejects(it, reading.inputs) }
        val target = RecordTarget.of(console, interruption, output.destination, reading.inputs, this.reading.isStrict) {
            configure()
            if (rejected != null) onRefused { record, _ -> rejected.add(record) }
        }
        val report = if (rejected == null) {
            convert(reading, target)
        } else {
            rejected.use { convert(reading, target).also { rejected.complete() } }
        }
        tell(report, rejected)
        return reading.finish()
    }

    private fun convert(reading: Reading, target: RecordTarget): WriteReport = target.open().use { out ->
        if (this.reading.threads == 1) {
            reading.forEachRecord(out::write)
        } else {
            EncodingAhead(out, this.reading.threads).use { ahead ->
                reading.share<ReadTaker, EncodedPart>(ahead, ahead::newPart, ahead::write) { outcome ->
                    if (outcome is Outcome.Read) take(outcome)
                }
                ahead.complete()
            }
        }
        out.complete()
        out.report
    }

    private fun WriteOptions.Builder.configure() {
        if (charset != null) convertTo = Formats.coding(checkNotNull(charset))
        if (normalization != Normalization.NONE && charset == null) convertTo = dev.marcato.CharacterCoding.UNICODE
        oversize = oversize()
        illegalCharacters = onIllegal
        xmlIndent = isIndented
    }

    private fun oversize(): Oversize = when {
        onOversize == "refuse" -> Oversize.REFUSE

        onOversize == "nines" -> Oversize.ALL_NINES

        onOversize.startsWith(SPLIT) -> try {
            Oversize.split(onOversize.removePrefix(SPLIT))
        } catch (e: IllegalArgumentException) {
            throw usageFailure("--on-oversize $onOversize: ${e.message}")
        }

        else -> throw usageFailure("--on-oversize is refuse, nines or split:TAG, not \"$onOversize\"")
    }

    // Here the format is what it is all about, so it is not guessed.
    private fun checkName() {
        val name = output.destination.name ?: return
        val plain = Path.of(name).fileName?.toString().orEmpty().removeSuffix(".gz")
        if (output.destination.format != null || '.' !in plain || MarcFormat.ofName(plain) != null) return
        throw usageFailure("$name: the name tells no format", "--to names one: ${Formats.writable.joinToString()}")
    }

    private fun openRejects(name: String, inputs: List<Input>): Rejects {
        if (name == output.destination.name) throw usageFailure("$name: it is named for the output and for rejects")
        val isForced = output.destination.isForced
        val path = OutputFile.checked(name, inputs, isForced)
        return Rejects(path, isForced, RecordTarget.formatOf(null, name), interruption)
    }

    private fun tell(report: WriteReport, rejected: Rejects?) {
        if (report.splitRecords > 0) note("${count(report.splitRecords, "record was", "records were")} split")
        if (rejected == null) {
            tellRefused(report, "--rejects FILE keeps them")
        } else if (rejected.count > 0) {
            val kept = count(rejected.count - rejected.lost, "record is", "records are")
            note("$kept in ${checkNotNull(rejects)} instead")
            if (rejected.lost > 0) note("${count(rejected.lost, "record")} could not be written there either")
        }
    }

    private companion object {
        const val SPLIT = "split:"

        // What is made of several parts is in memory at once.
        const val PART = 1L shl 20
    }
}
