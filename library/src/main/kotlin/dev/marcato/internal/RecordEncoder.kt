// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.Record

/**
 * Makes bytes of records: what a format is for a writer. Plain synchronous code without I/O and without a state, so
 * that any number of threads may use it at once, each with a batch of its own.
 */
internal interface RecordEncoder {
    /** Adds [record] to [batch], or tells it that the record is refused, or diverted. */
    fun encode(record: Record, batch: EncodedBatch)
}
