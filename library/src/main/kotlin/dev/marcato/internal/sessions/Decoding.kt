// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.ReadOptions
import dev.marcato.internal.reading.StretchDecoder
import kotlinx.coroutines.flow.FlowCollector

/**
 * Decodes beside the collector. What the decoder makes, and what it tells the callbacks, is kept in batches, and
 * repeated in the collector's context in the same order. For one reading.
 *
 * @param given the options of the reading
 * @param next takes a record or an outcome from a decoder
 */
internal class Decoding<T : Any>(given: ReadOptions, private val next: StretchDecoder.() -> T?) {
    // About as much as a chunk gives: handing over takes longer than decoding a hundred records.
    private val cutter = BatchCutter<T>(maxItems = 1_000, maxBytes = 512 * 1024)
    private var calls = ArrayList<Decoded.Call>(0)

    /** The options for the decoder. */
    val options: ReadOptions = given.toBuilder().apply {
        problemAction?.let { action -> problemAction = { later { action(it) } } }
        progressAction?.let { action -> progressAction = { later { action(it) } } }
        formatAction?.let { action -> formatAction = { later { action(it) } } }
    }.build()

    /** Takes a batch of what [decoder] makes of the bytes that it has. After a failure, it makes nothing more. */
    fun take(decoder: StretchDecoder): Decoded<T> {
        var isAll = false
        val failure = failureOf {
            while (!isAll && !cutter.isFull) {
                val made = next(decoder)
                if (made == null) isAll = true else cutter.add(made)
            }
        }
        return Decoded(cutter.cut(), cutCalls(), failure, isAll || failure != null)
    }

    private fun cutCalls(): List<Decoded.Call> {
        if (calls.isEmpty()) return emptyList()
        return calls.also { calls = ArrayList() }
    }

    private fun later(call: () -> Unit) {
        val _ = calls.add(Decoded.Call(cutter.items.size, call))
    }
}

/**
 * A batch from a [Decoding].
 *
 * @property failure what ended the reading after the items
 * @property isAll whether nothing more can be made before there are more bytes
 */
internal class Decoded<out T>(
    val items: List<T>,
    private val calls: List<Call>,
    val failure: Throwable?,
    val isAll: Boolean,
) {
    /** A call of a callback before the item at [at]. */
    class Call(val at: Int, val call: () -> Unit)

    /** Whether the collector needn't know of it. */
    val isEmpty: Boolean get() = items.isEmpty() && calls.isEmpty() && failure == null

    companion object {
        fun failed(failure: Throwable): Decoded<Nothing> = Decoded(emptyList(), emptyList(), failure, isAll = true)
    }

    /** Emits the items, with the calls between them, and throws the failure. */
    suspend fun emitTo(collector: FlowCollector<T>) {
        var called = 0
        for (index in items.indices) {
            while (called < calls.size && calls[called].at <= index) calls[called++].call()
            collector.emit(items[index])
        }
        while (called < calls.size) calls[called++].call()
        failure?.let { throw it }
    }
}
