// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.ReadOptions
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord

/**
* Makes a record with the bytes as its title, reads it, and fails if the title starts with four given letters, compared
* one by one. Hitting all of them by chance would take too long; a search that sees which branches were taken gets
* there letter by letter.
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
