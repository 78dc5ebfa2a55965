// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.ByteArrayOutputStream

/**
 * Encodes [PlainRecord]s as ISO 2709 in UTF-8, straight from the standard and without any code of the library, so
 * that reader and writer can be measured against it.
 */
public object Iso2709Bytes {
    /** The most bytes that the four digits of a directory entry can tell, terminator included. */
    public const val MAX_FIELD_LENGTH: Int = 9_999

    /** The most bytes that the five digits of leader/00-04 can tell. */
    public const val MAX_RECORD_LENGTH: Int = 99_999

    /** Ends a record: 0x1D. */
    public const val RECORD_TERMINATOR: Int = 0x1D

    /** Ends the directory and each field: 0x1E. */
    public const val FIELD_TERMINATOR: Int = 0x1E

    /** Stands before each subfield code: 0x1F. */
    public const val SUBFIELD_DELIMITER: Int = 0x1F

    internal const val LEADER_LENGTH = 24
    internal const val ENTRY_LENGTH = 12

    /**
     * Encodes [record]. The lengths of the leader are computed; all other positions stay as they are.
     *
     * @throws IllegalArgumentException if a field is longer than [MAX_FIELD_LENGTH], the record longer than
     * [MAX_RECORD_LENGTH], or a value holds one of the delimiters 0x1D to 0x1F or half a surrogate pair
     */
    @JvmStatic
    public fun encode(record: PlainRecord): ByteArray = RawRecord.of(record).toByteArray()

    /** Encodes [records] one after the other, as a file holds them. */
    @JvmStatic
    public fun encodeAll(records: Iterable<PlainRecord>): ByteArray {
        val file = ByteArrayOutputStream()
        records.forEach { file.write(encode(it)) }
        return file.toByteArray()
    }

    /** Encodes the content of [field] with its terminator, as it stands in the data of a record. */
    @JvmStatic
    public fun encodeField(field: PlainField): ByteArray {
        val text =
            when (field) {
                is PlainControlField -> field.value.checked(field)
                is PlainDataField -> dataFieldText(field)
            }
        val bytes = ByteArray(utf8Length(text) + 1)
        text.encodeToByteArray().copyInto(bytes)
        bytes[bytes.size - 1] = FIELD_TERMINATOR.toByte()
        require(bytes.size <= MAX_FIELD_LENGTH) {
            "Field ${field.tag} takes ${bytes.size} bytes, more than $MAX_FIELD_LENGTH"
        }
        return bytes
    }

    /** Counts the bytes that [field] takes in a record: content, terminator and directory entry. */
    @JvmStatic
    public fun encodedLength(field: PlainField): Int {
        val content =
            when (field) {
                is PlainControlField -> utf8Length(field.value)
                is PlainDataField -> 2 + field.subfields.sumOf { 2 + utf8Length(it.value) }
            }
        return content + 1 + ENTRY_LENGTH
    }

    private fun dataFieldText(field: PlainDataField): String = buildString {
        append(field.indicator1).append(field.indicator2)
        for (subfield in field.subfields) {
            append(SUBFIELD_DELIMITER.toChar()).append(subfield.code).append(subfield.value.checked(field))
        }
    }

    private fun String.checked(field: PlainField): String {
        for (index in indices) {
            val char = this[index]
            require(char.code !in RECORD_TERMINATOR..SUBFIELD_DELIMITER) {
                "Field ${field.tag} holds the delimiter 0x${char.code.toString(16)} in its text"
            }
            require(!isLoneSurrogate(index)) { "Field ${field.tag} holds half a surrogate pair" }
        }
        return this
    }

    private fun String.isLoneSurrogate(index: Int): Boolean = when {
        this[index].isHighSurrogate() -> getOrNull(index + 1)?.isLowSurrogate() != true
        this[index].isLowSurrogate() -> getOrNull(index - 1)?.isHighSurrogate() != true
        else -> false
    }

    private fun utf8Length(text: String): Int {
        var length = 0
        for (char in text) {
            length +=
                when {
                    char.code < 0x80 -> 1

                    // Each half of a surrogate pair accounts for two of its four bytes.
                    char.code < 0x800 || char.isSurrogate() -> 2

                    else -> 3
                }
        }
        return length
    }
}
