// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.Dialect
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import java.util.concurrent.ConcurrentHashMap

/**
 * The bytes of a record as they were read, and the name of the character set that they have to be read in, if they do
 * not say so themselves.
 */
internal class RawRecord private constructor(val bytes: ByteArray, val characterSet: String?) {
    companion object {
        /** Of UNIMARC sets, which are declared in the record. */
        private const val UNIMARC = "UNIMARC"
        private const val ESCAPE: Byte = 0x1B
        private const val AMPERSAND = '&'.code.toByte()

        // Lenient, for what was repaired when it was read first is to be repaired again.
        private val lenient = ReadOptions { strictness = Strictness.LENIENT }
        private val bySet = ConcurrentHashMap<String, ReadOptions>()

        /**
         * The bytes of [record], if it has any and they lead back to it. They do not if they were repaired by what
         * stood behind them, or read with options that changed the text.
         */
        fun of(record: Record): RawRecord? {
            val bytes = record.rawBytes ?: return null
            if (record.problems.isEmpty() && isPlain(bytes)) return RawRecord(bytes, null)
            if (read(bytes, null) == record) return RawRecord(bytes, null)
            val set = record.characterSet.name.let { if (it.startsWith(UNIMARC)) UNIMARC else it }
            return if (read(bytes, set) == record) RawRecord(bytes, set) else null
        }

        /**
         * The record that these bytes are, all of them, or null.
         *
         * @throws IllegalArgumentException if there is no such character set
         */
        fun read(bytes: ByteArray, characterSet: String?): Record? {
            val options = if (characterSet == null) lenient else optionsFor(characterSet)
            return BlockingMarcReader.open(bytes, options).use { reader ->
                (reader.readOutcome() as? Outcome.Read)?.takeIf { it.byteLength == bytes.size.toLong() }?.record
            }
        }

        /** Whether the text is the same in every character set and with all options: not so numeric references. */
        private fun isPlain(bytes: ByteArray): Boolean {
            for (byte in bytes) if (byte < 0 || byte == ESCAPE || byte == AMPERSAND) return false
            return true
        }

        private fun optionsFor(name: String): ReadOptions = bySet[name] ?: run {
            val options = if (name == UNIMARC) {
                lenient.toBuilder().dialect(Dialect.UNIMARC).build()
            } else {
                val set = CharacterSet.of(name)
                // So that no more than there are sets are remembered.
                require(set.name == name) { "the character set $set is not called \"$name\"" }
                lenient.toBuilder().characterSetRule(CharacterSetRule.always(set)).build()
            }
            options.also { bySet[name] = it }
        }
    }
}
