// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.Conversion
import dev.marcato.MarcFormat
import dev.marcato.cli.messages.usageFailure

/** The names of formats and character sets on the command line. */
internal object Formats {
    private val names = linkedMapOf(
        "marc" to MarcFormat.ISO_2709,
        "xml" to MarcFormat.XML,
        "json" to MarcFormat.JSON,
        "jsonl" to MarcFormat.JSON_LINES,
        "mrk" to MarcFormat.MNEMONIC,
        "line" to MarcFormat.LINE,
        "aleph" to MarcFormat.ALEPH_SEQUENTIAL,
    )

    private val otherNames = mapOf(
        "mrc" to MarcFormat.ISO_2709,
        "iso2709" to MarcFormat.ISO_2709,
        "marcxml" to MarcFormat.XML,
        "ndjson" to MarcFormat.JSON_LINES,
        "seq" to MarcFormat.ALEPH_SEQUENTIAL,
    )

    val readable: Collection<String> get() = names.keys

    val writable: Collection<String> get() = names.keys - "aleph"

    fun toRead(name: String): MarcFormat = of(name) ?: throw usageFailure(
        "there is no format \"$name\"",
        "formats are ${readable.joinToString()}",
    )

    fun toWrite(name: String): MarcFormat = of(name)?.takeIf { nameOf(it) in writable } ?: throw usageFailure(
        "there is no format \"$name\" to write",
        "formats are ${writable.joinToString()}",
    )

    fun nameOf(format: MarcFormat): String = names.entries.first { it.value == format }.key

    private fun of(name: String): MarcFormat? = name.lowercase().let { names[it] ?: otherNames[it] }

    fun characterSetRule(name: String): CharacterSetRule = if (name.equals("detect", ignoreCase = true)) {
        CharacterSetRule.DETECT
    } else {
        try {
            CharacterSetRule.always(CharacterSet.of(name))
        } catch (e: IllegalArgumentException) {
            throw usageFailure(e.message.orEmpty(), "or detect, which finds it from the bytes of each record")
        }
    }

    fun conversion(name: String): Conversion =
        conversionOrNull(name) ?: throw usageFailure("records are written in utf8 or marc8, not in \"$name\"")

    /** Returns the coding with that name for output; null if there is none. */
    fun conversionOrNull(name: String): Conversion? = when (name.lowercase().filter(Char::isLetterOrDigit)) {
        "utf8" -> Conversion.UTF_8
        "marc8" -> Conversion.MARC_8
        else -> null
    }
}
