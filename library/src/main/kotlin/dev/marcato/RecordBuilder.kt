// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.text.inUtf8
import java.util.function.Consumer
import java.util.function.Predicate
import java.util.function.UnaryOperator

/** Keeps the builders of records and of fields apart: inside a field, the functions of the record cannot be called by mistake. */
@DslMarker
@Target(AnnotationTarget.CLASS)
public annotation class MarcDsl

/**
 * Builds a record, from nothing ([Record.builder], [record]) or from another one ([Record.edit], [Record.toBuilder]).
 *
 * Text is kept in UTF-8: as soon as a field holds more than ASCII, leader/09 of the built record is `a`. What comes from
 * a record in another character set, such as MARC-8, stays in that as long as all other fields are ASCII; else the whole
 * record becomes UTF-8. The lengths in the leader of a built record are zero; they are computed when the record is
 * written.
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
    ): RecordBuilder = add(DataField.builder(tag, indicator1, indicator2).apply(content).build())

    /** Adds a field before the first one with the given [tag], or at the end if there is none. */
    public fun addBefore(tag: String, field: Field): RecordBuilder = addBefore({ it.tag == tag }, field)

    /** Adds a field before the first one that [where] is true of, or at the end if there is none. */
    public fun addBefore(where: Predicate<Field>, field: Field): RecordBuilder = apply {
        val index = fields.indexOfFirst(where::test)
        fields.add(if (index < 0) fields.size else index, field)
    }

    /** Adds a field behind the last one with the given [tag], or at the end if there is none. */
    public fun addAfter(tag: String, field: Field): RecordBuilder = addAfter({ it.tag == tag }, field)

    /** Adds a field behind the last one that [where] is true of, or at the end if there is none. */
    public fun addAfter(where: Predicate<Field>, field: Field): RecordBuilder = apply {
        val index = fields.indexOfLast(where::test)
        fields.add(if (index < 0) fields.size else index + 1, field)
    }

    /** Adds a field in the order of tags: before the first one whose tag is greater, or at the end if there is none. */
    public fun addInOrder(field: Field): RecordBuilder = addBefore({ it.tag > field.tag }, field)

    /**
     * Puts a field in the place of the first one with the same tag, and removes the others with it; if there is none,
     * adds it in the order of tags.
     */
    public fun set(field: Field): RecordBuilder = apply {
        val index = fields.indexOfFirst { it.tag == field.tag }
        if (index < 0) {
            val _ = addInOrder(field)
        } else {
            fields[index] = field
            fields.subList(index + 1, fields.size).removeAll { it.tag == field.tag }
        }
    }

    /** Puts what [change] returns in the place of each field with the given [tag]. */
    public fun replace(tag: String, change: UnaryOperator<Field>): RecordBuilder = replace({ it.tag == tag }, change)

    /** Puts what [change] returns in the place of each field that [where] is true of. */
    public fun replace(where: Predicate<Field>, change: UnaryOperator<Field>): RecordBuilder = apply {
        for (index in fields.indices) if (where.test(fields[index])) fields[index] = change.apply(fields[index])
    }

    /** Changes each data field with the given [tag]: `editFields("245") { set('a', "Title") }`. */
    @JvmSynthetic
    public fun editFields(tag: String, change: DataFieldBuilder.() -> Unit): RecordBuilder =
        editFields({ it.tag == tag }, change)

    /** Changes each data field that [where] is true of. */
    @JvmSynthetic
    public fun editFields(where: (DataField) -> Boolean, change: DataFieldBuilder.() -> Unit): RecordBuilder =
        replace({ it is DataField && where(it) }, { (it as DataField).edit(change) })

    /** Changes each data field with the given [tag]. */
    public fun editFields(tag: String, change: Consumer<DataFieldBuilder>): RecordBuilder =
        editFields(tag) { change.accept(this) }

    /** Changes each data field that [where] is true of. */
    public fun editFields(where: Predicate<DataField>, change: Consumer<DataFieldBuilder>): RecordBuilder =
        editFields(where::test) { change.accept(this) }

    /** Removes all fields with the given [tag]. */
    public fun remove(tag: String): RecordBuilder = apply { fields.removeAll { it.tag == tag } }

    /** Removes all fields that [where] is true of. */
    public fun removeIf(where: Predicate<Field>): RecordBuilder = apply { fields.removeAll(where::test) }

    /** Puts the fields in the order of their tags; those with the same tag stay in their order. */
    public fun sort(): RecordBuilder = sort(compareBy { it.tag })

    /** Puts the fields in this [order]; those that are alike in it stay in their order. */
    public fun sort(order: Comparator<Field>): RecordBuilder = apply { fields.sortWith(order) }

    /** Returns the record; the builder may be used on. */
    public fun build(): Record {
        val fields = inOneCharacterSet()
        val size = LEADER_LENGTH + fields.sumOf { it.end - it.start + 1 } + 1
        val bytes = ByteArray(size)
        val table = LongArray(fields.size)
        var offset = LEADER_LENGTH
        var first = 0
        while (first < fields.size) {
            val source = fields[first]
            val shift = offset - source.start
            var last = first - 1
            // Fields that nobody touched lie one behind the other, terminators between them, and are copied as one.
            do {
                val field = fields[++last]
                table[last] = FieldTable.entry(field.packedTag, field.start + shift, field.isAscii)
            } while (last + 1 < fields.size && isNext(field, fields[last + 1]))
            val end = fields[last].end
            System.arraycopy(source.bytes, source.start, bytes, offset, end - source.start)
            offset = end + shift
            bytes[offset++] = FIELD_TERMINATOR
            first = last + 1
        }
        bytes[offset] = RECORD_TERMINATOR
        val codec = fields.firstNotNullOfOrNull { it.codec }
        val isUnicode = codec == null && fields.any { !it.isAscii }
        // As leaders are read: one that came out of a damaged record may hold any bytes.
        putLeader(bytes, isUnicode)
        return Record.of(bytes, FieldTable(table), null, emptyList(), codec)
    }

    /**
     * Text from another character set stays in it if the record says so, and all text is in it, or is ASCII there; else
     * all becomes UTF-8.
     */
    private fun inOneCharacterSet(): List<Field> {
        val codec = fields.firstNotNullOfOrNull { it.codec } ?: return fields
        val isSaid = codec.characterSet.isUnimarc ||
            (codec.characterSet === CharacterSet.MARC_8 && leader.characterCoding == CharacterCoding.MARC_8)
        val fits = isSaid && fields.all { it.codec === codec || codec.isPlain(it.bytes, it.start, it.end) }
        return if (fits) fields else inUtf8(fields, codec.characterSet.isUnimarc)
    }

    private fun isNext(field: Field, next: Field): Boolean =
        next.bytes === field.bytes && next.start == field.end + 1 && field.bytes[field.end] == FIELD_TERMINATOR

    /** The lengths that the leader may still have from a record that was read say nothing about this one. */
    private fun putLeader(bytes: ByteArray, isUnicode: Boolean) {
        for (position in 0 until LEADER_LENGTH) bytes[position] = leader[position].code.toByte()
        bytes.fill(ZERO, 0, 5)
        bytes.fill(ZERO, 12, 17)
        if (isUnicode) bytes[CODING_POSITION] = CharacterCoding.UNICODE.code.code.toByte()
    }

    internal companion object {
        private const val CODING_POSITION = 9
        private const val ZERO = '0'.code.toByte()

        @JvmSynthetic
        internal fun of(leader: Leader, fields: List<Field>): RecordBuilder = RecordBuilder(leader, fields)
    }
}
