// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Record
import dev.marcato.path.MarcPath

/** What the README shows. */
@Suppress("UnusedExpression", "UNUSED_EXPRESSION")
internal object ReadmeExample {
    fun lookUp() {
        val schema = MarcSchema.BIBLIOGRAPHIC // or MarcSchema.of(record), by leader/06
        schema.field("245")?.label // Title Statement
        schema.field("245")?.subfield('c')?.label // Statement of responsibility, etc.
        schema.field("245")?.indicator1?.codes?.get("1")?.label // Added entry
        schema.field("650")?.isRepeatable // true
        schema.field("041")?.subfield('a')?.meaning("eng") // eng English
        schema.describe(MarcPath.of("008/33")).single() // literary form and the like, for each material
    }

    fun fixedFields(record: Record): Record? {
        val fixed = record.fixed
        fixed.literaryForm?.label // Novels
        fixed.language?.code // eng English
        fixed.audience?.isKnown // whether the schema has the code
        fixed.physical.map { it.designation?.label } // of each 007
        fixed.leader.encodingLevel?.isObsolete
        val forChildren = fixed.audience?.with("j") // a new record
        return forChildren
    }

    fun ownSchema(): String {
        val profile = MarcSchema.parse("""{"fields": {"990": {"label": "Shelf mark"}}}""")
        val ours = MarcSchema.BIBLIOGRAPHIC.with(profile)
        val avram = ours.toAvram()
        return avram
    }
}
