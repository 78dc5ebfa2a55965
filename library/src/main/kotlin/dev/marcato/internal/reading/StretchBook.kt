// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.internal.input.ByteWindow

/** Keeps the books of [Stretches] for every format: where a stretch begins, how long it is, and what it holds. */
internal abstract class StretchBook(
    /** The bytes to look at. */
    protected val window: ByteWindow,
) : Stretches {
    final override var record: Record? = null
        protected set

    final override var problems: List<MarcProblem> = emptyList()
        protected set

    final override var held: ByteArray? = null
        protected set

    final override var recordCount: Long = 0
        protected set

    final override var offset: Long = 0
        private set

    final override var length: Long = 0
        private set

    /** How many bytes of the stretch that isn't finished yet have left the window. */
    protected var passed: Long = 0
        private set

    /** Removes the next [size] bytes from the window. */
    protected open fun consume(size: Int) {
        window.consume(size)
    }

    /** Lets go of the next [size] bytes, which belong to a stretch that continues after them. */
    protected fun pass(size: Int) {
        consume(size)
        passed += size
    }

    /** Notes that [size] bytes of the stretch have left the window already. */
    protected fun hasPassed(size: Int) {
        passed += size
    }

    /** Ends the stretch with the next [size] bytes. */
    protected fun finish(step: Step, size: Int): Step {
        offset = window.offset - passed
        length = passed + size
        passed = 0
        consume(size)
        return step
    }

    /** Returns the next [size] bytes. */
    protected fun copy(size: Int): ByteArray = copy(0, size)

    /** Returns the bytes between two places, counted from the front of the window; none if there are none. */
    protected fun copy(from: Int, to: Int): ByteArray {
        val buffer = window.buffer
        val front = window.position
        return ByteArray(maxOf(0, to - from)) { buffer.get(front + from + it) }
    }
}
