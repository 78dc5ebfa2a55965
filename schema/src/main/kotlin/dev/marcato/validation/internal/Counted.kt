// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.SubfieldDefinition

/** How many fields with a tag there were, in how many records; also their subfields. */
internal class Counted(val definition: FieldDefinition) : Count() {
    val subfields: List<CountedSubfield> = definition.subfields.orEmpty().map(::CountedSubfield)
    private val byCode = subfields.associateBy { it.definition.code }

    fun add(field: FieldCursor, record: Long) {
        add(record)
        if (byCode.isEmpty()) return
        while (field.subfields.next()) byCode[field.subfields.code]?.add(record)
    }
}

/** How many subfields with a code there were, in how many records. */
internal class CountedSubfield(val definition: SubfieldDefinition) : Count()

internal abstract class Count {
    var total = 0L
        private set
    var records = 0L
        private set
    private var last = 0L

    /** Counts one in the record with this number. */
    fun add(record: Long) {
        total++
        if (record != last) records++
        last = record
    }
}
