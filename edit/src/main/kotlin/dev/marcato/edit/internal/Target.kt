// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPlace

/** What kind of place a path selects. */
internal enum class PlaceKind { FIELD, CHARACTERS, INDICATOR, SUBFIELD }

/**
 * What a statement is about.
 *
 * @property isHere whether it means the field that a block is about: `$a`, `^1`, `/0-2`
 * @property shift 1 for the subfield after each that the path selects, -1 for the one before, else 0
 */
internal class Target(val path: MarcPath, val isHere: Boolean, val shift: Int = 0) {
    val tag: String = path.tag
    val code: Char? = path.code
    val isSimple: Boolean = path.isSimple
    val isLeader: Boolean = tag == "LDR" && !"$path".startsWith("@")
    val kind: PlaceKind = run {
        val general = "${path.general}".removePrefix("@")
        when {
            general.length <= TAG -> PlaceKind.FIELD
            general[TAG] == '/' -> PlaceKind.CHARACTERS
            general[TAG] == '^' -> PlaceKind.INDICATOR
            else -> PlaceKind.SUBFIELD
        }
    }

    /** Whether it is a field, with or without indicators, index and conditions. */
    val isFields: Boolean = kind == PlaceKind.FIELD && shift == 0

    /** Whether it is nothing but the subfields with a code, of fields that may be described further. */
    val isPlainSubfield: Boolean = code != null && shift == 0 && "$path" == "${path.fields}$$code"

    /** Whether all fields that it can select are control fields, or none of them is. */
    val isControl: Boolean = tag.startsWith("00") && kind != PlaceKind.SUBFIELD && kind != PlaceKind.INDICATOR
    val isData: Boolean =
        tag[0] !in "0X" || tag[1] !in "0X" || kind == PlaceKind.SUBFIELD || kind == PlaceKind.INDICATOR

    /** Whether what it selects depends on fields with other tags, by a condition. */
    private val looksElsewhere = '{' in "$path"

    val fields: Target get() = Target(path.fields, isHere)

    /** The same without positions. */
    val whole: Target
        get() = if (code == null) fields else Target(MarcPath.of("${path.fields}$$code"), isHere)

    /** Whether a change of fields with these [tags] may change what it selects. */
    fun isAffectedBy(tags: List<String>): Boolean {
        if (looksElsewhere) return true
        for (index in tags.indices) if (mayHave(tags[index])) return true
        return false
    }

    private fun mayHave(other: String): Boolean {
        for (index in 0 until TAG) {
            val wanted = tag[index]
            if (wanted != other[index] && wanted != 'X' && wanted != '.') return false
        }
        return true
    }

    override fun toString(): String = "$path"

    private companion object {
        const val TAG = 3
    }
}

/** A place in a record that is being edited: a field, a subfield, an indicator, or characters. */
internal class Place private constructor(
    val index: Int,
    val subfield: Int,
    val indicator: Int,
    val start: Int,
    private val place: MarcPlace?,
    private val owner: Field?,
) {
    val value: String
        get() = place?.value ?: if (subfield < 0) owner!!.value else (owner as DataField).subfields[subfield].value

    companion object {
        fun of(place: MarcPlace): Place =
            Place(place.fieldIndex, place.subfieldIndex, place.indicator, place.start, place, null)

        fun of(index: Int, field: Field, subfield: Int = -1): Place = Place(index, subfield, 0, 0, null, field)
    }
}
