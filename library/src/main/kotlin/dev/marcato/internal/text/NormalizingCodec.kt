// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet
import dev.marcato.internal.record.decodeText
import java.text.Normalizer

/** Decodes with another codec (UTF-8 if that is null) and normalizes the text to one form of Unicode. */
internal class NormalizingCodec(private val codec: TextCodec?, private val form: Normalizer.Form) :
    TextCodec(codec?.characterSet ?: CharacterSet.UTF_8) {
    override fun isPlain(bytes: ByteArray, from: Int, to: Int): Boolean {
        if (codec != null) return codec.isPlain(bytes, from, to)
        for (index in from until to) if (bytes[index] < 0) return false
        return true
    }

    override fun decode(bytes: ByteArray, fieldStart: Int, from: Int, to: Int): String {
        val text = codec?.decode(bytes, fieldStart, from, to) ?: decodeText(bytes, from, to, isAscii = false)
        return Normalizer.normalize(text, form)
    }

    override fun check(bytes: ByteArray, values: IntArray, problems: TextProblems) {
        codec?.check(bytes, values, problems)
    }
}
