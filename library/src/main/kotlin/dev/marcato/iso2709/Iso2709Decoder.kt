// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.Progress
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.internal.RecordDecoder
import dev.marcato.internal.chunks.ByteWindow
import dev.marcato.internal.chunks.Chunk
import java.nio.ByteBuffer

/**
 * Reads ISO 2709.
 *
 * @param recycle takes back the arrays of chunks that are no longer looked at
 */
internal class Iso2709Decoder(private val options: ReadOptions, recycle: (ByteArray) -> Unit = {}) : RecordDecoder {
    private val window = ByteWindow(recycle)
    private val stretches = StretchReader(window, options)
    private var failure: Exception? = null
    private var nextProgress = PROGRESS_STEP
    private var isEndTold = false

    override fun feed(chunk: Chunk) {
        window.feed(chunk)
    }

    override fun feedAll(memory: ByteBuffer) {
        window.feedAll(memory)
    }

    override fun end() {
        window.end()
    }

    override fun next(): Record? {
        while (true) {
            when (advance()) {
                Step.RECORD -> return stretches.record
                Step.FILLER, Step.DAMAGE -> Unit
                Step.MORE, Step.END -> return null
            }
        }
    }

    override fun nextOutcome(): Outcome? {
        val step = advance()
        val offset = stretches.offset
        val length = stretches.length
        return when (step) {
            Step.RECORD -> Outcome.Read.of(checkNotNull(stretches.record), stretches.recordCount - 1, offset, length)
            Step.FILLER -> Outcome.Filler.of(offset, length)
            Step.DAMAGE -> Outcome.Damage.of(offset, length, stretches.problems, stretches.held)
            Step.MORE, Step.END -> null
        }
    }

    private fun advance(): Step {
        failure?.let { throw it }
        val step = stretches.advance()
        if (options.progressAction != null) tellProgress(step)
        val hasProblems = (step == Step.RECORD || step == Step.DAMAGE) && stretches.problems.isNotEmpty()
        if (hasProblems) tellProblems()
        return step
    }

    private fun tellProgress(step: Step) {
        if (step == Step.MORE || isEndTold) return
        val bytes = stretches.offset + stretches.length
        if (step != Step.END && bytes < nextProgress) return
        isEndTold = step == Step.END
        nextProgress = bytes + PROGRESS_STEP
        failing { options.progressAction?.accept(Progress.of(stretches.recordCount, bytes)) }
    }

    private fun tellProblems() {
        failing {
            if (options.strictness == Strictness.STRICT) throw MarcException.of(stretches.problems.first())
            options.problemAction?.let { stretches.problems.forEach(it) }
        }
    }

    private inline fun failing(call: () -> Unit) {
        try {
            call()
        } catch (e: Exception) {
            failure = e
            throw e
        }
    }

    private companion object {
        const val PROGRESS_STEP = 1L shl 20
    }
}
