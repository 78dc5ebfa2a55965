// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.path.MarcPath
import dev.marcato.path.PathSet
import org.bson.BsonWriter

/**
 * The paths whose values are stored with a record for searching. Under a tag alone each of its subfields is, with its
 * code: `650` stores what `650$a`, `650$x` and all others select.
 */
internal class SearchKeys(texts: List<String>) {
    private val paths: List<MarcPath> = texts.map(MarcPath::of).distinct()
    private val wholeTags = paths.filter { it.isSimple && it.code == null }.mapTo(HashSet()) { it.tag }
    private val subfields = paths.filter { it.isSimple && it.code != null }.groupBy({ it.tag }, { it.code })
    private val names = paths.mapTo(HashSet(), ::nameOf)
    private val others = paths.filter { !it.isSimple }.toTypedArray()
    private val otherSet = PathSet.of(*others)

    val isEmpty: Boolean get() = paths.isEmpty()

    /** Returns the name under which the values of [path] are stored; null if they aren't. */
    fun nameIn(path: MarcPath): String? =
        nameOf(path).takeIf { it in names || (path.isSimple && path.tag in wholeTags) }

    /** Whether all subfields of the field are stored. */
    fun hasAllOf(tag: String): Boolean = tag in wholeTags

    fun write(record: Record, fields: List<Field>, writer: BsonWriter) {
        writer.writeStartArray("k")
        for (field in fields) {
            val isWhole = field.tag in wholeTags
            val codes = subfields[field.tag]
            if (!isWhole && codes == null) continue
            when (field) {
                is ControlField -> if (isWhole) write(field.tag, field.value, writer)

                is DataField -> for (subfield in field.subfields) {
                    val isStored = isWhole || (codes != null && subfield.code in codes)
                    if (isStored) write(field.tag + subfield.code, subfield.value, writer)
                }
            }
        }
        if (others.isNotEmpty()) {
            otherSet.forEachValue(record) { index, value -> write(nameOf(others[index]), value, writer) }
        }
        writer.writeEndArray()
    }

    private fun write(name: String, value: String, writer: BsonWriter) {
        writer.writeStartDocument()
        writer.writeString("p", name)
        writer.writeString("v", value)
        writer.writeEndDocument()
    }

    companion object {
        /** Short for simple paths: they stand in every document. */
        private fun nameOf(path: MarcPath): String = if (path.isSimple) path.tag + (path.code ?: "") else "$path"
    }
}
