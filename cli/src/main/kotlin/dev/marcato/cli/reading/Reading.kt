// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.console.ProgressLine
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.count
import java.io.IOException
import java.nio.file.AccessDeniedException
import java.nio.file.NoSuchFileException

/**
 * Reads the files of a command one after the other, and keeps what is wrong with one of them from hiding the others:
 * each has its line on standard error and its part in the exit code.
 *
 * @property endings when all of it ends because of one file
 * @property sharing how many threads do the work of [share]
 */
internal class Reading(
    private val console: Console,
    private val common: CommonOptions,
    val inputs: List<Input>,
    options: ReadOptions,
    private val interruption: Interruption,
    private val endings: Endings = Endings.NONE,
    private val sharing: Sharing = Sharing.NONE,
) {
    private val progress = ProgressLine(
        console,
        isWanted = console.isErrorTerminal && !common.isQuiet,
        size = inputs.map { it.size ?: -1 }.takeIf { sizes -> sizes.none { it < 0 } }?.sum(),
    )
    private val partOptions = options.toBuilder().apply { chunkSize = PART_CHUNK }.build()
    private val options = options.toBuilder()
        .onProgress { progress.update(it.records, it.bytes) }
        .onFormat { onFormat(it) }
        .build()
    private var isStopped = false

    /** What the files that were read so far mean for the exit code. */
    var exitCode = ExitCode.DONE
        private set
    private val all = Tally()
    private var here = Tally()

    // Stretches of files of which it was said that no record was found in them.
    private var damagesSaid = 0L

    /** How many stretches of the files that were read so far are no record. */
    val damages: Long get() = all.damages

    /** The file that is read. */
    var input: Input? = null
        private set

    /** How many records of the file came before those that are handed out now. */
    val recordsBefore: Long get() = here.records

    private val stops = ArrayList<MarcProblem>()

    /** The problems at which strict reading has stopped, one for each such file. */
    val stoppedBy: List<MarcProblem> get() = stops

    /** Is told the format of each file. */
    var onFormat: (MarcFormat) -> Unit = {}

    /** Reads no further. */
    fun stop() {
        isStopped = true
    }

    inline fun forEachRecord(action: (record: Record) -> Unit) {
        forEachOutcome { outcome, _ -> if (outcome is Outcome.Read) action(outcome.record) }
    }

    /** Hands out all that the files hold; what [action] throws ends the reading and is thrown. */
    inline fun forEachOutcome(action: (outcome: Outcome, input: Input) -> Unit) {
        for (input in inputs) forEachOutcomeOf(input) { action(it, input) }
    }

    /**
     * Hands all that the files hold to [whole], for [take] to look at; or, where several threads can do that, each part
     * of a file to a work of its own, which is joined to the whole in the order of the parts.
     */
    fun <W, P : W> share(whole: W, newWork: () -> P, join: (work: P) -> Unit, take: W.(Outcome) -> Unit) {
        for (input in inputs) shareOutcomesOf(input, whole, newWork, join, take)
    }

    /** The same for the records alone. */
    fun <W, P : W> shareRecords(whole: W, newWork: () -> P, join: (work: P) -> Unit, take: W.(Record) -> Unit) {
        share(whole, newWork, join) { outcome -> if (outcome is Outcome.Read) take(outcome.record) }
    }

    /** As [share], of one file; returns what was counted in it. */
    fun <W, P : W> shareOutcomesOf(
        input: Input,
        whole: W,
        newWork: () -> P,
        join: (work: P) -> Unit,
        take: W.(Outcome) -> Unit,
    ): Tally {
        val parts = if (isStopped) null else partsOf(input)
        if (parts == null) {
            forEachOutcomeOf(input) { whole.take(it) }
            return here
        }
        here = Tally()
        this.input = input
        onFormat(MarcFormat.ISO_2709)
        try {
            parts.forEach(newWork, take) { part ->
                join(part.work)
                here.add(part.tally)
                progress.update(here.records, part.until)
                part.failure?.let { end(input, it) }
                part.failure == null
            }
        } finally {
            progress.clear()
        }
        endOfFile(input)
        return here
    }

    private fun partsOf(input: Input): FileParts? {
        if (sharing.threads == 1) return null
        return try {
            val size = input.sizeIfCut(sharing.partBytes, options.format) ?: return null
            FileParts(checkNotNull(input.path), size, sharing, partOptions, interruption)
        } catch (_: IOException) {
            // Whoever opens it says why.
            null
        }
    }

    inline fun forEachOutcomeOf(input: Input, action: (outcome: Outcome) -> Unit) {
        val reader = open(input) ?: return
        try {
            while (true) action(next(reader, input) ?: break)
        } finally {
            close(reader)
        }
        endOfFile(input)
    }

    fun open(input: Input): BlockingMarcReader? {
        here = Tally()
        this.input = input
        if (isStopped) return null
        return try {
            input.open(console, options)
        } catch (e: IOException) {
            end(input, e)
            null
        }
    }

    fun next(reader: BlockingMarcReader, input: Input): Outcome? {
        if (isStopped) return null
        interruption.check()
        val outcome = try {
            reader.readOutcome()
        } catch (e: MarcException) {
            end(input, e)
            null
        } catch (e: IOException) {
            end(input, e)
            null
        }
        if (outcome != null) here.add(outcome)
        return outcome
    }

    fun close(reader: BlockingMarcReader) {
        try {
            reader.close()
        } catch (_: IOException) {
            // All that was wanted of it has been read.
        }
        progress.clear()
    }

    fun endOfFile(input: Input) {
        progress.endOfFile()
        all.add(here)
        if (here.records > 0 || here.damages == 0L || isStopped) return
        damagesSaid += here.damages
        if (options.format == null && input.formatAtStart() == null) {
            complain(ExitCode.FOUND, "$input: no format was recognised", "is it MARC? --from names the format")
        } else {
            complain(ExitCode.FOUND, "$input: no record was found in it", "marcato check shows what is wrong")
        }
        end(endings.atFailure, ExitCode.FOUND, "--keep-going writes what there is")
    }

    /** Tells in one line what problems there were, and returns the exit code of the reading. */
    fun finish(): Int {
        val damages = all.damages - damagesSaid
        if (!common.isQuiet && (all.damagedRecords > 0 || damages > 0)) {
            val names = inputs.joinToString(" ") { it.path?.let(::quoted) ?: Input.STANDARD_INPUT }
            val shown = if (names.length > LONGEST_NAMES) "FILE" else names
            console.say(
                listOfNotNull(
                    count(all.damagedRecords, "record has", "records have").takeIf {
                        all.damagedRecords > 0
                    }?.plus(" problems"),
                    count(damages, "stretch is", "stretches are").takeIf { damages > 0 }?.plus(" no record"),
                ).joinToString(" and ") + "; marcato check $shown shows them",
            )
        }
        return exitCode
    }

    /** Says what ended the reading of [input]. */
    private fun end(input: Input, failure: Exception) {
        progress.clear()
        if (common.isDebug) console.debug(failure)
        if (failure !is MarcException) {
            complain(ExitCode.FAILED, "$input: ${reasonOf(failure, input)}", hintOf(failure, input))
            return end(endings.atFailure, ExitCode.FAILED, "--keep-going writes what there is")
        }
        stops.add(failure.problem)
        val problem = wordingOf(failure.problem, here.records)
        complain(ExitCode.FOUND, "$input: $problem", "without --strict the rest is read, too")
        end(endings.atFault, ExitCode.FOUND, "because reading is strict")
    }

    private fun end(ending: Ending, code: Int, hint: String) {
        when (ending) {
            Ending.GO_ON -> Unit
            Ending.STOP -> stop()
            Ending.FAIL -> throw Failure(code, endings.lost(), hint)
        }
    }

    private fun complain(code: Int, message: String, hint: String?) {
        exitCode = ExitCode.graver(exitCode, code)
        console.say(Failure(code, message, hint).line)
    }

    private companion object {
        const val LONGEST_NAMES = 60

        // Each part is read into new arrays, which are small for it, and for the caches of a processor.
        const val PART_CHUNK = 256 * 1024

        fun quoted(path: java.nio.file.Path): String {
            val name = path.toString()
            return if (name.all { it.isLetterOrDigit() || it in "/._-+,:@\\" }) name else "'$name'"
        }

        /** As the problem says, but with the number of the record also where its part began in the middle of the file. */
        fun wordingOf(problem: MarcProblem, recordsBefore: Long): String = if (problem.position.recordIndex != null) {
            "$problem"
        } else {
            "$problem".replaceFirst(" in record", " in record $recordsBefore")
        }

        fun reasonOf(failure: Exception, input: Input): String = when (failure) {
            is NoSuchFileException -> "there is no such file"
            is AccessDeniedException -> "it may not be read"
            else -> failure.message?.removePrefix("$input: ") ?: failure.javaClass.simpleName
        }

        fun hintOf(failure: Exception, input: Input): String? = when {
            failure is NoSuchFileException && '\uFFFD' in input.name ->
                "the name holds letters that the locale lacks; try LC_ALL=C.UTF-8"

            else -> null
        }
    }
}
