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
import dev.marcato.path.PathLimitException
import java.io.IOException

/** Takes outcomes of a reading for [W]. */
internal fun interface Taker<in W> {
    /** Takes the [outcome], which comes after [recordsBefore] records of its file, or of the part that [work] is for. */
    fun take(work: W, outcome: Outcome, recordsBefore: Long)
}

/**
 * Reads the files of a command one after the other. A failure of one file doesn't hide the others: each has its line on
 * standard error and counts in the exit code.
 *
 * @property selection which records are passed on; damage always is
 * @property endings when one file ends the whole reading
 * @property sharing how many threads do the work of [share]
 */
internal class Reading(
    private val console: Console,
    private val common: CommonOptions,
    val inputs: List<Input>,
    options: ReadOptions,
    private val interruption: Interruption,
    private val selection: Selection = Selection.ALL,
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
    private var left = selection.limit
    private var isStopped = left == 0L

    // What was read last, for messages.
    private var last: Outcome? = null
    private val identifiers = HashSet<String>()

    /** The exit code for the files read so far. */
    var exitCode = ExitCode.DONE
        private set

    // What was read, whether it was passed on or not.
    private val all = Tally()
    private var here = Tally()

    // Damaged stretches of files that were reported to have no record.
    private var damagesSaid = 0L

    /** How many stretches of the files read so far aren't records. */
    val damages: Long get() = all.damages

    /** The current file. */
    var input: Input? = null
        private set

    /** How many records of the current file came before those delivered now. */
    val recordsBefore: Long get() = here.records

    private val stops = ArrayList<MarcProblem>()

    /** The problems that stopped strict reading, one for each such file. */
    val stoppedBy: List<MarcProblem> get() = stops

    /** Called with the format of each file. */
    var onFormat: (MarcFormat) -> Unit = {}

    /** Stops reading. */
    fun stop() {
        isStopped = true
        selection.cutShort()
    }

    inline fun forEachRecord(action: (record: Record) -> Unit) {
        forEachOutcome { outcome, _ -> if (outcome is Outcome.Read) action(outcome.record) }
    }

    /** Passes all outcomes of the files to [action]; an exception of it ends the reading and is thrown. */
    inline fun forEachOutcome(action: (outcome: Outcome, input: Input) -> Unit) {
        for (input in inputs) forEachOutcomeOf(input) { action(it, input) }
    }

    /**
     * Passes all outcomes of the files to [taker] with [whole]. If several threads can read a file, each part of it gets
     * something of its own from [newWork], and [join] adds these to the whole in the order of the parts.
     */
    fun <W, P : W> share(whole: W, newWork: () -> P, join: (work: P) -> Unit, taker: Taker<W>) {
        for (input in inputs) shareOutcomesOf(input, whole, newWork, join, taker)
    }

    /** The same for the records alone. */
    fun <W, P : W> shareRecords(whole: W, newWork: () -> P, join: (work: P) -> Unit, take: W.(Record) -> Unit) {
        share(whole, newWork, join) { work, outcome, _ -> if (outcome is Outcome.Read) work.take(outcome.record) }
    }

    /** The same as [share] for one file; returns what was read of it. */
    fun <W, P : W> shareOutcomesOf(
        input: Input,
        whole: W,
        newWork: () -> P,
        join: (work: P) -> Unit,
        taker: Taker<W>,
    ): Tally {
        val parts = if (isStopped) null else partsOf(input)
        when {
            parts == null -> forEachOutcomeOf(input) { taker.take(whole, it, here.recordsBefore(it)) }

            selection.isLimited -> forEachPart(input, parts, { Waiting(selection.limit) }, Waiting::add) { part ->
                takeWaiting(part, whole, taker)
            }

            else -> {
                val partTaker = PartTaker<P> { work, outcome, tally ->
                    taker.take(work, outcome, tally.recordsBefore(outcome))
                }
                forEachPart(input, parts, newWork, partTaker) { join(it.work) }
            }
        }
        return here
    }

    private fun <W> forEachPart(
        input: Input,
        parts: FileParts,
        newWork: () -> W,
        taker: PartTaker<W>,
        join: (FilePart<W>) -> Unit,
    ) {
        here = Tally()
        this.input = input
        onFormat(MarcFormat.ISO_2709)
        try {
            parts.forEach(newWork, taker) { part ->
                join(part)
                if (isStopped) return@forEach false
                last = part.last
                selection.add(part.identifiers)
                here.add(part.tally)
                progress.update(here.records, part.split.until)
                part.failure?.let { end(input, it) }
                part.failure == null
            }
        } catch (e: PathLimitException) {
            throw limitFailure(e, input)
        } finally {
            progress.clear()
        }
        endOfFile(input)
    }

    /** Passes on what was kept of a part, up to the limit. */
    private fun <W> takeWaiting(part: FilePart<Waiting>, whole: W, taker: Taker<W>) {
        val before = here
        for (one in part.work.outcomes) {
            if (one.outcome is Outcome.Read && --left == 0L) stop()
            last = one.outcome
            here = Tally().also { it.add(before) }.also { it.add(one.tally) }
            taker.take(whole, one.outcome, before.records + one.recordsBefore)
            if (isStopped) return
        }
        here = before
    }

    private fun partsOf(input: Input): FileParts? {
        if (sharing.threads == 1) return null
        return try {
            val splits = input.splits(sharing.partBytes, options)
            if (splits.size < 2) return null
            FileParts(checkNotNull(input.path), splits, sharing, partOptions, selection, interruption)
        } catch (_: IOException) {
            // Opening the file reports why.
            null
        }
    }

    inline fun forEachOutcomeOf(input: Input, action: (outcome: Outcome) -> Unit) {
        val reader = open(input) ?: return
        try {
            while (true) action(next(reader, input) ?: break)
        } catch (e: PathLimitException) {
            throw limitFailure(e, input)
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

    /** Returns the next outcome to pass on, or null. */
    fun next(reader: BlockingMarcReader, input: Input): Outcome? {
        while (!isStopped) {
            interruption.check()
            val outcome = read(reader, input) ?: return null
            last = outcome
            here.add(outcome)
            if (selection.takes(outcome, identifiers)) return outcome.also(::countDown)
        }
        return null
    }

    private fun countDown(outcome: Outcome) {
        if (outcome is Outcome.Read && --left == 0L) stop()
    }

    private fun read(reader: BlockingMarcReader, input: Input): Outcome? = try {
        reader.readOutcome()
    } catch (e: MarcException) {
        end(input, e)
        null
    } catch (e: IOException) {
        end(input, e)
        null
    }

    fun close(reader: BlockingMarcReader) {
        try {
            reader.close()
        } catch (_: IOException) {
            // Everything needed has been read.
        }
        progress.clear()
    }

    fun endOfFile(input: Input) {
        progress.endOfFile()
        all.add(here)
        selection.add(identifiers)
        if (here.records > 0 || here.damages == 0L || isStopped) return
        damagesSaid += here.damages
        if (options.format == null && input.formatAtStart() == null) {
            complain(ExitCode.FOUND, "$input: no format was recognised", "is it MARC? --from names the format")
        } else {
            complain(ExitCode.FOUND, "$input: no record was found in it", "marcato check shows what is wrong")
        }
        end(endings.atFailure, ExitCode.FOUND, "--keep-going writes what there is")
    }

    /** Summarises the problems in one line, and returns the exit code of the reading. */
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
                    count(damages, "stretch isn't a record", "stretches aren't records").takeIf { damages > 0 },
                ).joinToString(" and ") + "; marcato check $shown shows them",
            )
        }
        return exitCode
    }

    /** Reports the failure that ended the reading of [input]. */
    private fun end(input: Input, failure: Exception) {
        progress.clear()
        if (common.isDebug) console.debug(failure)
        if (failure is PathLimitException) throw limitFailure(failure, input)
        if (failure !is MarcException) {
            complain(ExitCode.FAILED, "$input: ${reasonOf(failure, input)}", hintOf(failure, input))
            return end(endings.atFailure, ExitCode.FAILED, "--keep-going writes what there is")
        }
        stops.add(failure.problem)
        val problem = wordingOf(failure.problem, here.records)
        complain(ExitCode.FOUND, "$input: $problem", "without --strict the rest is read too")
        end(endings.atFault, ExitCode.FOUND, "because reading is strict")
    }

    /** Returns the failure for the record that was read last. */
    fun limitFailure(failure: PathLimitException, input: Input): Failure {
        val number = (last as? Outcome.Read)?.record?.controlNumber?.let { " (001 ${it.trim()})" }.orEmpty()
        return limitFailure("$input: record ${here.records - 1}$number", failure)
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

        // Each part is read into new arrays, so these are small and fit into the caches of a processor.
        const val PART_CHUNK = 256 * 1024
    }
}
