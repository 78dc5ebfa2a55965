// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.input.Place
import dev.marcato.mongodb.internal.writes.Account
import dev.marcato.mongodb.internal.writes.ChunkEncoder
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.RecordSpan
import dev.marcato.mongodb.internal.writes.WriteEncoding
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * One bulk write, from the flow to the account.
 *
 * It begins small: values are encoded where they are taken. If the flow ends before [BridgeOptions.parallelBytes], they
 * are sent from there too. Otherwise the pipeline starts: the taker only collects chunks of values. These are encoded
 * in parallel, put back in order, cut into batches and passed to the inserters.
 *
 *     flow -> taker -> [chunks being encoded] -> cutter -> [a batch waiting] -> inserters -> delivery -> account
 *
 * Memory is bounded: `encoders + 2` chunks, for each inserter one batch under way and one waiting, and one batch at the
 * cutter (for upserts one per inserter). The key decides which inserter gets an upsert, so that upserts with the same
 * key keep their order.
 */
internal class BulkRun<S : Any>(
    private val encoding: WriteEncoding<S>,
    private val options: BridgeOptions,
    private val account: Account,
    private val delivery: BulkDelivery,
    private val lanes: Lanes,
    /** Where reading could resume to get the value after the last one taken. */
    private val place: () -> Place,
) {
    private val keepValues = options.deadLetters != null
    private val inserters = if (options.order == WriteOrder.ORDERED) 1 else options.inserters

    // About the size of a document. Grows at once and shrinks slowly. Races do no harm.
    private val documentBytes = AtomicInteger(1)

    /** Runs to the end, or until the delivery stops. Returns the failure of the flow, if it failed. */
    suspend fun run(values: Flow<S>): Throwable? = coroutineScope {
        val taking = Taking(this)
        var failure: Throwable? = null
        val taker = launch(start = CoroutineStart.LAZY) { failure = taking.collect(values) }
        try {
            // Cancels only the taker: the run waits for the batches under way.
            delivery.onStop { taker.cancel(StoppedException()) }
            taker.join()
            taking.finish()
            failure
        } finally {
            // A cancelled taker may still be taking a value, and only one coroutine may write to a span.
            withContext(NonCancellable) { taker.join() }
            taking.close()
        }
    }

    /** The state of the taker: the values of the current chunk, and the pipeline once it runs. */
    private inner class Taking(private val scope: CoroutineScope) {
        private var head: ChunkEncoder? = ChunkEncoder(FIRST_BUFFER, keepValues)
        private var headCount = 0
        private var span = account.newSpan(HEAD_RECORDS)
        private var chunk = ArrayList<S>()
        private var chunkBytes = 0L
        private var pipeline: Channel<Deferred<List<EncodedWrite>>>? = null

        suspend fun collect(values: Flow<S>): Throwable? {
            try {
                values.collect { value ->
                    if (head != null) takeHere(value) else takeForOthers(value)
                }
            } catch (e: CancellationException) {
                if (!currentCoroutineContext().isActive) throw e
                return e
            } catch (e: Throwable) {
                // The values before it are stored first; then the caller gets it.
                return e
            }
            return null
        }

        private suspend fun takeHere(value: S) {
            val encoder = checkNotNull(head)
            encoder.add(encoding, value, span, span.offer())
            headCount++
            if (encoder.byteCount >= options.parallelBytes || span.isFull) {
                learn(encoder.byteCount.toLong(), headCount)
                val writes = encoder.finish()
                head = null
                nextSpan()
                start(writes)
            }
        }

        private suspend fun takeForOthers(value: S) {
            val _ = span.offer()
            chunk.add(value)
            chunkBytes += encoding.sizeOf(value)
            if (span.isFull || chunkBytes >= options.parallelBytes) sendChunk()
        }

        private suspend fun sendChunk() {
            val values = chunk
            val from = span
            chunk = ArrayList(values.size)
            chunkBytes = 0
            nextSpan()
            val encoded = scope.async(options.dispatcher) { encode(values, from) }
            checkNotNull(pipeline).send(encoded)
        }

        private fun nextSpan() {
            account.seal(span, place())
            span = account.newSpan((options.parallelBytes / documentBytes.get()).coerceIn(1, CHUNK_RECORDS))
        }

        private fun start(writes: List<EncodedWrite>) {
            val channel = Channel<Deferred<List<EncodedWrite>>>(options.encoders)
            pipeline = channel
            val outlets = List(if (lanes == Lanes.BY_KEY) inserters else 1) { Channel<WriteBatch>(1) }
            val perOutlet = inserters / outlets.size
            for (outlet in outlets) {
                repeat(perOutlet) { scope.launch(options.dispatcher) { for (batch in outlet) delivery.deliver(batch) } }
            }
            val _ = scope.launch(options.dispatcher) { cut(writes, channel, outlets) }
        }

        /** Sends the values that were taken last. */
        suspend fun finish() {
            val encoder = head
            if (delivery.stopped != null) return
            if (encoder == null) {
                if (chunk.isNotEmpty()) sendChunk()
            } else {
                account.seal(span, place())
                val cutter = newCutter()
                val batches = ArrayList<WriteBatch>()
                encoder.finish().mapNotNullTo(batches, cutter::add)
                batches.addAll(cutter.finish())
                for (batch in batches) delivery.deliver(batch)
            }
        }

        fun close() {
            account.seal(span, place())
            val _ = pipeline?.close()
        }
    }

    private fun encode(values: List<S>, span: RecordSpan): List<EncodedWrite> {
        val expected = documentBytes.get().toLong() * values.size
        var encoder =
            ChunkEncoder((expected + expected / 8).coerceIn(FIRST_BUFFER.toLong(), MOST_IN_BUFFER).toInt(), keepValues)
        val writes = ArrayList<EncodedWrite>(values.size)
        var bytes = 0L
        values.forEachIndexed { index, value ->
            encoder.add(encoding, value, span, index)
            // An array has a maximum size, and values may be far larger than those before them.
            if (encoder.byteCount >= MOST_IN_BUFFER) {
                bytes += encoder.byteCount
                writes.addAll(encoder.finish())
                encoder = ChunkEncoder(FIRST_BUFFER, keepValues)
            }
        }
        learn(bytes + encoder.byteCount, values.size)
        writes.addAll(encoder.finish())
        return writes
    }

    private fun learn(bytes: Long, count: Int) {
        val average = (bytes / count).coerceIn(1, MOST_IN_BUFFER).toInt()
        val known = documentBytes.get()
        documentBytes.set(if (average > known) average else known - (known - average) / 4)
    }

    private suspend fun cut(
        first: List<EncodedWrite>,
        chunks: Channel<Deferred<List<EncodedWrite>>>,
        outlets: List<SendChannel<WriteBatch>>,
    ) {
        val cutters = outlets.map { newCutter() }
        var turn = 0
        suspend fun add(writes: List<EncodedWrite>) {
            for (write in writes) {
                // Writes without a key go to the same lane until a batch is full, so that a few are one command.
                val key = write.key
                val lane = Math.floorMod(key?.hashCode() ?: turn, outlets.size)
                val full = cutters[lane].add(write) ?: continue
                if (key == null) turn++
                outlets[lane].send(full)
            }
        }
        add(first)
        for (chunk in chunks) add(chunk.await())
        cutters.forEachIndexed { lane, cutter -> cutter.finish().forEach { outlets[lane].send(it) } }
        outlets.forEach { it.close(null) }
    }

    private fun newCutter() = BatchCutter(options.order, options.batchRecords, options.batchBytes)

    private class StoppedException : CancellationException("The run has stopped")

    private companion object {
        const val FIRST_BUFFER = 1024
        const val HEAD_RECORDS = 2000
        const val CHUNK_RECORDS = 1000
        const val MOST_IN_BUFFER = 64L shl 20
    }
}

/** Which inserter gets a write. */
internal enum class Lanes {
    /** Any that is free. */
    ANY,

    /** Always the same one for the same key. */
    BY_KEY,
}
