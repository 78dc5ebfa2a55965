// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.ControlField
import dev.marcato.Record
import dev.marcato.schema.internal.FixedParts
import java.util.Collections

/**
 * A view of a field whose positions have a meaning each: the leader, 006, 007 or 008. It shows whatever the field says:
 * unknown and obsolete codes, and fields of a wrong length, are no error.
 *
 * The properties of elements are null if records of this kind have no such element, or the field isn't there.
 *
 * Immutable and safe to share between threads.
 */
public sealed class FixedField(private val parts: FixedParts) {
    /** The record. */
    @get:JvmName("record")
    public val record: Record get() = parts.record

    /** The characters of the field; empty if it isn't there. */
    @get:JvmName("text")
    public val text: String get() = parts.text

    /** Whether the record has the field. */
    @get:JvmName("isPresent")
    public val isPresent: Boolean get() = parts.index >= 0

    /** What the schema says of the field. */
    @get:JvmName("definition")
    public val definition: FieldDefinition get() = parts.layout.definition

    /** The type of record or field that decides what positions mean; null if there is only one, or it isn't known. */
    @get:JvmName("type")
    public val type: FieldType? get() = parts.layout.type

    /** The number of characters that the field should have; null if that depends on a type that isn't known. */
    @get:JvmName("expectedLength")
    public val expectedLength: Int? get() = parts.layout.lengths.firstOrNull()

    /**
     * Whether the field has as many characters as it should, as far as that is known; without those that it may lack.
     */
    @get:JvmName("isLengthRight")
    public val isLengthRight: Boolean get() = parts.layout.lengths.let { it.isEmpty() || text.length in it }

    /** All elements in order, those without a meaning included, and after them those whose meaning is obsolete. */
    @get:JvmName("elements")
    public val elements: List<FixedElement>
        get() = if (!isPresent) {
            emptyList()
        } else {
            Collections.unmodifiableList(
                parts.layout.elements.map {
                    FixedElement.of(this, it)
                },
            )
        }

    /** Returns the element with this [name], such as `literaryForm`; null if there is none. */
    public fun element(name: String): FixedElement? = elements.firstOrNull { it.definition.name == name }

    /** Returns the element that the character at [position] belongs to; null if there is none. */
    public fun at(position: Int): FixedElement? =
        elements.firstOrNull { position in it.definition.start..it.definition.end }

    @JvmSynthetic
    internal fun slot(number: Int): FixedElement? {
        val element = parts.layout[number]
        return if (element == null || !isPresent) null else FixedElement.of(this, element)
    }

    /** Returns the record with other characters from [start] on. */
    @JvmSynthetic
    internal fun replaced(start: Int, characters: String): Record {
        val tag = definition.tag
        if (this is LeaderElements) {
            return record.edit {
                characters.forEachIndexed { index, character -> leader = leader.with(start + index, character) }
            }
        }
        val value = text.replaceRange(start, start + characters.length, characters)
        val places = record.fields.indices.filter { record.fields[it].tag == tag }
        return record.edit { fields[places[parts.index]] = ControlField.of(tag, value) }
    }

    /** The tag and the elements that have a meaning. */
    override fun toString(): String = elements.filter {
        it.definition.name != null && !it.definition.isObsolete
    }.joinToString(", ", "${definition.tag} ")
}
