// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.FIELD_TERMINATOR
import dev.marcato.internal.FieldTable
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR

/** Keeps the builders of records and of fields apart: inside a field, the functions of the record cannot be called by mistake. */
@DslMarker
@Target(AnnotationTarget.CLASS)
public annotation class MarcDsl

/**
 * Builds a record, from nothing ([Record.builder], [record]) or from another one ([Record.edit], [Record.toBuilder]).
 *
 * Text is kept in UTF-8: as soon as a field holds more than ASCII, leader/09 of the built record is `a`. The lengths in
 * the leader of a built record are zero; they are computed when the record is written.
 *
 * Not for use by several threads at once. A builder can be built from more than once.
 */
@MarcDsl
public class RecordBuilder private constructor(leader: Leader, fields: List<Field>) {
    /** The leader. */
    @get:JvmName("leader")
    @set:JvmSynthetic
    public var leader: Leader = leader

    /** The fields so far; may be changed freely with everything that a mutable list has. */
    @get:JvmName("fields")
    public val fields: MutableList<Field> = ArrayList(fields)

    /** Sets the leader. */
    public fun leader(leader: Leader): RecordBuilder = apply { this.leader = leader }

    /** Adds a field at the end. */
    public fun add(field: Field): RecordBuilder = apply { fields.add(field) }

    /** Adds a control field at the end; the conditions are those of [ControlField.of]. */
    public fun field(tag: String, value: String): RecordBuilder = add(ControlField.of(tag, value))

    /** Adds a data field at the end; the conditions are those of [DataField.of]. */
    public fun field(tag: String, indicator1: Char, indicator2: Char, vararg subfields: Subfield): RecordBuilder =
        add(DataField.of(tag, indicator1, indicator2, *subfields))

    /** Adds a data field at the end: `field("245", '1', '0') { 'a' to "Title" }`. */
    @JvmSynthetic
    public fun field(
        tag: String,
        indicator1: Char = ' ',
        indicator2: Char = ' ',
        content: DataFieldBuilder.() -> Unit,
    ): RecordBuilder = add(DataField.of(tag, indicator1, indicator2, DataFieldBuilder.collect(content)))

    /** Removes all fields with the given [tag]. */
    public fun remove(tag: String): RecordBuilder = apply { fields.removeAll { it.tag == tag } }

    /** Returns the record; the builder may be used on. */
    public fun build(): Record {
        val size = LEADER_LENGTH + fields.sumOf { it.end - it.start + 1 } + 1
        val bytes = ByteArray(size)
        val table = LongArray(fields.size)
        var offset = LEADER_LENGTH
        fields.forEachIndexed { index, field ->
            table[index] = FieldTable.entry(field.packedTag, offset, field.isAscii)
            field.bytes.copyInto(bytes, offset, field.start, field.end)
            offset += field.end - field.start
            bytes[offset++] = FIELD_TERMINATOR
        }
        bytes[offset] = RECORD_TERMINATOR
        // As leaders are read: one that came out of a damaged record may hold any bytes.
        builtLeader(beyondAscii = fields.any { !it.isAscii }).toByteArray(Charsets.ISO_8859_1).copyInto(bytes)
        return Record.of(bytes, FieldTable(table))
    }

    /** The lengths that the leader may still have from a record that was read say nothing about this one. */
    private fun builtLeader(beyondAscii: Boolean): String {
        val text = leader.toString()
        val coding = if (beyondAscii) CharacterCoding.UNICODE.code else text[CODING_POSITION]
        return "00000${text.substring(5, 9)}$coding${text.substring(10, 12)}00000${text.substring(17)}"
    }

    internal companion object {
        private const val CODING_POSITION = 9

        @JvmSynthetic
        internal fun of(leader: Leader, fields: List<Field>): RecordBuilder = RecordBuilder(leader, fields)
    }
}

/** Collects the subfields of a data field: `'a' to "Title"`. */
@MarcDsl
public class DataFieldBuilder private constructor() {
    private val subfields = ArrayList<Subfield>()

    /** Adds a subfield with this code and the given [value]; the conditions are those of [Subfield.of]. */
    @JvmSynthetic
    public infix fun Char.to(value: String) {
        subfields.add(Subfield.of(this, value))
    }

    /** Adds a subfield, such as one of another field. */
    @JvmSynthetic
    public fun add(subfield: Subfield) {
        subfields.add(subfield)
    }

    internal companion object {
        @JvmSynthetic
        internal fun collect(content: DataFieldBuilder.() -> Unit): List<Subfield> =
            DataFieldBuilder().apply(content).subfields
    }
}
