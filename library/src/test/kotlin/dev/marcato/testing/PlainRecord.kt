// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Collections
import java.util.Objects

/**
 * Holds a MARC record as plain values, without any code of the library: what tests expect and fixtures are made of.
 *
 * Two records are equal when their fields are equal in the same order and their leaders agree in every position that
 * a person sets. The record length (leader/00-04) and the base address of data (leader/12-16) follow from the encoding
 * and are ignored.
 */
public class PlainRecord(
    /** Gives the leader as it was passed, 24 ASCII characters; its two lengths mean nothing here. */
    public val leader: String,
    fields: List<PlainField>,
) {
    /** Lists the fields in the order of the directory. */
    public val fields: List<PlainField> = fields.unmodifiable()

    init {
        require(leader.length == LEADER_LENGTH) { "A leader has 24 characters, not ${leader.length}: '$leader'" }
        require(leader.all { it.code in 0x20..0x7E }) { "A leader is printable ASCII: '$leader'" }
    }

    /** Gives the leader with zeros for the two lengths. */
    public val leaderWithoutLengths: String
        get() = NO_LENGTH + leader.substring(5, 12) + NO_LENGTH + leader.substring(17)

    /** Lists the fields that bear [tag], in order. */
    public fun fields(tag: String): List<PlainField> = fields.filter { it.tag == tag }

    /** Gives the value of the first control field with [tag], or null if there is none. */
    public fun controlValue(tag: String): String? =
        fields.firstNotNullOfOrNull { (it as? PlainControlField)?.takeIf { field -> field.tag == tag }?.value }

    /** Gives the value of the first subfield [code] in a field with [tag], or null if there is none. */
    public fun subfieldValue(tag: String, code: Char): String? =
        fields(tag).firstNotNullOfOrNull { (it as? PlainDataField)?.value(code) }

    override fun equals(other: Any?): Boolean =
        other is PlainRecord && leaderWithoutLengths == other.leaderWithoutLengths && fields == other.fields

    override fun hashCode(): Int = 31 * leaderWithoutLengths.hashCode() + fields.hashCode()

    /** Prints the record in mnemonic form, one field a line. */
    override fun toString(): String = (listOf("=LDR  $leaderWithoutLengths") + fields).joinToString("\n")

    public companion object {
        private const val LEADER_LENGTH = 24
        private const val NO_LENGTH = "00000"

        /** Fits a single book in UTF-8; the lengths are zeros. */
        public const val BOOK_LEADER: String = "00000nam a2200000 i 4500"

        /** Makes a record of [leader] and [fields]. */
        @JvmStatic
        public fun of(leader: String, vararg fields: PlainField): PlainRecord = PlainRecord(leader, fields.asList())

        /** Makes the record of a book, with [BOOK_LEADER] and [fields]. */
        @JvmStatic
        public fun book(vararg fields: PlainField): PlainRecord = PlainRecord(BOOK_LEADER, fields.asList())
    }
}

/** Holds one field of a [PlainRecord]: a tag, and either one value or indicators and subfields. */
public sealed interface PlainField {
    /** Gives the tag of the field, three ASCII characters. */
    public val tag: String

    public companion object {
        /** Makes a control field. */
        @JvmStatic
        public fun control(tag: String, value: String): PlainControlField = PlainControlField(tag, value)

        /**
         * Makes a data field from its two [indicators] and alternating codes and values:
         * `data("245", "10", "a", "Moby-Dick ;", "b", "or, The whale")`.
         */
        @JvmStatic
        public fun data(tag: String, indicators: String, vararg codesAndValues: String): PlainDataField {
            require(indicators.length == 2) { "A data field has two indicators, not '$indicators'" }
            require(codesAndValues.size % 2 == 0) { "A code without a value: '${codesAndValues.last()}'" }
            val subfields = codesAndValues.asList().chunked(2) { (code, value) -> PlainSubfield(code.single(), value) }
            return PlainDataField(tag, indicators[0], indicators[1], subfields)
        }
    }
}

/** Holds a control field. The tag is not judged, for some systems keep control data elsewhere than in 00X. */
public data class PlainControlField(
    override val tag: String,
    /** Gives the whole content of the field. */
    val value: String,
) : PlainField {
    init {
        requireTag(tag)
    }

    override fun toString(): String = "=$tag  $value"
}

/** Holds a data field. */
public class PlainDataField(
    override val tag: String,
    /** Gives the first indicator. */
    public val indicator1: Char,
    /** Gives the second indicator. */
    public val indicator2: Char,
    subfields: List<PlainSubfield>,
) : PlainField {
    /** Lists the subfields in order; codes may repeat. */
    public val subfields: List<PlainSubfield> = subfields.unmodifiable()

    init {
        requireTag(tag)
        require(indicator1.code in 0x20..0x7E && indicator2.code in 0x20..0x7E) {
            "Indicators are printable ASCII, not '$indicator1' and '$indicator2'"
        }
    }

    /** Gives the value of the first subfield [code], or null if there is none. */
    public fun value(code: Char): String? = subfields.firstOrNull { it.code == code }?.value

    override fun equals(other: Any?): Boolean =
        other is PlainDataField && tag == other.tag && indicator1 == other.indicator1 &&
            indicator2 == other.indicator2 && subfields == other.subfields

    override fun hashCode(): Int = Objects.hash(tag, indicator1, indicator2, subfields)

    override fun toString(): String = "=$tag  $indicator1$indicator2${subfields.joinToString("")}"
}

/** Holds a subfield: a code of one ASCII character and its value, which may be empty. */
public data class PlainSubfield(
    /** Gives the code without the delimiter. */
    val code: Char,
    /** Gives the value. */
    val value: String,
) {
    init {
        require(code.code in 0x21..0x7E) { "A subfield code is a graphic ASCII character, not '$code'" }
    }

    override fun toString(): String = "$$code$value"
}

private fun requireTag(tag: String) =
    require(tag.length == 3 && tag.all { it.code in 0x21..0x7E }) { "A tag is three graphic ASCII characters: '$tag'" }

// A Java caller could otherwise write into the list, or into the array behind it.
private fun <T> List<T>.unmodifiable(): List<T> = Collections.unmodifiableList(ArrayList(this))
