// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.internal.input.Chunk
import java.nio.ByteBuffer

/**
 * Makes records, or outcomes, of the chunks that it is fed: what a format is for a reader. Plain synchronous code
 * without I/O, which every reader drives, so that all of them behave alike. Not for use by several threads at once.
 *
 * Either records or outcomes are asked for, and asked for until there is none, before the next chunk is fed.
 */
internal interface RecordDecoder {
    /** Whether all that there is to be made was made, so that no more has to be fed; may stay false. */
    val isAtEnd: Boolean get() = false

    /** Adds [chunk] to what there is to read. */
    fun feed(chunk: Chunk)

    /** Makes [memory], from its position to its limit, the whole input. */
    fun feedAll(memory: ByteBuffer)

    /** Tells that no more chunks will come. */
    fun end()

    /**
     * Returns the next record, or null if more bytes are needed, or, after [end], if there are no more records.
     *
     * @throws dev.marcato.MarcException if reading is strict and the bytes have a problem; from then on at every call
     */
    fun next(): Record?

    /**
     * Returns the next outcome, or null if more bytes are needed, or, after [end], if there are no more.
     *
     * @throws dev.marcato.MarcException if reading is strict and the bytes have a problem; from then on at every call
     */
    fun nextOutcome(): Outcome?
}
