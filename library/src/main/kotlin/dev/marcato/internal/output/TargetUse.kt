// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.TargetState
import java.io.IOException

/**
 * The use of a target from its opening until it is committed or discarded: the one contract of everything that writes.
 *
 * The first failure ends it: the target is released at once, and every later call fails with the same exception. For
 * one thread at a time; any thread may read [failure].
 */
internal class TargetUse(private val target: ByteTarget) {
    /** The failure that ended the use, if any. */
    @Volatile
    var failure: Throwable? = null
        private set

    /** Whether something was given to be written, and would be lost without [commit]. */
    var hasContent: Boolean = false

    /** Whether the use was committed, discarded or closed. */
    var isEnded: Boolean = false
        private set

    var isCommitted: Boolean = false
        private set

    private var isOpen = false

    val state: TargetState
        get() = when {
            isCommitted -> TargetState.COMPLETE
            !isEnded && failure == null -> TargetState.PENDING
            target.isUntouched -> TargetState.UNTOUCHED
            else -> TargetState.PARTIAL
        }

    /** Throws if nothing can be written any more. */
    fun check() {
        check(!isEnded) { "Nothing can be written any more: commit(), discard() or close() was called" }
        failure?.let { throw it }
    }

    fun open() {
        failing {
            if (!isOpen) target.open()
            isOpen = true
        }
    }

    /** Writes to the open target. */
    fun write(bytes: ByteArray, start: Int, end: Int) {
        failing { target.write(bytes, start, end) }
    }

    fun flush() {
        open()
        failing { target.flush() }
    }

    /** Completes the output after [last] has written the rest. Does nothing if it is complete. */
    inline fun commit(last: () -> Unit) {
        if (isCommitted) return
        failure?.let { throw IOException("The output is incomplete: the writing failed before", it) }
        check(!isEnded) { "Nothing can be committed any more: discard() or close() was called" }
        open()
        failing {
            last()
            target.finish()
        }
        isEnded = true
        isCommitted = true
    }

    /** Gives up what was written, as far as it can be taken back. Does nothing after the end or a failure. */
    fun discard() {
        if (isEnded) return
        isEnded = true
        if (failure == null) target.discard()
    }

    /**
     * Discards what nobody has decided about, and throws if that is something. A failure was thrown already, by the call
     * that failed.
     */
    fun close(what: String) {
        val isUndecided = hasContent && !isEnded && failure == null
        discard()
        check(!isUndecided) {
            val result = if (target.isUntouched) "is as it was before" else "has only a part of them"
            "$what were written, but neither commit() nor discard() was called: $target $result"
        }
    }

    /** Ends the use because of a failure elsewhere. */
    fun fail(cause: Throwable) {
        if (failure != null) return
        failure = cause
        try {
            target.discard()
        } catch (onDiscard: IOException) {
            cause.addSuppressed(onDiscard)
        }
    }

    /** Discards after [failure], which is thrown then. */
    fun discardBecauseOf(failure: Throwable) {
        try {
            discard()
        } catch (onDiscard: IOException) {
            failure.addSuppressed(onDiscard)
        }
    }

    inline fun failing(call: () -> Unit) {
        failure?.let { throw it }
        try {
            call()
        } catch (e: Throwable) {
            // After an Error, too, no file may be left.
            fail(e)
            throw e
        }
    }

    override fun toString(): String = target.toString()
}
