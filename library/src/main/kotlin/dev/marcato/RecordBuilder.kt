// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.TagPattern
import dev.marcato.internal.text.inUtf8
import java.util.function.Consumer
import java.util.function.Predicate
import java.util.function.UnaryOperator

/** Separates the builders of records and fields: inside a field, functions of the record can't be called by mistake. */
@DslMarker
@Target(AnnotationTarget.CLASS)
public annotation class MarcDsl

/**
 * Builds a record, from scratch ([Record.builder], [record]) or from another record ([Record.edit],
 * [Record.toBuilder]).
 *
 * Text is in UTF-8: if a field has more than ASCII, leader/09 of the new record is `a`. Content in another character
 * set, such as MARC-8, stays in it as long as all other fields are ASCII; otherwise the whole record becomes UTF-8. The
 * lengths in the leader are zero until the record is written.
 *
 * A tag can be a pattern, in which an upper-case X or a full stop is any character: `remove("9XX")`. A tag that has an X
 * is matched exactly by a condition: `removeIf { it.tag == "LXX" }`.
 *
 * For one thread at a time. [build] can be called more than once.
 *
 * @sample dev.marcato.samples.buildRecord
 * @sample dev.marcato.samples.editRecord
 */
@MarcDsl
public class RecordBuilder private constructor(leader: Leader, fields: List<Field>) {
    /** The leader. */
    @get:JvmName("leader")
    @set:JvmSynthetic
    public var leader: Leader = leader

    /** The fields so far, as a list that you can change freely. */
    @get:JvmName("fields")
    public val fields: MutableList<Field> = ArrayList(fields)

    /** Sets the leader. */
    public fun leader(leader: Leader): RecordBuilder = apply { this.leader = leader }

    /** Adds a field at the end. */
    public fun add(field: Field): RecordBuilder = apply { fields.add(field) }

    /** Adds a control field at the end, under the conditions of [ControlField.of]. */
    public fun field(tag: String, value: String): RecordBuilder = add(ControlField.of(tag, value))

    /** Adds a data field at the end, under the conditions of [DataField.of]. */
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
    public fun addBefore(tag: String, field: Field): RecordBuilder = addBefore(having(tag), field)

    /** Adds a field before the first one that matches [where], or at the end if there is none. */
    @JvmSynthetic
    public fun addBefore(where: (Field) -> Boolean, field: Field): RecordBuilder = apply {
        val index = fields.indexOfFirst(where)
        fields.add(if (index < 0) fields.size else index, field)
    }

    /** The same as the other [addBefore], for Java. */
    public fun addBefore(where: Predicate<Field>, field: Field): RecordBuilder = addBefore(where::test, field)

    /** Adds a field after the last one with the given [tag], or at the end if there is none. */
    public fun addAfter(tag: String, field: Field): RecordBuilder = addAfter(having(tag), field)

    /** Adds a field after the last one that matches [where], or at the end if there is none. */
    @JvmSynthetic
    public fun addAfter(where: (Field) -> Boolean, field: Field): RecordBuilder = apply {
        val index = fields.indexOfLast(where)
        fields.add(if (index < 0) fields.size else index + 1, field)
    }

    /** The same as the other [addAfter], for Java. */
    public fun addAfter(where: Predicate<Field>, field: Field): RecordBuilder = addAfter(where::test, field)

    /** Adds a field in tag order: before the first one with a greater tag, or at the end if there is none. */
    public fun addInOrder(field: Field): RecordBuilder = addBefore({ it.tag > field.tag }, field)

    /**
     * Replaces the first field with the same tag and removes the others; if there is none, adds the field in tag order.
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

    /** Replaces each field with the given [tag] with the result of [change]. */
    @JvmSynthetic
    public fun replace(tag: String, change: (Field) -> Field): RecordBuilder = replace(having(tag), change)

    /** The same as the other [replace] by tag, for Java. */
    public fun replace(tag: String, change: UnaryOperator<Field>): RecordBuilder = replace(tag, change::apply)

    /** Replaces each field that matches [where] with the result of [change]. */
    @JvmSynthetic
    public fun replace(where: (Field) -> Boolean, change: (Field) -> Field): RecordBuilder = apply {
        for (index in fields.indices) if (where(fields[index])) fields[index] = change(fields[index])
    }

    /** The same as the other [replace], for Java. */
    public fun replace(where: Predicate<Field>, change: UnaryOperator<Field>): RecordBuilder =
        replace(where::test, change::apply)

    /**
     * Changes each data field with the given [tag]: `editFields("245") { set('a', "Title") }`. A field whose last
     * subfield is removed goes, too.
     */
    @JvmSynthetic
    public fun editFields(tag: String, change: DataFieldBuilder.() -> Unit): RecordBuilder =
        editFields(having(tag), change)

    /** The same as the other [editFields] by tag, for Java. */
    public fun editFields(tag: String, change: Consumer<DataFieldBuilder>): RecordBuilder =
        editFields(tag) { change.accept(this) }

    /** Changes each data field that matches [where]. A field whose last subfield is removed goes, too. */
    @JvmSynthetic
    public fun editFields(where: (DataField) -> Boolean, change: DataFieldBuilder.() -> Unit): RecordBuilder = apply {
        val emptied = ArrayList<Field>(0)
        for (index in fields.indices) {
            val field = fields[index] as? DataField ?: continue
            if (!where(field)) continue
            val edited = field.toBuilder().apply(change).buildOrNull()
            if (edited == null) emptied.add(field) else fields[index] = edited
        }
        if (emptied.isNotEmpty()) fields.removeAll { field -> emptied.any { it === field } }
    }

    /** The same as the other [editFields], for Java. */
    public fun editFields(where: Predicate<DataField>, change: Consumer<DataFieldBuilder>): RecordBuilder =
        editFields(where::test) { change.accept(this) }

    /** Removes all fields with the given [tag]. */
    public fun remove(tag: String): RecordBuilder = removeIf(having(tag))

    /** Removes all fields that match [where]. */
    @JvmSynthetic
    public fun removeIf(where: (Field) -> Boolean): RecordBuilder = apply { fields.removeAll(where) }

    /** The same as the other [removeIf], for Java. */
    public fun removeIf(where: Predicate<Field>): RecordBuilder = removeIf(where::test)

    /** Sorts the fields by tag. The sort is stable. */
    public fun sort(): RecordBuilder = sort(compareBy { it.tag })

    /** Sorts the fields in this [order], which both languages have as the same type. The sort is stable. */
    public fun sort(order: Comparator<Field>): RecordBuilder = apply { fields.sortWith(order) }

    /** Returns the record. The builder can still be used. */
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
            // Unchanged fields are adjacent, with terminators between them, and are copied at once.
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
        // The leader of a damaged record may have any bytes.
        putLeader(bytes, isUnicode)
        return Record.of(bytes, FieldTable(table), null, emptyList(), codec)
    }

    /**
     * Text in another character set stays in it if the record declares the set and all text is in it, or ASCII in it;
     * otherwise everything becomes UTF-8.
     */
    private fun inOneCharacterSet(): List<Field> {
        val codec = fields.firstNotNullOfOrNull { it.codec } ?: return fields
        val isSaid = codec.characterSet.isUnimarc ||
            (codec.characterSet === CharacterSet.MARC_8 && leader.characterCoding == CharacterCoding.MARC_8)
        val fits = isSaid && fields.all { it.codec === codec || codec.isPlain(it.bytes, it.start, it.end) }
        return if (fits) fields else inUtf8(fields, codec.characterSet.isUnimarc)
    }

    private fun having(tag: String): (Field) -> Boolean {
        val pattern = TagPattern(tag)
        return { pattern.matches(it.packedTag) }
    }

    private fun isNext(field: Field, next: Field): Boolean =
        next.bytes === field.bytes && next.start == field.end + 1 && field.bytes[field.end] == FIELD_TERMINATOR

    /** Lengths that the leader has from another record don't apply to this one. */
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
