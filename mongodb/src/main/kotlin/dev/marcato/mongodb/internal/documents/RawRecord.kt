// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import java.util.concurrent.ConcurrentHashMap

/**
 * The bytes of a record as they were read, and the name of their character set if the bytes don't declare it.
 */
internal class RawRecord private constructor(val bytes: ByteArray, val characterSet: String?) {
    companion object {
        /** The prefix of the names of UNIMARC sets, which records declare themselves. */
        private const val UNIMARC = "UNIMARC"
        private const val ESCAPE: Byte = 0x1B
        private const val AMPERSAND = '&'.code.toByte()

        // Lenient, so that a record that was repaired when it was first read is repaired again.
        private val lenient = ReadOptions {
            strictness = Strictness.LENIENT
            format = MarcFormat.ISO_2709
        }
        private val bySet = ConcurrentHashMap<String, ReadOptions>()

        /**
         * Returns the bytes of [record], or null if it has none or they can't be read back to it. They can't if the
         * repair used the bytes after them, or if reading options changed the text.
         */
        fun of(record: Record): RawRecord? {
            val bytes = record.rawBytes ?: return null
            if (record.problems.isEmpty() && isPlain(bytes)) return RawRecord(bytes, null)
            if (read(bytes, null) == record) return RawRecord(bytes, null)
            val set = record.characterSet.name.let { if (it.startsWith(UNIMARC)) UNIMARC else it }
            return if (read(bytes, set) == record) RawRecord(bytes, set) else null
        }

        /**
         * Reads all of these bytes as one record; null if that isn't possible.
         *
         * @throws IllegalArgumentException if there is no such character set
         */
        fun read(bytes: ByteArray, characterSet: String?): Record? {
            val options = if (characterSet == null) lenient else optionsFor(characterSet)
            return try {
                Record.parse(bytes, options)
            } catch (e: MarcException) {
                null
            }
        }

        /**
         * Whether the text is the same in every character set and with all options. Numeric references begin with &.
         */
        private fun isPlain(bytes: ByteArray): Boolean {
            for (byte in bytes) if (byte < 0 || byte == ESCAPE || byte == AMPERSAND) return false
            return true
        }

        private fun optionsFor(name: String): ReadOptions = bySet[name] ?: run {
            val options = if (name == UNIMARC) {
                lenient.toBuilder().characterSetRule(CharacterSetRule.OBEY_UNIMARC).build()
            } else {
                val set = CharacterSet.of(name)
                // Only the set's own name is cached, so that the cache can't outgrow the number of sets.
                require(set.name == name) { "the character set $set isn't called \"$name\"" }
                lenient.toBuilder().characterSetRule(CharacterSetRule.always(set)).build()
            }
            options.also { bySet[name] = it }
        }
    }
}
