// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.formats.SingleRecords

/** Single records as bytes and as text. [Record] needs this of the formats, which are built on it. */
internal interface RecordForms {
    /** Reads the one record in [bytes]. */
    fun parse(bytes: ByteArray, options: ReadOptions): Record

    /** Reads the one record in [text]; a [format] of null is detected. */
    fun parse(text: String, format: MarcFormat?, options: ReadOptions): Record

    /** Returns the record in the format of the [options]. */
    fun toBytes(record: Record, options: WriteOptions): ByteArray

    /** Returns the record in a text format. */
    fun toText(record: Record, format: MarcFormat, options: WriteOptions): String
}

/** The one place where the model refers to a room above it; `ArchitectureSpec` names it, and allows no other. */
internal val recordForms: RecordForms get() = SingleRecords
