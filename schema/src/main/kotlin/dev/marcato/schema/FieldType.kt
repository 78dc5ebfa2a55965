// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts

/**
 * What a field means in records of one type, besides what it means in all: 008 in records of books.
 *
 * @property key the type: that of a [Material], a category of material for 007, or any other in schemas of others
 */
public class FieldType private constructor(parts: Parts, @get:JvmName("key") public val key: String) :
    ValueDefinition(parts) {
    @JvmSynthetic
    internal fun with(newer: FieldType): FieldType = FieldType(common.with(newer.common), key)

    override fun values(): List<Any?> = super.values() + key

    /** The key and the label: `BK Books`. */
    override fun toString(): String = listOfNotNull(key, label).joinToString(" ")

    internal companion object {
        @JvmSynthetic
        internal fun of(parts: Parts, key: String): FieldType = FieldType(parts, key)
    }
}
