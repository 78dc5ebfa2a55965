// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.RecordFormat
import dev.marcato.RecordType

/**
 * The standard by which statistics interpret records.
 *
 * @property characterSets where the character sets come from, for a heading
 * @property languages the field with the language
 * @property years the field with the year
 */
internal enum class Standard(val characterSets: String, val languages: String, val years: String) {
    MARC_21("leader/09", "008", "008") {
        override fun isBibliographic(type: Char): Boolean =
            RecordType.entries.any { it.code == type && it.format == RecordFormat.BIBLIOGRAPHIC }

        override fun typeNameOrNull(type: Char): String? =
            RecordType.entries.firstOrNull { it.code == type }?.name?.lowercase()?.replace('_', ' ')
    },

    /** Its leader/09 isn't a character set, so the sets in which records were read are counted. */
    UNIMARC("as read", "101", "100") {
        override fun isBibliographic(type: Char): Boolean = type in unimarcTypes

        override fun typeNameOrNull(type: Char): String? = unimarcTypes[type] ?: unimarcAuthorities[type]
    },
    ;

    /** Whether leader/06 [type] says that the record describes a publication. */
    abstract fun isBibliographic(type: Char): Boolean

    fun typeName(type: Char): String = typeNameOrNull(type) ?: unknownCode(type)

    protected abstract fun typeNameOrNull(type: Char): String?
}

internal fun unknownCode(code: Char): String =
    "unknown (${if (code.isISOControl()) "U+%04X".format(code.code) else code})"

/** UNIMARC manual, bibliographic format, leader/06. */
private val unimarcTypes = mapOf(
    'a' to "language material",
    'b' to "manuscript language material",
    'c' to "notated music",
    'd' to "manuscript music",
    'e' to "cartographic material",
    'f' to "manuscript cartographic material",
    'g' to "projected and video material",
    'i' to "nonmusical sound recording",
    'j' to "musical sound recording",
    'k' to "two dimensional graphic",
    'l' to "electronic resource",
    'm' to "multimedia",
    'r' to "three dimensional object",
)

/** UNIMARC manual, authorities format, leader/06. */
private val unimarcAuthorities = mapOf(
    'x' to "authority entry",
    'y' to "reference entry",
    'z' to "general explanatory entry",
)
