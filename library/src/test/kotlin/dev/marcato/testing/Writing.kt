// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.DataField
import dev.marcato.Inexpressible
import dev.marcato.Leader
import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Repair
import dev.marcato.Strictness
import dev.marcato.Subfield
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter

/** The record as a program would build it. */
internal fun PlainRecord.build(): Record {
    val builder = Record.builder().leader(Leader.of(leader))
    for (field in fields) {
        when (field) {
            is PlainControlField -> builder.field(field.tag, field.value)

            is PlainDataField -> builder.add(
                DataField.of(
                    field.tag,
                    field.indicator1,
                    field.indicator2,
                    field.subfields.map { Subfield.of(it.code, it.value) },
                ),
            )
        }
    }
    return builder.build()
}

internal fun written(vararg records: Record, options: WriteOptions = WriteOptions.DEFAULT): ByteArray =
    BlockingMarcWriter.toByteArray(records.asList(), options)

/** Writing that replaces and keeps nothing: what can't be laid out for strict reading is refused. */
internal val refusing: WriteOptions = WriteOptions.DEFAULT.refusing()

internal fun WriteOptions.refusing(): WriteOptions =
    toBuilder().inexpressible(Inexpressible.REFUSE).repair(Repair.RELAID).build()

/** The problem that the record is refused with, where nothing is replaced. */
internal fun refusalOf(record: Record, options: WriteOptions = WriteOptions.DEFAULT): MarcProblem? =
    (failureOf { written(record, options = options.refusing()) } as MarcException?)?.problem

internal val lenient: ReadOptions = ReadOptions { strictness = Strictness.LENIENT }

internal fun readAll(bytes: ByteArray, options: ReadOptions = ReadOptions.DEFAULT): List<Record> =
    blockingReaderOf(bytes, options).use { reader -> generateSequence { reader.read() }.toList() }
