// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.Subfield

/** Turns the tests' plain records into those of the library, and back. */
internal object PlainRecords {
    /** Builds the record as a program would. */
    fun PlainRecord.build(): Record {
        val builder = Record.builder().leader(Leader.of(leader))
        for (field in fields) {
            when (field) {
                is PlainControlField -> {
                    builder.field(field.tag, field.value)
                }

                is PlainDataField -> {
                    val subfields = field.subfields.map { Subfield.of(it.code, it.value) }
                    builder.add(DataField.of(field.tag, field.indicator1, field.indicator2, subfields))
                }
            }
        }
        return builder.build()
    }

    fun Record.toPlain(): PlainRecord = PlainRecord(
        leader.toString(),
        fields.map { field ->
            when (field) {
                is ControlField -> {
                    PlainControlField(field.tag, field.value)
                }

                is DataField -> {
                    val subfields = field.subfields.map { PlainSubfield(it.code, it.value) }
                    PlainDataField(field.tag, field.indicator1, field.indicator2, subfields)
                }
            }
        },
    )
}
