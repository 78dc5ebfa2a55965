// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.MongoException
import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.cli.console.Interrupted
import dev.marcato.cli.console.ProgressLine
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.reading.Input
import dev.marcato.cli.writing.OutputFile
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.BulkFailedException
import dev.marcato.mongodb.BulkLedger
import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.Checkpoint
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.Rejection
import dev.marcato.mongodb.Tolerance
import dev.marcato.mongodb.load
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.flow.flow

/** One run of `mongo load`. */
internal class Loading(private val command: MongoLoad) {
    private val console = command.console
    private val failures = ServerFailures(console, command.common)
    private val inputs = command.inputs
    private val ledger = BulkLedger()
    private val mode = if (command.mode == ModeChoice.INSERT) LoadMode.INSERT else LoadMode.UPSERT
    private val checkpoint = command.checkpoint?.let(Path::of)
    private val rejects = command.rejects?.let(::rejectedRecords)
    private val starts = Starts()

    fun run(): Int {
        val documents = documents()
        val options = bridgeOptions()
        return rejects.use {
            failures.explained {
                Target.open(console, command.target, options).use { target ->
                    val bridge = MongoBridge.of(target.collection, documents, options)
                    val code = load(bridge)
                    if (!command.isWithoutIndexes) ensureIndexes(bridge, documents)
                    code
                }
            }
        }
    }

    private fun load(bridge: MongoBridge<Record>): Int {
        val code = try {
            if (checkpoint == null) loadAll(bridge) else loadFrom(bridge, inputs.single(), checkpoint)
        } catch (e: BulkFailedException) {
            summarise(ledger.report(), isStopped = e.cause == null)
            throw lineOf(e)
        } catch (e: Interrupted) {
            summarise(ledger.report())
            throw e
        } catch (e: IllegalArgumentException) {
            throw usageFailure(e.message.orEmpty())
        }
        val report = ledger.report()
        summarise(report)
        val isAllDealtWith = report.rejected == 0L || (rejects != null && rejects.lost == 0L)
        return maxOf(code, if (isAllDealtWith) ExitCode.DONE else ExitCode.FOUND)
    }

    /** Loads all inputs one after the other, with one ledger. */
    private fun loadAll(bridge: MongoBridge<Record>): Int {
        val reading = command.reading(inputs)
        val outcomes = flow {
            for (input in inputs) {
                starts.begin(input)
                reading.forEachOutcomeOf(input) { outcome ->
                    if (outcome !is Outcome.Filler) starts.offered++
                    emit(outcome)
                }
            }
        }
        command.interruption.guard { bridge.load(outcomes, mode, ledger) }
        return reading.finish()
    }

    private fun loadFrom(bridge: MongoBridge<Record>, input: Input, checkpoint: Path): Int {
        val path = checkNotNull(input.path)
        if (Files.isDirectory(path)) throw Failure(ExitCode.FAILED, "$input: it is a folder", "name a file in it")
        if (!Files.exists(path)) throw Failure(ExitCode.FAILED, "$input: there is no such file")
        starts.begin(input)
        val start = Checkpoint.read(checkpoint, path)
        if (start.records > 0) {
            command.note("resumes after ${count(start.records, "record")} that are loaded according to $checkpoint")
        }
        val isProgressWanted = console.isErrorTerminal && !command.common.isQuiet
        val progress = ProgressLine(console, isProgressWanted, input.size?.minus(start.byteOffset))
        var problems = 0L
        val options = command.reading.toReadOptions {
            onProgress { done -> progress.update(done.records, done.bytes) }
            onProblem { _ -> problems++ }
        }
        try {
            command.interruption.guard { bridge.load(path, checkpoint, mode, options, ledger) }
        } finally {
            progress.clear()
        }
        if (problems > 0) command.note("${count(problems, "problem")} in what was read; marcato check shows them")
        return ExitCode.DONE
    }

    private fun ensureIndexes(bridge: MongoBridge<Record>, documents: RecordDocuments) {
        command.interruption.guard { bridge.ensureIndexes(documents.indexes) }
    }

    /** Returns the failure to report for a load that ended early. */
    private fun lineOf(failure: BulkFailedException): Throwable {
        val cause = failure.cause
        val again = if (checkpoint == null) {
            "load again: nothing is stored twice"
        } else {
            "the same command resumes from there"
        }
        return when (cause) {
            null -> Failure(ExitCode.FOUND, stopOf(failure), "--tolerance collect or --rejects FILE continues")

            is Interrupted, is Failure -> cause

            is MarcException -> {
                if (command.common.isDebug) console.debug(cause)
                Failure(ExitCode.FOUND, "${inputs.first()}: ${cause.problem}", "without --strict the rest is read too")
            }

            is MongoException -> failures.lineOf(cause, again)

            is IOException -> cause

            else -> failure
        }
    }

    /** Says which record ended the load; the report may have other rejections. */
    private fun stopOf(failure: BulkFailedException): String {
        val message = failure.message.orEmpty()
        return failure.report.rejections.firstOrNull { "$it" in message }?.let(::wording) ?: message
    }

    /** Prints what became of the records and, unless a rejection stopped the load, which were rejected. */
    private fun summarise(report: BulkReport, isStopped: Boolean = false) {
        console.text.append("$report\n")
        if (report.rejected == 0L || isStopped) return
        for (rejection in report.rejections) command.note(oneLine(wording(rejection)))
        val more = report.rejected - report.rejections.size
        if (more > 0) command.note("${count(more, "more record was", "more records were")} rejected")
        if (rejects == null) {
            command.note("rejected records are left out (--rejects FILE keeps them)")
            return
        }
        val kept = count(rejects.count - rejects.lost, "rejected record is", "rejected records are")
        command.note("$kept in ${command.rejects}")
        if (rejects.lost > 0) command.note("${count(rejects.lost, "record")} couldn't be written there either")
    }

    private fun wording(rejection: Rejection): String {
        val (input, first) = starts.of(rejection.ordinal)
        val text = rejection.toString().removePrefix("record ${rejection.ordinal}")
        val selected = if (command.selection.isAll) "" else " of those selected"
        return "$input: record ${rejection.ordinal - first}$selected$text"
    }

    private fun documents(): RecordDocuments {
        val key = KeyChoice.of(command.key)
            ?: throw usageFailure(
                "--key is ${KeyChoice.entries.joinToString(" or ") {
                    it.text
                }}, not \"${command.key}\"",
            )
        return recordDocuments(command.shape, command.searchKeys, key)
    }

    private fun bridgeOptions(): BridgeOptions {
        val isStopped = command.tolerance == ToleranceChoice.FAIL ||
            (command.tolerance == null && rejects == null && command.reading.isStrict)
        if (isStopped && rejects != null) throw usageFailure("--tolerance fail and --rejects exclude each other")
        return try {
            BridgeOptions {
                tolerance = when {
                    isStopped -> Tolerance.FAIL
                    rejects != null -> Tolerance.DIVERT
                    else -> Tolerance.COLLECT
                }
                deadLetters = rejects
                maxRejections = SHOWN_REJECTIONS
                inserters = command.inserters
                encoders = encodersFor(command.reading.threads)
            }
        } catch (e: IllegalArgumentException) {
            throw usageFailure(e.message.orEmpty())
        }
    }

    private fun rejectedRecords(name: String): RejectedRecords {
        if (name == command.checkpoint) {
            throw usageFailure("$name: it is both the checkpoint and the file for rejects", "name another file")
        }
        val path = OutputFile.checked(name, inputs, mayReplace = command.isForced || checkpoint != null)
        return RejectedRecords(path, RejectedRecords.formatOf(name), isAppended = checkpoint != null)
    }

    init {
        if (checkpoint != null && (inputs.size != 1 || inputs[0].path == null)) {
            throw usageFailure("--checkpoint is for one file", "load several one after the other, each with its own")
        }
        if (checkpoint != null && !command.selection.isAll) {
            throw usageFailure("--checkpoint is for all records of a file, not for some")
        }
    }

    private companion object {
        const val SHOWN_REJECTIONS = 10
    }
}

/** Knows which input an ordinal of the ledger belongs to. */
private class Starts {
    private val starts = ArrayList<Pair<Input, Long>>()

    /** How many records and damaged stretches were offered so far. */
    var offered = 0L

    fun begin(input: Input) {
        starts.add(input to offered)
    }

    /** Returns the input with this ordinal, and the ordinal of its first record. */
    fun of(ordinal: Long): Pair<Input, Long> = starts.last { it.second <= ordinal }
}
