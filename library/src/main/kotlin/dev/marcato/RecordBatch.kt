// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.sessions.WriteSession
import dev.marcato.internal.writing.EncodedBatch

/**
 * Records that were encoded for a writer, and wait to be written by it: so that several threads can share the encoding
 * of what ends in one file, each with what it has read and edited itself.
 *
 *     val batch = writer.newBatch()               // one for each thread
 *     for (record in part) batch.write(record)    // in that thread, beside others
 *     writer.write(batch)                         // one batch after the other, in the order that is wanted
 *
 * A writer makes batches with [MarcWriter.newBatch] or [dev.marcato.blocking.BlockingMarcWriter.newBatch] and takes them
 * with `write`, which empties them, to be filled again. Whatever a writer refuses or diverts, and all that it tells of
 * that, comes when it takes the batch, with the places that the records have in the output. Of a writing that the first
 * refused record ends ([Refusal.FAIL]), a batch encodes nothing behind such a record.
 *
 * The bytes are held in memory until they are written: a batch that is filled for ever grows for ever. It is for one
 * thread at a time.
 */
public class RecordBatch private constructor(private val session: WriteSession) : RecordSink {
    private val encoded = EncodedBatch()

    /** How many records were put in, those included that the writer will refuse or divert. */
    @get:JvmName("recordCount")
    public val recordCount: Int get() = encoded.taken

    /** How many bytes were made of them. */
    @get:JvmName("byteCount")
    public val byteCount: Int get() = encoded.block.size

    /** Encodes a record, in the calling thread. Nothing but a rule or a sink of the caller's can make it fail. */
    override fun write(record: Record) {
        session.encode(record, encoded)
    }

    /** As [write] of the record, but problems are reported with its place in the input; see [MarcWriter.write]. */
    public fun write(read: Outcome.Read) {
        session.encode(read.record, encoded, read)
    }

    /**
     * Adds the bytes of a damaged stretch as they are.
     *
     * @throws IllegalArgumentException if the format isn't ISO 2709, or the bytes weren't held
     */
    public fun write(damage: Outcome.Damage) {
        session.addTo(encoded, damage)
    }

    /** Takes all records out again, unwritten. */
    public fun clear() {
        encoded.clear()
    }

    override fun toString(): String = "RecordBatch($recordCount records, $byteCount bytes)"

    /** Hands over to [taker] what was encoded for it, and is empty then. */
    @JvmSynthetic
    internal fun handTo(taker: WriteSession, inputRecordsBefore: Long? = null) {
        require(taker === session) { "The batch was made by another writer" }
        taker.handOver()
        try {
            if (!encoded.isEmpty) taker.write(encoded, inputRecordsBefore)
        } finally {
            encoded.clear()
        }
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(session: WriteSession): RecordBatch = RecordBatch(session)
    }
}
