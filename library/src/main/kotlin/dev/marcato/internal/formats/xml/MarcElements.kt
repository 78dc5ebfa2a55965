// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

/** The element names of MARCXML, without prefixes. */
internal object MarcElements {
    const val COLLECTION: String = "collection"
    const val RECORD: String = "record"

    /** The children of a record. */
    val CHILDREN: Set<String> = setOf("leader", "controlfield", "datafield")

    /** The elements inside a record at any depth. */
    val PARTS: Set<String> = CHILDREN + "subfield"
}
