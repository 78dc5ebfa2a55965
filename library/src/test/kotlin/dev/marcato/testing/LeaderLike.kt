// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Random

/**
 * Makes records with alphabetic tags, in whose directories stands what looks like a leader: an offset, a tag of three
 * letters, a length that ends in 22, another offset, as in `00013AVA002200035`.
 */
internal object LeaderLike {
    private val TAGS = listOf("AVA", "AVD", "AVE", "CAT", "SFX", "LOC", "LKR", "OWN", "TYP", "FMT", "loc", "itm")
    private val NUMERIC_TAGS = listOf("245", "500", "520", "650", "700", "852", "866", "949")
    private const val LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,:;/"

    // Two indicators, the delimiter, the code and the terminator.
    private const val AROUND_TEXT = 5

    /** Makes a record, of [random] size. */
    fun record(random: Random): PlainRecord {
        val fields = ArrayList<PlainField>()
        fields += PlainField.control("001", (1 + random.nextInt(999_999)).toString())
        if (random.nextBoolean()) fields += PlainField.control("005", "20240102030405.0")
        fields += data("245", 12 + random.nextInt(60), random)
        repeat(2 + random.nextInt(9)) {
            val isNumeric = random.nextInt(5) == 0
            val tag = if (isNumeric) any(NUMERIC_TAGS, random) else any(TAGS, random)
            fields += data(tag, length(random), random)
        }
        // Of a length such as 4510, so that what looks like a leader also has the 45 of one.
        if (random.nextInt(40) ==
            0
        ) {
            fields.add(random.nextInt(fields.size), data("505", 4_500 + random.nextInt(99), random))
        }
        return PlainRecord(PlainRecord.BOOK_LEADER, fields)
    }

    /** Gives the same record with digits for the letters of its tags, whose directory looks like none. */
    fun withNumericTags(record: PlainRecord): PlainRecord = PlainRecord(
        record.leader,
        record.fields.map { field ->
            if (field is PlainDataField) {
                PlainDataField(numeric(field.tag), field.indicator1, field.indicator2, field.subfields)
            } else {
                field
            }
        },
    )

    /** Gives the tag that stands for [tag] in the record with numeric tags. */
    fun numeric(tag: String): String =
        tag.map { if (it.isDigit()) it else '1' + it.uppercaseChar().code % 9 }.joinToString("")

    private fun length(random: Random): Int = when (random.nextInt(8)) {
        0 -> 8 + random.nextInt(200)
        1 -> 122
        2 -> 100 * random.nextInt(12) + 22
        else -> 22
    }

    private fun data(tag: String, length: Int, random: Random): PlainField {
        val text = CharArray(length - AROUND_TEXT) { LETTERS[random.nextInt(LETTERS.length)] }
        return PlainField.data(tag, "  ", "a", String(text))
    }

    private fun any(tags: List<String>, random: Random): String = tags[random.nextInt(tags.size)]
}
