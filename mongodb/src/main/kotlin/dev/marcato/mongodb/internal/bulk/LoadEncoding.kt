// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.internal.writes.ChunkEncoder
import dev.marcato.mongodb.internal.writes.DamagedInputException
import dev.marcato.mongodb.internal.writes.ID_KEY
import dev.marcato.mongodb.internal.writes.WriteEncoding

/** Stores every record of an input under its key or as a new document, and rejects damage. */
internal class LoadEncoding(private val codec: DocumentCodec<Record>, private val mode: LoadMode) :
    WriteEncoding<Outcome> {
    override fun encode(value: Outcome, chunk: ChunkEncoder) {
        if (value !is Outcome.Read) throw DamagedInputException(value.problems.first())
        when (mode) {
            // The key keeps repeated records in their order, so that the same one is stored in the end however often
            // the load is interrupted.
            LoadMode.INSERT -> chunk.addInsert(codec, value.record, withKey = true)

            LoadMode.UPSERT -> chunk.addUpsert(codec, value.record, ID_KEY)
        }
    }

    override fun sizeOf(value: Outcome): Long = value.byteLength

    override fun offered(value: Outcome): Any = if (value is Outcome.Read) value.record else value
}
