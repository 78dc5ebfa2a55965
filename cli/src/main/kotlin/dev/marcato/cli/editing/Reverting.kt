// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.count
import java.io.OutputStream
import java.security.MessageDigest

/**
 * Makes the old file of an edited one. Records that aren't those that were written stay as they are; each is reported.
 *
 * @property name the name of the edited file, for messages
 * @property say reports what isn't as it was written
 */
internal class Reverting(
    private val name: String,
    private val undo: UndoFile,
    private val stretches: Stretches,
    private val out: OutputStream,
    private val say: (String) -> Unit,
) {
    private val ahead = ArrayDeque<Stretch>()
    private val steps = ArrayDeque<UndoStep>()
    private val digest = MessageDigest.getInstance("SHA-256")
    private var length = 0L
    private var matched = 0L
    private var others = 0L

    // A record of another format has no place between the old bytes.
    private val isOneFormat = undo.oldFormat == undo.format
    private val kept = if (isOneFormat) "it stays as it is" else "it is left out, since the old file had another format"

    /** Returns the exit code. */
    fun run(): Int {
        while (true) {
            val step = steps.removeFirstOrNull() ?: undo.next() ?: break
            take(step)
        }
        while (peek(0) != null) pass("after the last one")
        if (others == 0L) {
            if (undo.isOld(length, digest.digest())) return ExitCode.DONE
            throw Failure(ExitCode.FAILED, "$name: the old bytes aren't those that there were", "nothing was written")
        }
        if (matched == 0L) {
            throw Failure(ExitCode.FAILED, "$name: nothing in it is as it was written", "is it another file?")
        }
        if (others > MOST_SAID) say("$name: ${count(others - MOST_SAID, "more record")} that weren't written so")
        return ExitCode.INCOMPLETE
    }

    private fun take(step: UndoStep) {
        while (!isNext(step.new, 0)) {
            val following = following()
            val isThere = peek(0) != null
            when {
                // A record that was put before this one.
                isThere && isNext(step.new, 1) -> pass("before ${step.name}")

                // This one is gone, and the next follows.
                !isThere || (following != null && isNext(following.new, 0)) -> {
                    found("${step.name} isn't there any more")
                    return
                }

                else -> {
                    found("${step.name} isn't the one that was written; $kept")
                    keep(ahead.removeFirst())
                    return
                }
            }
        }
        if (step.new.isNotEmpty()) matched++
        if (step.old != null) write(step.old)
        for (one in step.new) ahead.removeFirst().let { if (step.old == null) write(it.bytes) }
    }

    /** The next step that is about something in the file. */
    private fun following(): UndoStep? {
        steps.firstOrNull { it.new.isNotEmpty() }?.let { return it }
        while (true) {
            val step = undo.next() ?: return null
            steps.addLast(step)
            if (step.new.isNotEmpty()) return step
        }
    }

    private fun isNext(digests: List<String>, from: Int): Boolean =
        digests.indices.all { peek(from + it)?.digest == digests[it] }

    private fun peek(index: Int): Stretch? {
        while (ahead.size <= index) ahead.addLast(stretches.next() ?: return null)
        return ahead[index]
    }

    private fun pass(place: String) {
        val stretch = ahead.removeFirst()
        found("record ${stretch.id?.let { "(001 $it) " }.orEmpty()}$place wasn't written by these edits; $kept")
        keep(stretch)
    }

    private fun keep(stretch: Stretch) {
        if (isOneFormat) write(stretch.bytes)
    }

    private fun found(what: String) {
        others++
        if (others <= MOST_SAID) say("$name: $what")
    }

    private fun write(bytes: ByteArray) {
        digest.update(bytes)
        length += bytes.size
        out.write(bytes)
    }

    private companion object {
        const val MOST_SAID = 10L
    }
}
