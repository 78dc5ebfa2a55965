// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.TestOptions.refusing

/** Writes records to memory. */
internal object Writing {
    fun bytesOf(vararg records: Record, options: WriteOptions = WriteOptions.DEFAULT): ByteArray =
        BlockingMarcWriter.toByteArray(records.asList(), options)

    /** The problem that the record is refused with if nothing may be replaced; null if it is written. */
    fun refusalOf(record: Record, options: WriteOptions = WriteOptions.DEFAULT): MarcProblem? =
        (Failure.of { bytesOf(record, options = options.refusing()) } as MarcException?)?.problem
}
