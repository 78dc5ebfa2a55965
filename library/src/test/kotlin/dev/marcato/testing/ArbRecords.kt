// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.property.Arb
import io.kotest.property.Shrinker
import io.kotest.property.arbitrary.arbitrary
import kotlin.random.Random
import kotlin.random.asJavaRandom

/**
 * Gives Kotest generators of records that ISO 2709 can hold, whether or not MARC 21 defines them, and of damaged
 * bytes. Failing records are shrunk by leaving out fields and subfields and by shortening values.
 */
public object ArbRecords {
    private val smallest = PlainRecord.book()

    private val statuses = "acdnp"
    private val types = "acdefgijkmoprtuvwxyzq"
    private val levels = "abcdimsnuvxy"

    /**
     * Draws records of up to [maxFields] fields: tags of any three graphic ASCII characters, repeated now and then,
     * control fields (`00` and a digit or letter) anywhere among the data fields, which have at least one subfield of
     * any code, any indicators, and values from none to as much as fits. Leader/09 is `a`.
     */
    public fun record(maxFields: Int = 40): Arb<PlainRecord> =
        arbitrary(listOf(smallest, fullRecord()), RecordShrinker) { it.random.record(maxFields) }

    /** Draws text without the delimiters 0x1D to 0x1F and without lone surrogates, of at most [maxBytes] in UTF-8. */
    public fun text(maxBytes: Int = 200): Arb<String> =
        arbitrary(listOf("", " "), TextShrinker) { it.random.text(it.random.nextInt(maxBytes + 1)) }

    /** Draws leaders of a possible shape in UTF-8, with zeros for the lengths. */
    public fun leader(): Arb<String> = arbitrary { it.random.leader() }

    /** Draws [original] with one to [maxSteps] damages: see [DamagedBytes]. */
    public fun damaged(original: ByteArray, maxSteps: Int = 4): Arb<DamagedBytes> =
        arbitrary { DamagedBytes.of(original, it.random.asJavaRandom(), 1 + it.random.nextInt(maxSteps)) }

    /** Draws files of one to [maxRecords] records, damaged in one to [maxSteps] places. */
    public fun damagedFile(maxRecords: Int = 5, maxSteps: Int = 4): Arb<DamagedBytes> = arbitrary {
        val file = Iso2709Bytes.encodeAll(List(1 + it.random.nextInt(maxRecords)) { _ -> it.random.record(12) })
        DamagedBytes.of(file, it.random.asJavaRandom(), 1 + it.random.nextInt(maxSteps))
    }

    // The most that the lengths in leader and directory can tell: nine fields of 9,999 bytes and one that fills up.
    private fun fullRecord(): PlainRecord {
        val longest = PlainField.data("520", "  ", "a", "x".repeat(Iso2709Bytes.MAX_FIELD_LENGTH - 5))
        val rest = Iso2709Bytes.MAX_RECORD_LENGTH - 26 - 9 * Iso2709Bytes.encodedLength(longest) - 12
        return PlainRecord(smallest.leader, List(9) { longest } + PlainField.control("009", "y".repeat(rest - 1)))
    }

    private fun Random.record(maxFields: Int): PlainRecord {
        val fields = ArrayList<PlainField>()
        var room = Iso2709Bytes.MAX_RECORD_LENGTH - 26
        repeat(if (chance(3)) 0 else nextInt(maxFields + 1)) {
            val field = field(fields.randomOrNull(this)?.takeIf { chance(25) }?.tag ?: tag())
            room -= Iso2709Bytes.encodedLength(field)
            if (room >= 0) fields += field
        }
        return PlainRecord(leader(), fields)
    }

    private fun Random.field(tag: String): PlainField {
        val room = if (chance(2)) Iso2709Bytes.MAX_FIELD_LENGTH - 1 else nextInt(400)
        if (tag.startsWith("00")) return PlainControlField(tag, text(room))
        val subfields = ArrayList<PlainSubfield>()
        var left = maxOf(room - 2, 2)
        do {
            val value = if (chance(8)) "" else text(nextInt(maxOf(left - 1, 1)))
            subfields += PlainSubfield(if (chance(70)) nextLetter() else graphic(), value)
            left -= 2 + value.encodeToByteArray().size
        } while (left >= 2 && chance(60))
        return PlainDataField(tag, indicator(), indicator(), subfields)
    }

    private fun Random.tag(): String = when (nextInt(10)) {
        0, 1 -> {
            "00" + nextInt(1, 10)
        }

        2 -> {
            "00" + if (nextBoolean()) nextLetter() else nextLetter().uppercaseChar()
        }

        3 -> {
            val tag = "${graphic()}${graphic()}${graphic()}"
            if (tag.startsWith("00")) "0!!" else tag
        }

        else -> {
            nextInt(10, 1000).toString().padStart(3, '0')
        }
    }

    private fun Random.leader(): String =
        "00000" + statuses.random(this) + types.random(this) + levels.random(this) + " a" + "22" + "00000" +
            "${indicator()}${indicator()}${indicator()}" + "4500"

    private fun Random.text(maxBytes: Int): String {
        val alphabet = alphabets.random(this)
        val text = StringBuilder()
        var left = maxBytes
        while (true) {
            val codePoint = codePoint(if (chance(85)) alphabet else alphabets.random(this))
            left -= utf8Length(codePoint)
            if (left < 0) return text.toString()
            text.appendCodePoint(codePoint)
        }
    }

    private fun Random.codePoint(alphabet: IntRange): Int {
        val codePoint = nextInt(alphabet.first, alphabet.last + 1)
        return if (codePoint in 0x1D..0x1F || codePoint in 0xD800..0xDFFF) 'x'.code else codePoint
    }

    private fun utf8Length(codePoint: Int): Int = when {
        codePoint < 0x80 -> 1
        codePoint < 0x800 -> 2
        codePoint < 0x10000 -> 3
        else -> 4
    }

    private fun Random.graphic(): Char = nextInt(0x21, 0x7F).toChar()

    private fun Random.indicator(): Char = if (chance(50)) ' ' else nextInt(0x20, 0x7F).toChar()

    private fun Random.nextLetter(): Char = 'a' + nextInt(26)

    private fun Random.chance(percent: Int): Boolean = nextInt(100) < percent

    private val alphabets: List<IntRange> =
        listOf(
            0x20..0x7E,
            0x61..0x7A,
            // All controls, among them NUL, line ends and ESC, but not the delimiters.
            0x00..0x1F,
            0x7F..0x9F,
            0xA0..0x17F,
            // Combining marks and the ligature halves of romanised Cyrillic.
            0x300..0x36F,
            0xFE20..0xFE2F,
            0x370..0x3FF,
            0x400..0x45F,
            0x5D0..0x5EA,
            0x621..0x64A,
            0xE01..0xE3A,
            // Directional and joining marks, and the line separators of Unicode.
            0x200B..0x202E,
            0x3041..0x30FE,
            0x4E00..0x9FA5,
            0xAC00..0xD7A3,
            0xE000..0xF8FF,
            // The byte order mark, the replacement character and the non-characters.
            0xFEFF..0xFEFF,
            0xFFF0..0xFFFF,
            0x1D100..0x1D1E8,
            0x1F300..0x1F64F,
            0x20000..0x2A6D6,
            0x10FF00..0x10FFFF,
        )

    private object RecordShrinker : Shrinker<PlainRecord> {
        override fun shrink(value: PlainRecord): List<PlainRecord> {
            val fields = value.fields
            val halves = if (fields.size > 1) fields.chunked((fields.size + 1) / 2) else emptyList()
            val without = fields.indices.map { fields.take(it) + fields.drop(it + 1) }
            val smaller =
                fields.indices.flatMap { at ->
                    shrink(fields[at]).map { fields.take(at) + it + fields.drop(at + 1) }
                }
            return (halves + without + smaller).map { PlainRecord(value.leader, it) }
        }

        private fun shrink(field: PlainField): List<PlainField> = when (field) {
            is PlainControlField -> {
                TextShrinker.shrink(field.value).map { field.copy(value = it) }
            }

            is PlainDataField -> {
                shrinkSubfields(field).map {
                    PlainDataField(field.tag, field.indicator1, field.indicator2, it)
                }
            }
        }

        private fun shrinkSubfields(field: PlainDataField): List<List<PlainSubfield>> {
            val all = field.subfields
            val without = if (all.size > 1) all.indices.map { all.take(it) + all.drop(it + 1) } else emptyList()
            val shorter =
                all.indices.flatMap { at ->
                    TextShrinker.shrink(all[at].value).map {
                        all.take(at) + all[at].copy(value = it) + all.drop(at + 1)
                    }
                }
            return without + shorter
        }
    }

    private object TextShrinker : Shrinker<String> {
        override fun shrink(value: String): List<String> {
            if (value.isEmpty()) return emptyList()
            val points = value.codePoints().toArray()
            val size = points.size
            val cuts = listOf(0 to size / 2, size / 2 to size, 0 to size - 1, 1 to size)
            return cuts
                .filter { (from, to) -> to - from < size }
                .map { (from, to) -> String(points, from, to - from) }
                .distinct()
        }
    }
}
