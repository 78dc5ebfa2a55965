// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.CharacterCoding
import dev.marcato.CharacterSet
import dev.marcato.CharacterSetDetection
import dev.marcato.CharacterSetRule
import dev.marcato.Normalization
import dev.marcato.ReadOptions
import dev.marcato.TextCheck
import dev.marcato.internal.text.Detection
import dev.marcato.internal.text.NormalizingCodec
import dev.marcato.internal.text.TextCodec
import dev.marcato.internal.text.TextCoding
import dev.marcato.internal.text.TextCodingDetector
import dev.marcato.internal.text.UnimarcSets
import java.nio.ByteBuffer

/** How to decode the text of a record, and what contradicts that. */
internal class TextChoice(
    /** Null for UTF-8 as it stands. */
    val codec: TextCodec?,
    /** The character set that the bytes seem to be in, if it is another one. */
    val contradiction: Detection? = null,
    /** What the record declares, if it is unknown. */
    val unsupported: String? = null,
) {
    val isUtf8: Boolean get() = codec == null || codec.characterSet === CharacterSet.UTF_8

    val hasProblem: Boolean get() = contradiction != null || unsupported != null
}

/** Chooses the character set of each record, from the options and from what the record declares. For one thread. */
internal class TextRules(private val options: ReadOptions) {
    private val rule = options.characterSetRule
    private val isNormalizing = options.normalization != Normalization.NONE

    // A file has few. An input with very many costs time, not memory.
    private val declared = HashMap<String, CharacterSet>()

    /** Whether leader/09 alone decides for records in UTF-8, and ASCII is always ASCII. */
    val isUsual: Boolean = rule == CharacterSetRule.OBEY && !isNormalizing

    /**
     * Chooses for a record.
     *
     * @param coding leader/09
     * @param from where the data of its fields begins
     * @param to where that ends
     * @param declaration gives the eight positions of 100 $a, or null if there are none
     */
    fun choose(coding: Char, bytes: ByteArray, from: Int, to: Int, declaration: () -> String?): TextChoice {
        val choice = when {
            rule.forced != null -> TextChoice(rule.forced.codec)
            rule == CharacterSetRule.DETECT -> TextChoice(detected(bytes, from, to).codec)
            rule == CharacterSetRule.OBEY_UNIMARC -> declared(declaration(), bytes, from, to)
            else -> obeyed(coding, bytes, from, to)
        }
        val form = options.normalization.form ?: return choice
        return TextChoice(NormalizingCodec(choice.codec, form), choice.contradiction, choice.unsupported)
    }

    private fun detected(bytes: ByteArray, from: Int, to: Int): CharacterSet =
        CharacterSetDetection.characterSetOf(TextCodingDetector.detect(bytes, from, to))

    private fun obeyed(coding: Char, bytes: ByteArray, from: Int, to: Int): TextChoice = when (coding) {
        CharacterCoding.UNICODE.code -> TextChoice(null)

        CharacterCoding.MARC_8.code -> TextChoice(
            CharacterSet.MARC_8.codec,
            if (options.textCheck != TextCheck.NONE) contradictionOfMarc8(bytes, from, to) else null,
        )

        else -> {
            val isAscii = (from until to).all { bytes[it] >= 0 }
            TextChoice(detected(bytes, from, to).codec, unsupported = if (isAscii) null else "\"$coding\" at leader/09")
        }
    }

    private fun contradictionOfMarc8(bytes: ByteArray, from: Int, to: Int): Detection? {
        val detection = TextCodingDetector.detect(bytes, from, to)
        if (detection.coding == TextCoding.MARC_8 || detection.coding == TextCoding.ASCII) return null
        return detection.takeIf { it.confidence > CharacterSetDetection.Confidence.POSSIBLE }
    }

    private fun declared(declaration: String?, bytes: ByteArray, from: Int, to: Int): TextChoice {
        val said = declaration ?: return undeclared("no field 100 with a \$a of 28 characters", bytes, from, to)
        val known = declared[said]
        if (known != null) return TextChoice(known.codec)
        val sets = UnimarcSets.of(said)
        val repertoire = sets.repertoire
        return when {
            sets.isUnicode -> TextChoice(null)

            repertoire == null ->
                undeclared("\"${sets.unknown.joinToString("\", \"")}\" in 100 \$a, positions 26 to 33", bytes, from, to)

            else -> {
                val characterSet = CharacterSet.ofUnimarc(repertoire, said)
                if (declared.size < MOST_DECLARED) declared[said] = characterSet
                TextChoice(characterSet.codec)
            }
        }
    }

    /** UTF-8 if the bytes are that, else the default set of UNIMARC. */
    private fun undeclared(what: String, bytes: ByteArray, from: Int, to: Int): TextChoice {
        val detected = TextCodingDetector.detect(bytes, from, to).coding
        return when (detected) {
            TextCoding.ASCII -> TextChoice(null)
            TextCoding.UTF_8 -> TextChoice(null, unsupported = what)
            else -> TextChoice(CharacterSet.ISO_5426.codec, unsupported = what)
        }
    }

    companion object {
        private const val MOST_DECLARED = 64
        private const val DECLARATION = 26
        private const val DECLARATION_LENGTH = 8

        /** Returns the declaration in the field 100 that stands between [from] and [to]. */
        fun declarationIn(bytes: ByteArray, from: Int, to: Int): String? {
            val value = from + 4
            val isInPlace = value <= to && bytes[from + 2] == DELIMITER && bytes[from + 3] == 'a'.code.toByte()
            if (!isInPlace) return null
            var end = value
            while (end < to && bytes[end] != DELIMITER) end++
            val start = value + DECLARATION
            if (start + 2 > end) return null
            return String(bytes, start, minOf(DECLARATION_LENGTH, end - start), Charsets.ISO_8859_1)
        }

        private const val DELIMITER: Byte = 0x1F
    }
}
