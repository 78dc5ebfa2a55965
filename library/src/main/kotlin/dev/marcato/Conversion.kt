// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * A character set that records are converted to when they are written; see [WriteOptions.convertTo].
 *
 * Immutable and safe to share between threads. Two are equal if they do the same.
 */
public class Conversion private constructor(
    @get:JvmSynthetic internal val coding: CharacterCoding,
    @get:JvmSynthetic internal val unencodable: Unencodable,
) {
    override fun equals(other: Any?): Boolean =
        other is Conversion && coding == other.coding && unencodable == other.unencodable

    override fun hashCode(): Int = 31 * coding.hashCode() + unencodable.hashCode()

    override fun toString(): String = if (coding == CharacterCoding.UNICODE) UTF_8_NAME else "MARC-8/$unencodable"

    public companion object {
        private const val UTF_8_NAME = "UTF-8"

        /** To UTF-8. */
        @JvmField
        public val UTF_8: Conversion = Conversion(CharacterCoding.UNICODE, Unencodable.NUMERIC_REFERENCE)

        /** To MARC-8. A character without a code is written as a reference, `&#x4E2D;`. */
        @JvmField
        public val MARC_8: Conversion = marc8(Unencodable.NUMERIC_REFERENCE)

        /** To MARC-8. Characters without a code are treated as [unencodable] says. */
        @JvmStatic
        public fun marc8(unencodable: Unencodable): Conversion = Conversion(CharacterCoding.MARC_8, unencodable)

        @JvmSynthetic
        internal fun of(name: String): Conversion {
            val all = listOf(UTF_8) + Unencodable.entries.map(::marc8)
            return requireNotNull(all.firstOrNull { it.toString() == name }) { "it is one of ${all.joinToString()}" }
        }
    }
}
