// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Compression
import dev.marcato.MarcFormat
import dev.marcato.Refusal
import dev.marcato.WriteOptions
import dev.marcato.cli.editing.ChangeReport
import dev.marcato.cli.editing.EditRun
import dev.marcato.cli.editing.FileBytes
import dev.marcato.cli.editing.InPlace
import dev.marcato.cli.editing.KeptBytes
import dev.marcato.cli.editing.RevertedFile
import dev.marcato.cli.editing.RuleOptions
import dev.marcato.cli.editing.UndoLog
import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.Styles
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Formats
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.views.ColourChoice
import dev.marcato.cli.views.isColoured
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.Destination
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.Purpose
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.TextFile
import dev.marcato.edit.Edits
import java.nio.file.Files
import java.nio.file.Path

internal class Edit :
    HandingOnCommand(
        name = "edit",
        description =
        "Changes records by rules, from a file or from -e, and writes all of them. --dry-run shows first " +
            "what each rule would do; --undo keeps a way back.",
        footer = listOf(
            "",
            "Rules, one a line: remove 9XX; add 590 \$a \"Gift\"; set 245^1 to \"0\"; replace \"http:\" with \"https:\" in 856\$u.",
            "See marcato help edits. With --dry-run nothing is written, whatever other options say.",
            "",
            "Examples:",
            "  marcato edit -e 'remove 9XX' in.mrc -o out.mrc",
            "  marcato edit vendor.edits --set 'proxy=https://proxy.example.org/?url=' new.mrc --dry-run",
            "  marcato edit vendor.edits new.mrc -o load.mrc --report changes.jsonl --undo undo.jsonl.gz",
            "  marcato edit --revert undo.jsonl.gz load.mrc -o again.mrc",
            "Exit code 1 if a rule couldn't be done on a record.",
        ),
    ) {
    private val revert: String? by options.text(
        "--revert",
        label = "UNDO",
        description = "Give back the old bytes of the edited FILE, by what --undo has written to the file UNDO.",
    )

    private val rules = RuleOptions(options, isWanted = { revert == null })

    private val isDryRun by options.flag(
        "-n",
        "--dry-run",
        description = "Write nothing; show what each rule would do.",
    )

    private val colour by options.choice(
        "--color",
        label = "WHEN",
        choices = ColourChoice.entries,
        default = ColourChoice.AUTO,
        description = "Colours of --dry-run: auto, always or never.",
    )

    private val isOnlyChanged by options.flag("--only-changed", description = "Leave out records that no rule changes.")

    private val report by options.text(
        "--report",
        label = "FILE",
        description = "Write each change to this file, as a JSON object in a line.",
    )

    private val undo by options.text(
        "--undo",
        label = "FILE",
        description = "Write to this file what --revert needs to give back the old bytes; for one file.",
    )

    private val isInPlace by options.flag(
        "--in-place",
        description =
        "Replace each file by what it becomes, and keep it as FILE.orig. A file of which something would be " +
            "lost stays as it was, unless --keep-going is given.",
    )

    private val isWithoutCopy by options.flag("--no-copy", description = "Keep no FILE.orig.")

    override fun run(): Int {
        checkOptions()
        revert?.let { undo ->
            val input = inputs.singleOrNull() ?: throw usageFailure("--revert is for one file")
            return RevertedFile(
                console,
                interruption,
                output.destination,
                isInPlace,
                !isWithoutCopy,
            ).revert(undo, input)
        }
        val edits = rules.edits()
        val inputs = this.inputs
        if (isDryRun) return rehearse(edits, inputs)
        val report = this.report?.let { name ->
            val isForced = output.destination.isForced
            ChangeReport(TextFile.open(OutputFile.checked(name, inputs, isForced), isForced, interruption))
        }
        report.use {
            val run = EditRun(edits, reading.threads, isOnlyChanged, report)
            val code = if (isInPlace) inputs.map { replace(run, it) }.reduce(ExitCode::graver) else write(run, inputs)
            report?.complete()
            run.finish(console::say, ::note)
            return ExitCode.graver(code, run.exitCode)
        }
    }

    private fun checkOptions() {
        val destination = output.destination
        if (isInPlace && (destination.name != null || destination.format != null)) {
            throw usageFailure("--in-place and -o exclude each other")
        }
        if (isWithoutCopy && !isInPlace) throw usageFailure("--no-copy is for --in-place")
        if (revert != null && (rules.isGiven || isDryRun || isOnlyChanged || report != null || undo != null)) {
            throw usageFailure("--revert takes neither rules nor options of editing")
        }
        if ((isInPlace || undo != null || revert != null) && !selection.isAll) {
            throw usageFailure("--in-place, --undo and --revert are for all records", "rules can end in: if CONDITION")
        }
        if (isInPlace && isOnlyChanged) throw usageFailure("--in-place and --only-changed exclude each other")
    }

    private fun rehearse(edits: Edits, inputs: List<Input>): Int {
        val named = output.destination
        val run = EditRun(edits, reading.threads, isOnlyChanged, null)
        val code = if (isInPlace) {
            inputs.map { input ->
                val destination = Destination(null, formatOf(input), true, Purpose.REHEARSAL)
                handOn(listOf(input), destination, PART) { reading, out, carried ->
                    edit(run, reading, out, carried, null)
                }
            }.reduce(ExitCode::graver)
        } else {
            val destination = Destination(named.name, named.format, true, Purpose.REHEARSAL)
            handOn(inputs, destination, PART) { reading, out, carried -> edit(run, reading, out, carried, null) }
        }
        run.examples.write(run.summary, console.text, Styles(isColoured(console, colour)))
        run.finish(console::say, note = {})
        return ExitCode.graver(code, run.exitCode)
    }

    private fun write(run: EditRun, inputs: List<Input>): Int = handOn(inputs, output.destination, PART) {
            reading,
            out,
            carried,
        ->
        undoLog(inputs, reading, out).use { undo ->
            edit(run, reading, out, carried, undo)
            undo?.complete()
        }
    }

    private fun edit(run: EditRun, reading: Reading, out: RecordOutput, carried: Carried, undo: UndoLog?) {
        run.edit(reading, out, carried, selection.isAll, undo)
    }

    /** Replaces a file by what it becomes. */
    private fun replace(run: EditRun, input: Input): Int {
        val path = input.path?.takeIf { Files.isRegularFile(it) || !Files.exists(it) }
            ?: throw usageFailure("$input: --in-place is for files")
        val destination = Destination("$path", formatOf(input), true, Purpose.IN_PLACE)
        val isCompressed = input.isCompressed
        var copy: Path? = null
        try {
            return handOn(
                listOf(input),
                destination,
                PART,
                configure = { compression = if (isCompressed) Compression.GZIP else Compression.NONE },
            ) { reading, out, carried ->
                val before = run.summary.changed
                undoLog(listOf(input), reading, out).use { undo ->
                    edit(run, reading, out, carried, undo)
                    val isSame = run.summary.changed == before
                    val isLost = carried.exitCode != ExitCode.DONE || out.report.changedRecords > 0
                    if (isSame || (isLost && !carrying.keepsGoing)) {
                        out.giveUp()
                        val why = if (isSame) "no rule changes a record" else "something would be lost"
                        console.say("$input: it stays as it is, because $why")
                    } else {
                        undo?.complete()
                        if (!isWithoutCopy) copy = InPlace.keepCopy(path)
                    }
                }
            }
        } catch (e: Throwable) {
            copy?.let { InPlace.forgetCopy(path, it) }
            throw e
        }
    }

    private fun formatOf(input: Input): String {
        val format = reading.from?.let(Formats::toRead) ?: input.formatAtStart() ?: MarcFormat.ISO_2709
        return Formats.nameOf(format)
    }

    private fun undoLog(inputs: List<Input>, reading: Reading, out: RecordOutput): UndoLog? {
        val name = undo ?: return null
        val input = inputs.singleOrNull() ?: throw usageFailure("--undo is for one file, and there are ${inputs.size}")
        val isForced = output.destination.isForced
        val file = TextFile.open(OutputFile.checked(name, inputs, isForced), isForced, interruption)
        val bytes = if (input.isPlainFile) {
            FileBytes(checkNotNull(input.path))
        } else {
            KeptBytes().also { kept -> input.tap = { stream -> kept.also { it.source = stream } } }
        }
        var format: MarcFormat? = null
        reading.onFormat = { format = it }
        return UndoLog(file, bytes, { format }, plain(out.options), rules.text)
    }

    // What is written again to be remembered isn't reported again, nor compressed.
    private fun plain(options: WriteOptions): WriteOptions = options.toBuilder()
        .onRefused { _, _ -> }.onReplaced { _, _ -> }.refusal(Refusal.SKIP).compression(Compression.NONE).build()

    private companion object {
        // The output of several parts is in memory at once, and what it was before.
        const val PART = 1L shl 20
    }
}
