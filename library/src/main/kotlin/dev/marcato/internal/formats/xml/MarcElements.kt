// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

/** The names of MARCXML, without prefixes. */
internal object MarcElements {
    const val COLLECTION: String = "collection"
    const val RECORD: String = "record"

    /** What a record has in it. */
    val CHILDREN: Set<String> = setOf("leader", "controlfield", "datafield")

    /** What a record has in it, however deep. */
    val PARTS: Set<String> = CHILDREN + "subfield"
}
