// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

/**
 * A batch of consecutive values in a [FlowTransform], with its results. It belongs to one coroutine at a time, which
 * passes it on.
 *
 * @property number the number of batches before it
 */
internal class Batch<T, R>(val number: Long) {
    val inputs: ArrayList<T> = ArrayList()
    val results: ArrayList<R> = ArrayList()

    var size: Int = 0
        private set

    var bytes: Long = 0
        private set

    /** The failure of the value after the results. */
    var failure: Throwable? = null

    /** Whether a transform has suspended. */
    @Volatile
    var hasSuspended: Boolean = false

    /** Whether the batch is finished. */
    @Volatile
    var isDone: Boolean = false

    fun add(input: T, bytes: Int) {
        val _ = inputs.add(input)
        size++
        this.bytes += bytes
    }
}
