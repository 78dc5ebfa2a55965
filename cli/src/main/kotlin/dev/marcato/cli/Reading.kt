// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import java.io.IOException
import java.nio.file.AccessDeniedException
import java.nio.file.NoSuchFileException

/**
 * Reads the files of a command one after the other, and keeps what is wrong with one of them from hiding the others:
 * each has its line on standard error and its part in the exit code.
 *
 * @property endsAtFailure whether a file that cannot be read to its end, strictly, ends all of it: for what writes one
 * output of many inputs
 */
internal class Reading(
    private val console: Console,
    private val common: CommonOptions,
    val inputs: List<Input>,
    options: ReadOptions,
    private val interruption: Interruption,
    private val endsAtFailure: Boolean = false,
) {
    private val progress = ProgressLine(
        console,
        isWanted = console.isErrorTerminal && !common.isQuiet,
        size = inputs.map { it.size ?: -1 }.takeIf { sizes -> sizes.none { it < 0 } }?.sum(),
    )
    private val options = options.toBuilder().onProgress(progress::update).build()
    private var isStopped = false

    /** What the files that were read so far mean for the exit code. */
    var exitCode = ExitCode.DONE
        private set
    var damagedRecords = 0L
        private set
    var damages = 0L
        private set

    // Those of one file.
    private var recordsHere = 0L
    private var damagesHere = 0L

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
        if (isStopped) return null
        recordsHere = 0
        damagesHere = 0
        return try {
            input.open(console, options)
        } catch (e: IOException) {
            fail(input, e)
            null
        }
    }

    fun next(reader: BlockingMarcReader, input: Input): Outcome? {
        if (isStopped) return null
        interruption.check()
        val outcome = try {
            reader.readOutcome()
        } catch (e: MarcException) {
            refuse(input, e)
            null
        } catch (e: IOException) {
            fail(input, e)
            null
        }
        if (outcome != null) count(outcome)
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
        if (recordsHere == 0L && damagesHere > 0 && !isStopped) {
            complain(ExitCode.FOUND, "$input: no record was found in it", "is it MARC? --from names the format")
        }
    }

    /** Tells in one line what problems there were, and returns the exit code of the reading. */
    fun finish(): Int {
        if (!common.isQuiet && (damagedRecords > 0 || damages > 0)) {
            val names = inputs.joinToString(" ") { it.path?.let(::quoted) ?: Input.STANDARD_INPUT }
            val shown = if (names.length > LONGEST_NAMES) "FILE" else names
            console.say(
                listOfNotNull(
                    count(damagedRecords, "record has", "records have").takeIf {
                        damagedRecords > 0
                    }?.plus(" problems"),
                    count(damages, "stretch is", "stretches are").takeIf { damages > 0 }?.plus(" no record"),
                ).joinToString(" and ") + "; marcato check $shown shows them",
            )
        }
        return exitCode
    }

    private fun count(outcome: Outcome) {
        when (outcome) {
            is Outcome.Read -> {
                recordsHere++
                if (outcome.problems.isNotEmpty()) damagedRecords++
            }

            is Outcome.Damage -> {
                damagesHere++
                damages++
            }

            is Outcome.Filler -> Unit
        }
    }

    private fun refuse(input: Input, failure: MarcException) {
        recordsHere++
        progress.clear()
        if (common.isDebug) console.debug(failure)
        complain(ExitCode.FOUND, "$input: ${failure.problem}", "without --strict the rest is read, too")
        if (endsAtFailure) throw Failure(ExitCode.FOUND, "nothing was written, because reading is strict")
    }

    private fun fail(input: Input, failure: IOException) {
        progress.clear()
        if (common.isDebug) console.debug(failure)
        complain(ExitCode.FAILED, "$input: ${reasonOf(failure, input)}", hintOf(failure, input))
    }

    private fun complain(code: Int, message: String, hint: String?) {
        exitCode = maxOf(exitCode, code)
        console.say(Failure(code, message, hint).line)
    }

    private companion object {
        const val LONGEST_NAMES = 60

        fun quoted(path: java.nio.file.Path): String {
            val name = path.toString()
            return if (name.all { it.isLetterOrDigit() || it in "/._-+,:@\\" }) name else "'$name'"
        }

        fun reasonOf(failure: IOException, input: Input): String = when (failure) {
            is NoSuchFileException -> "there is no such file"
            is AccessDeniedException -> "it may not be read"
            else -> failure.message?.removePrefix("$input: ") ?: failure.javaClass.simpleName
        }

        fun hintOf(failure: IOException, input: Input): String? = when {
            failure is NoSuchFileException && '\uFFFD' in input.name ->
                "the name holds letters that the locale lacks; try LC_ALL=C.UTF-8"

            else -> null
        }
    }
}

/** Says how many there are, in words that fit. */
internal fun count(number: Long, one: String, many: String = one + "s"): String =
    if (number == 1L) "1 $one" else "%,d %s".format(java.util.Locale.ROOT, number, many)
