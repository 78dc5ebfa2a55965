// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.file

import dev.marcato.FieldCursor
import dev.marcato.Record
import dev.marcato.ValueView
import dev.marcato.schema.Material
import dev.marcato.validation.internal.checks.find

/** Takes identifiers from records: of which kind, in which field of its tag, and what it is. */
internal fun interface IdentifierTaker {
    fun take(kind: Int, occurrence: Int, value: Long)
}

/** Finds the identifiers of records. One thread at a time uses it. */
internal class IdentifierFinder {
    private val fields = FieldCursor.create()

    /** Passes all identifiers of [record] to [taker], its control number first if the fields are in order. */
    fun find(record: Record, taker: IdentifierTaker) {
        val isBibliographic = Material.of(record.leader) != null
        var number = 0L
        var books = -1
        var cards = -1
        fields.reset(record)
        while (fields.next()) {
            val tag = fields.tag
            if (tag > LAST_TAG) break
            if (number != 0L && tag > "003") {
                taker.take(IdentifierRules.CONTROL, 0, number)
                number = 0
            }
            when (tag) {
                "001" -> number = hashOf(fields, record.leader[TYPE].kind.toLong())

                "003" -> if (number != 0L) number = hashOf(fields, number)

                "010" -> {
                    cards++
                    if (fields.find(
                            'a',
                        )
                    ) {
                        taker.give(IdentifierRules.LCCN, cards, StandardNumbers.lccnIn(fields.subfields))
                    }
                }

                "020" -> {
                    books++
                    if (isBibliographic && fields.find('a')) {
                        taker.give(IdentifierRules.ISBN, books, StandardNumbers.isbnIn(fields.subfields))
                    }
                }
            }
        }
        if (number != 0L) taker.take(IdentifierRules.CONTROL, 0, number)
    }

    private fun IdentifierTaker.give(kind: Int, occurrence: Int, value: Long) {
        if (value != StandardNumbers.NONE) take(kind, occurrence, value)
    }

    private companion object {
        const val LAST_TAG = "020"
        const val TYPE = 6
        const val PRIME = 0x100000001b3L
        const val START = -0x340d631b7bdddcdbL

        // Records of several formats in a file have numbers of their own.
        val Char.kind: Int get() = when (this) {
            'z' -> 1
            'u', 'v', 'x', 'y' -> 2
            'w' -> 3
            'q' -> 4
            else -> 5
        }

        // 0 for an empty value. Blanks around it don't count.
        fun hashOf(value: ValueView, start: Long): Long {
            var hash = START xor start
            var pending = 0
            var isEmpty = true
            var at = 0
            var character = value.charAt(at)
            while (character != '\u0000') {
                if (character == ' ') {
                    pending++
                } else {
                    while (pending > 0 && !isEmpty) {
                        hash = (hash xor ' '.code.toLong()) * PRIME
                        pending--
                    }
                    pending = 0
                    isEmpty = false
                    hash = (hash xor character.code.toLong()) * PRIME
                }
                character = value.charAt(++at)
            }
            return if (isEmpty) 0 else hash
        }
    }
}
