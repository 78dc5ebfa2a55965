// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Conversion
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import kotlin.random.Random
import kotlin.random.asJavaRandom

/** Draws records of few tags, codes and short values, so that paths and values meet; also in MARC-8, and damaged. */
internal object ArbCollidingRecords {
    val TAGS: List<String> = listOf("001", "007", "020", "245", "246", "650", "65X", "cat", "880")
    const val CODES: String = "aaabbbcc1$={+-"
    const val INDICATORS: String = "   01a"
    private const val CODES_OF_RECORDS = "aaaaabbbbcc1$={+-A"
    private const val LETTERS = "aaabbAB11207 \"'\$}|=\\"
    private val CHARACTERS = LETTERS.map { "$it" } + listOf("é", "É", "ß", "\u05D0", "\uD83D\uDE00", "\uD835\uDD4F")
    private val marc8 = WriteOptions { convertTo = Conversion.MARC_8 }

    fun sound(): Arb<Record> = arbitrary { Record.parse(Iso2709Bytes.encode(it.random.record(CHARACTERS))) }

    /** Some sound, some in MARC-8, some damaged. */
    fun any(): Arb<Record> = arbitrary {
        val random = it.random
        when (random.nextInt(4)) {
            0 -> Record.parse(
                Record.parse(
                    bytes(
                        random,
                        CHARACTERS.filter { text ->
                            text.length == 1
                        },
                    ),
                ).toBytes(marc8),
            )

            1 -> damaged(random)

            else -> Record.parse(bytes(random, CHARACTERS))
        }
    }

    fun Random.text(characters: List<String> = CHARACTERS): String = if (nextInt(6) ==
        0
    ) {
        listOf("12", "007", "7", "100").random(this)
    } else {
        List(nextInt(5)) { characters.random(this) }.joinToString("")
    }

    private fun bytes(random: Random, characters: List<String>) = Iso2709Bytes.encode(random.record(characters))

    private fun damaged(random: Random): Record {
        while (true) {
            val damage = DamagedBytes.of(bytes(random, CHARACTERS), random.asJavaRandom(), 1 + random.nextInt(4))
            val record = BlockingMarcReader.open(damage.toByteArray(), LENIENT).use { it.firstOrNull() }
            if (record != null) return record
        }
    }

    private fun Random.record(characters: List<String>): PlainRecord {
        val fields = List(nextInt(8)) {
            val tag = TAGS.random(this)
            if (tag.startsWith("00")) PlainField.control(tag, text(characters)) else dataField(tag, characters)
        }
        return PlainRecord(PlainRecord.BOOK_LEADER, fields)
    }

    private fun Random.dataField(tag: String, characters: List<String>): PlainField {
        val subfields = List(1 + nextInt(4)) { listOf("${CODES_OF_RECORDS.random(this)}", text(characters)) }.flatten()
        return PlainField.data(tag, "${INDICATORS.random(this)}${INDICATORS.random(this)}", *subfields.toTypedArray())
    }
}
