// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.sessions.WriteSession
import dev.marcato.internal.writing.EncodedBatch

/**
 * Records that were encoded for a writer but aren't written yet. With one batch each, several threads share the work of
 * encoding for one file; the writer takes the batches in the desired order.
 *
 * [MarcWriter.newBatch] or [dev.marcato.blocking.BlockingMarcWriter.newBatch] makes a batch. The writer's `write`
 * empties it for reuse. The writer reports refused and diverted records when it takes the batch, with their places in
 * the output. With [Refusal.FAIL], a batch encodes nothing after a refused record.
 *
 * A batch is for one thread at a time, and keeps its bytes in memory until it is written or cleared.
 *
 * @sample dev.marcato.samples.shareEncoding
 */
public class RecordBatch private constructor(private val session: WriteSession) : RecordSink {
    private val encoded = EncodedBatch()

    /** The number of records added, including those that the writer will refuse or divert. */
    @get:JvmName("recordCount")
    public val recordCount: Int get() = encoded.taken

    /** The number of bytes encoded. */
    @get:JvmName("byteCount")
    public val byteCount: Int get() = encoded.block.size

    /** Encodes a record in the calling thread. It fails only if a rule or sink of the caller does. */
    override fun write(record: Record) {
        session.encode(record, encoded)
    }

    /** Encodes a record, whose problems are reported with its place in the input; see [MarcWriter.write]. */
    public fun write(read: Outcome.Read) {
        session.encode(read.record, encoded, read)
    }

    /**
     * Adds the bytes of damage as they are.
     *
     * @throws IllegalArgumentException if the format isn't ISO 2709, or the bytes weren't held
     */
    public fun write(damage: Outcome.Damage) {
        session.addTo(encoded, damage)
    }

    /** Removes all records without writing them. */
    public fun clear() {
        encoded.clear()
    }

    override fun toString(): String = "RecordBatch($recordCount records, $byteCount bytes)"

    /** Hands the encoded records over to [taker], and empties the batch. */
    @JvmSynthetic
    internal fun handTo(taker: WriteSession, inputRecordsBefore: Long? = null) {
        require(taker === session) { "The batch belongs to another writer" }
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
