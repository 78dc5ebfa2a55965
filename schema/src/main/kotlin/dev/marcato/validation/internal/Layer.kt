// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SchemaException
import dev.marcato.schema.internal.Json
import dev.marcato.validation.ProfileException

/**
 * Fields and codes of a profile, which are laid over a schema.
 *
 * @property text the profile that says so, for errors; null if a program does
 */
internal class Layer(val schema: MarcSchema, private val text: String?) {
    /** Returns [below] with what this layer says in addition. */
    fun over(below: MarcSchema): MarcSchema = try {
        below.with(schema)
    } catch (e: SchemaException) {
        if (text == null) throw e
        throw profileException(e, text)
    }

    /**
     * The same for one of the formats of MARC 21: a field that only others of them have says nothing of it, and one
     * that none has is added to each.
     */
    fun overFormat(format: MarcSchema): MarcSchema {
        val others = formats().filter { it !== format }
        val fields = schema.fields.filter { field ->
            format.field(field.tag) != null || others.all { it.field(field.tag) == null }
        }
        return Layer(MarcSchema.of(schema.title, schema.family, fields, schema.codeLists, schema.other), text)
            .over(format)
    }

    override fun equals(other: Any?): Boolean = other is Layer && schema == other.schema

    override fun hashCode(): Int = schema.hashCode()

    companion object {
        /** The formats of MARC 21. */
        fun formats(): List<MarcSchema> = listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS)
    }
}

/** The fault in [text] that [e] found. */
internal fun profileException(e: SchemaException, text: String): ProfileException {
    val place = Json.placeOf(text, e.pointer)
    return ProfileException.of(e.reason, place.line, place.column, e.pointer)
}
