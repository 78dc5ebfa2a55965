// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/**
 * A text isn't a profile.
 *
 * @property reason what is wrong, such as `there is no key "rulez"; is "rules" meant?`
 * @property line the line of the text where it is wrong, from 1
 * @property column the character in the line, from 1
 * @property pointer the same place as a JSON pointer (RFC 6901); empty if the whole text is wrong
 */
public class ProfileException private constructor(
    @get:JvmName("reason") public val reason: String,
    @get:JvmName("line") public val line: Int,
    @get:JvmName("column") public val column: Int,
    @get:JvmName("pointer") public val pointer: String,
) : IllegalArgumentException("line $line, column $column: $reason") {
    internal companion object {
        @JvmSynthetic
        internal fun of(reason: String, line: Int, column: Int, pointer: String): ProfileException =
            ProfileException(reason, line, column, pointer)
    }
}
