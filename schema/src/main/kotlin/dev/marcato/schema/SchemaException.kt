// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

/**
 * A text isn't an Avram schema, or its rules contradict one another.
 *
 * @property reason what is wrong, such as `position 2-3 overlaps with position 1-2`
 * @property pointer where in the JSON document it is wrong, as a JSON pointer (RFC 6901); empty for the whole document
 */
public class SchemaException private constructor(
    @get:JvmName("reason") public val reason: String,
    @get:JvmName("pointer") public val pointer: String,
) : IllegalArgumentException(if (pointer.isEmpty()) reason else "$pointer: $reason") {
    internal companion object {
        @JvmSynthetic
        internal fun of(reason: String, pointer: String): SchemaException = SchemaException(reason, pointer)
    }
}
