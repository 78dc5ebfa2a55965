// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.samples

import dev.marcato.Record
import dev.marcato.path.MarcPath
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.fixed

internal fun lookUp() {
    val schema = MarcSchema.BIBLIOGRAPHIC
    println(schema.field("245")?.label) // Title Statement
    println(schema.field("245")?.subfield('c')?.label) // Statement of responsibility, etc.
    println(schema.field("245")?.indicator1?.codes?.get("1")?.label) // Added entry
    println(schema.describe(MarcPath.of("008/22")).single())
}

internal fun fixedFields(record: Record) {
    val fixed = record.fixed
    println(fixed.literaryForm?.label) // Novels
    println(fixed.language?.code) // eng English
    println(fixed.audience?.isKnown)
    val forChildren: Record? = fixed.audience?.with("j")
    println(forChildren?.fixed?.audience)
}
