// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Unencodable
import dev.marcato.internal.text.Iso2022Decoder
import dev.marcato.internal.text.Iso2022Encoder
import dev.marcato.internal.text.Marc8
import dev.marcato.internal.text.Repertoire
import dev.marcato.internal.text.RepertoireCodes
import java.text.Normalizer

/** The text that a decoder makes of bytes, and each problem as `offset+length: expected`. */
internal data class Decoded(val text: String, val problems: List<String>)

/** Decodes and encodes values of single subfields, and shows their bytes. */
internal object Decoding {
    fun Repertoire.decode(vararg values: ByteArray): List<Decoded> {
        val problems = ArrayList<String>()
        val decoder = Iso2022Decoder(this) { offset, length, expected -> problems.add("$offset+$length: $expected") }
        return values.map { value ->
            problems.clear()
            Decoded(decoder.decode(value, 0, value.size), problems.toList())
        }
    }

    /** Decodes bytes; fails if they have a problem. */
    fun Repertoire.text(bytes: ByteArray): String {
        val decoder = Iso2022Decoder(this) { offset, _, expected -> error("no $expected at $offset of ${bytes.hex()}") }
        return decoder.decode(bytes, 0, bytes.size)
    }

    fun marc8(bytes: ByteArray): Decoded = Marc8.REPERTOIRE.decode(bytes).single()

    /** Decodes a text whose characters stand for bytes; `^` is the escape character. */
    fun marc8(bytes: String): Decoded = marc8(bytesOf(bytes))

    fun bytesOf(text: String): ByteArray = text.replace('^', '\u001B').toByteArray(Charsets.ISO_8859_1)

    fun ByteArray.hex(): String = joinToString(" ") { "%02X".format(it) }

    fun nfd(text: String): String = Normalizer.normalize(text, Normalizer.Form.NFD)

    fun nfc(text: String): String = Normalizer.normalize(text, Normalizer.Form.NFC)

    val MARC_8_CODES: RepertoireCodes = RepertoireCodes(Marc8.REPERTOIRE)

    fun encodeMarc8(text: String, unencodable: Unencodable = Unencodable.NUMERIC_REFERENCE): ByteArray =
        Iso2022Encoder(MARC_8_CODES, unencodable).encode(text)
}
