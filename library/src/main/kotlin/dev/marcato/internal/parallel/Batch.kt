// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

/**
 * Some values in a row on their way through a [FlowTransform], and what becomes of them. Belongs to one coroutine at a
 * time, which passes it on.
 *
 * @property number how many batches came before it
 */
internal class Batch<T, R>(val number: Long) {
    /** What is to be transformed; nothing in a batch that was transformed where it was taken. */
    val inputs: ArrayList<T> = ArrayList()
    val results: ArrayList<R> = ArrayList()

    /** How many values are in it, transformed or not. */
    var size: Int = 0
        private set

    var bytes: Long = 0
        private set

    /** What the transform of the value behind the results threw. */
    var failure: Throwable? = null

    /** Whether the transform of one of the values has suspended. */
    @Volatile
    var hasSuspended: Boolean = false

    /** Whether there is no more to be done about it. */
    @Volatile
    var isDone: Boolean = false

    fun add(input: T, bytes: Int) {
        val _ = inputs.add(input)
        count(bytes)
    }

    fun addResult(result: R, bytes: Int) {
        val _ = results.add(result)
        count(bytes)
    }

    private fun count(bytes: Int) {
        size++
        this.bytes += bytes
    }
}
