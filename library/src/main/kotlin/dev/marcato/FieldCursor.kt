// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.RecordWords
import dev.marcato.internal.record.TagPattern
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.indicatorAt
import dev.marcato.internal.record.joinedText
import dev.marcato.internal.record.scanSubfields
import dev.marcato.internal.text.TextCodec
import java.nio.ByteBuffer

/**
 * Visits the fields of a record, and the [subfields] of each, without making objects: for counting, searching and
 * checking many records. It shows what [Record.fields] and [DataField.subfields] show.
 *
 * A cursor can be used for any number of records: `cursor.reset(record)`, then `while (cursor.next())`. It keeps a
 * buffer of up to 128 KiB, so visiting records of up to 64 KiB allocates nothing per record. It refers to the last
 * record until the next [reset]. [Record.forEachField] and [Record.forEachSubfield] are shorter.
 *
 * The [value] of a data field consists of all its subfield values, joined by blanks, as [Field.value]. It has to be made
 * for each comparison; comparing the values of [subfields] is faster.
 *
 * The cursor is a view that moves: take what you want to keep of a field before the next call of [next]. Where there is
 * no field, before the first [next] and after the last, [index] is -1, there are no subfields, and all other questions
 * throw an [IllegalStateException]. Not thread-safe: give each thread its own.
 *
 * @sample dev.marcato.samples.countSubjects
 */
public class FieldCursor private constructor() : ValueView() {
    private var record: Record? = null
    private var table = FieldTable(LongArray(0))
    private var place = -1
    private var packedTag = NO_FIELD

    // The value that was decoded last for charAt, which is mostly asked for one character after the other.
    private var text: String? = null
    private var textFrom = -1
    private var textTo = -1

    private val buffer = RecordWords()
    private var loaded: ByteBuffer? = null

    @get:JvmSynthetic internal var bytes: ByteArray = ByteArray(0)
        private set

    @get:JvmSynthetic internal var start: Int = 0
        private set

    @get:JvmSynthetic internal var end: Int = 0
        private set

    @get:JvmSynthetic internal var isAscii: Boolean = false
        private set

    /** The index of the field in [Record.fields]; -1 before the first field and after the last. */
    @get:JvmName("index")
    public val index: Int get() = if (packedTag == NO_FIELD) -1 else place

    /** The subfields of the field; a control field has none. [next] puts this cursor before the first one. */
    @get:JvmName("subfields")
    public val subfields: SubfieldCursor = SubfieldCursor.of(this)

    /** Puts the cursor before the first field of [record]. */
    public fun reset(record: Record) {
        if (this.record !== record) {
            this.record = record
            table = record.table
            bytes = record.bytes
            loaded = null
            text = null
        }
        place = -1
        leave()
    }

    /** Moves to the next field; false if there is none. */
    public fun next(): Boolean {
        if (place + 1 >= table.size) {
            leave()
            return false
        }
        val index = ++place
        packedTag = table.tag(index)
        start = table.start(index)
        end = table.end(index, bytes.size)
        isAscii = table.isAscii(index)
        rewindSubfields()
        return true
    }

    /** The tag: three graphic ASCII characters, such as `245`. */
    @get:JvmName("tag")
    public val tag: String get() = Tags.text(tagHere())

    /**
     * Whether the tag matches the [pattern], in which an upper-case X or a full stop is any character: `245`, `6XX`.
     *
     * @throws IllegalArgumentException if the pattern isn't three graphic ASCII characters
     */
    public fun hasTag(pattern: String): Boolean = TagPattern(pattern).matches(tagHere())

    /** Whether it is a control field, with a tag 00X. */
    @get:JvmName("isControl")
    public val isControl: Boolean get() = Tags.isControl(tagHere())

    /** The first indicator; a blank if the field has none. */
    @get:JvmName("indicator1")
    public val indicator1: Char get() = indicator(0)

    /** The second indicator; a blank if the field has none. */
    @get:JvmName("indicator2")
    public val indicator2: Char get() = indicator(1)

    @get:JvmSynthetic override val owner: FieldCursor get() = this

    @get:JvmSynthetic override val from: Int get() = start

    @get:JvmSynthetic override val to: Int get() = end

    @get:JvmSynthetic override val isInBytes: Boolean get() = isControl && codec == null

    /** Whether the bytes are those that the record was read from. */
    @get:JvmSynthetic internal val isAsRead: Boolean
        get() {
            if (packedTag == NO_FIELD) nowhere()
            return record?.isRaw == true
        }

    @get:JvmSynthetic internal val codec: TextCodec? get() = if (isAscii) null else record?.codec

    /** The decoded text of [view], which is this cursor or that of its subfields. */
    @JvmSynthetic
    internal fun textOf(view: ValueView): String {
        val known = text
        if (known != null && textFrom == view.from && textTo == view.to) return known
        textFrom = view.from
        textTo = view.to
        return view.value.also { text = it }
    }

    @JvmSynthetic
    internal fun rewindSubfields() {
        val hasSubfields = packedTag != NO_FIELD && !Tags.isControl(packedTag)
        if (hasSubfields) subfields.walk.begin(bytes, start, end) else subfields.walk.skip(end)
    }

    /** The bytes of the record, to be read eight at a time. */
    @JvmSynthetic
    internal fun words(): ByteBuffer = loaded ?: buffer.of(bytes).also { loaded = it }

    @JvmSynthetic
    override fun decoded(): String = if (isControl) super.decoded() else joinedText(words(), start, end, isAscii, codec)

    @JvmSynthetic
    override fun countBytes(): Int {
        if (isControl) return super.countBytes()
        // A blank between two values counts, too.
        var length = -1
        scanSubfields(words(), start, end) { _, from, to -> length += 1 + to - from }
        return maxOf(length, 0)
    }

    private fun tagHere(): Int {
        if (packedTag == NO_FIELD) nowhere()
        return packedTag
    }

    private fun nowhere(): Nothing =
        throw IllegalStateException("The cursor is at no field: next() wasn't called, or returned false")

    private fun indicator(position: Int): Char = if (isControl) ' ' else indicatorAt(bytes, start, end, position)

    private fun leave() {
        packedTag = NO_FIELD
        subfields.walk.skip(0)
    }

    public companion object {
        private const val NO_FIELD = 0

        /** Makes a cursor, which [reset] gives a record to visit. */
        @JvmStatic
        public fun create(): FieldCursor = FieldCursor()
    }
}
