// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.ReadOptions
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord

/**
 * Makes a record whose title the bytes are, reads it, and fails for a title that begins with four certain letters, asked
 * for one after the other. To hit them all by chance takes more attempts than anybody has time for; who sees which
 * branches were taken gets there letter by letter.
 */
internal fun checkPlanted(data: ByteArray) {
    val text = String(data, Charsets.ISO_8859_1).filter { it !in '\u001D'..'\u001F' }
    val bytes = Iso2709Bytes.encode(PlainRecord.book(PlainField.data("245", "00", "a", text)))
    val title = recordsOf(bytes, ReadOptions { }).delivered.single()["245"]?.value
    if (title != null && startsWith(title, "Marc")) throw AssertionError("The planted fault was found")
}

private fun startsWith(text: String, letters: String): Boolean {
    for (index in letters.indices) if (index >= text.length || text[index] != letters[index]) return false
    return true
}
