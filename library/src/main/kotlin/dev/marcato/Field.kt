// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.record.SubfieldList
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.encodeText
import dev.marcato.internal.record.firstDelimiter
import dev.marcato.internal.record.indicatorAt
import dev.marcato.internal.record.isAscii
import dev.marcato.internal.record.joinedText
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.scanSubfields
import dev.marcato.internal.text.TextCodec
import dev.marcato.internal.text.valuesOf
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.util.Collections
import java.util.function.Consumer

/**
 * A field of a record: a [ControlField] (tags 00X) or a [DataField].
 *
 * Immutable and safe to share between threads. A field of a record is a view of the record's bytes and keeps them
 * alive; text is decoded on request. Two fields are equal if their tags, indicators, codes and texts are.
 */
public sealed class Field(
    packedTag: Int,
    @get:JvmSynthetic internal val buffer: ByteBuffer,
    @get:JvmSynthetic internal val start: Int,
    // The end of the content, where the field terminator is.
    @get:JvmSynthetic internal val end: Int,
    isAscii: Boolean,
    // The decoder of the text; null for ASCII and UTF-8.
    @get:JvmSynthetic internal val codec: TextCodec?,
) {
    // One number for two, because records have many fields: the tag, and in the top bit whether it is ASCII.
    private val head = if (isAscii) packedTag or Int.MIN_VALUE else packedTag

    @get:JvmSynthetic internal val packedTag: Int get() = head and Int.MAX_VALUE

    @get:JvmSynthetic internal val isAscii: Boolean get() = head < 0

    @get:JvmSynthetic
    internal val bytes: ByteArray get() = buffer.array()

    /** The tag: three graphic ASCII characters, such as `245`. */
    @get:JvmName("tag")
    public val tag: String get() = Tags.text(packedTag)

    /** The text: all of a control field; the subfield values of a data field, joined by blanks. */
    @get:JvmName("value")
    public val value: String
        get() = when (this) {
            is ControlField -> textAt(start, end)
            is DataField -> joinedText(buffer, start, end, isAscii, codec)
        }

    /** Returns the value of the first subfield with this [code], or null. A control field has none. */
    public operator fun get(code: Char): String? = (this as? DataField)?.firstValue(code)

    /**
     * Returns the characters of a control field at the positions [first] to [last], from 0: `at(35, 37)` of a field 008
     * is the language. Null if the field doesn't have all of these positions; a data field has none.
     */
    public fun at(first: Int, last: Int): String? {
        if (this !is ControlField || first < 0 || last < first) return null
        val text = value
        return if (last < text.length) text.substring(first, last + 1) else null
    }

    /** The same as the other [at]: `record["008"]?.at(35..37)`. */
    @JvmSynthetic
    public fun at(positions: IntRange): String? = at(positions.first, positions.last)

    /** Decodes the value between [from] and [to]. */
    @JvmSynthetic
    internal fun textAt(from: Int, to: Int): String = decodeText(bytes, start, from, to, isAscii, codec)

    /** The field in UTF-8; this field if it is in UTF-8 already. */
    @JvmSynthetic
    internal abstract fun inUtf8(): Field

    /** Indicators, delimiters and codes stay as they are. */
    @JvmSynthetic
    internal fun contentInUtf8(): ByteArray {
        val content = ByteArrayOutputStream(2 * (end - start))
        val values = valuesOf(buffer, start, end, isControl = this is ControlField)
        var at = start
        for (index in values.indices step 2) {
            content.write(bytes, at, values[index] - at)
            content.write(textAt(values[index], values[index + 1]).toByteArray(Charsets.UTF_8))
            at = values[index + 1]
        }
        content.write(bytes, at, end - at)
        return content.toByteArray()
    }

    @JvmSynthetic
    internal fun sameContent(other: Field): Boolean {
        val length = end - start
        if (codec !== other.codec || packedTag != other.packedTag || length != other.end - other.start) return false
        for (index in 0 until length) if (bytes[start + index] != other.bytes[other.start + index]) return false
        return true
    }
}

/**
 * A control field: a tag 00X and a text, without indicators and subfields.
 *
 * Immutable and safe to share between threads.
 */
public class ControlField private constructor(
    packedTag: Int,
    buffer: ByteBuffer,
    start: Int,
    end: Int,
    isAscii: Boolean,
    codec: TextCodec?,
) : Field(packedTag, buffer, start, end, isAscii, codec) {
    @JvmSynthetic
    override fun inUtf8(): ControlField {
        if (codec == null) return this
        val content = contentInUtf8()
        return ControlField(packedTag, littleEndian(content), 0, content.size, isAscii(content), null)
    }

    override fun equals(other: Any?): Boolean =
        other is ControlField && (sameContent(other) || (packedTag == other.packedTag && value == other.value))

    override fun hashCode(): Int = 31 * packedTag + value.hashCode()

    /** The field in line view: `001 ocm00012345`. */
    override fun toString(): String = "$tag $value"

    public companion object {
        /**
         * Makes a control field.
         *
         * @throws IllegalArgumentException if the tag doesn't begin with `00`, or the value contains a MARC delimiter
         * (U+001D to U+001F) or an unpaired surrogate
         */
        @JvmStatic
        public fun of(tag: String, value: String): ControlField {
            val packed = Tags.pack(tag)
            require(Tags.isControl(packed)) { "The tag of a control field begins with 00; \"$tag\" doesn't" }
            val bytes = encodeText(value, "The value of field $tag")
            return ControlField(packed, littleEndian(bytes), 0, bytes.size, isAscii(bytes), null)
        }

        @JvmSynthetic
        internal fun view(
            packedTag: Int,
            buffer: ByteBuffer,
            start: Int,
            end: Int,
            isAscii: Boolean,
            codec: TextCodec?,
        ): ControlField = ControlField(packedTag, buffer, start, end, isAscii, codec)
    }
}

/**
 * A data field: two indicators, and subfields in order.
 *
 * Immutable and safe to share between threads.
 */
public class DataField private constructor(
    packedTag: Int,
    buffer: ByteBuffer,
    start: Int,
    end: Int,
    isAscii: Boolean,
    codec: TextCodec?,
) : Field(packedTag, buffer, start, end, isAscii, codec) {

    /** The first indicator; a blank if the field has none. */
    @get:JvmName("indicator1")
    public val indicator1: Char get() = indicatorAt(bytes, start, end, 0)

    /** The second indicator; a blank if the field has none. */
    @get:JvmName("indicator2")
    public val indicator2: Char get() = indicatorAt(bytes, start, end, 1)

    /** All subfields in order, repeated ones included, as an unmodifiable list. */
    @get:JvmName("subfields")
    public val subfields: List<Subfield> get() = SubfieldList(this)

    /** Returns the subfield whose value is between [from] and [to]. */
    @JvmSynthetic
    internal fun subfieldAt(code: Char, from: Int, to: Int): Subfield =
        Subfield.view(code, bytes, from, to, isAscii, if (codec == null) null else textAt(from, to))

    /** Returns the subfields with one of these [codes] (`"ab"`: a and b), in field order. */
    public fun subfields(codes: String): List<Subfield> =
        Collections.unmodifiableList(subfields.filter { it.code in codes })

    /** Returns the values of the subfields with one of these [codes], in field order. */
    public fun values(codes: String): List<String> {
        val found = ArrayList<String>()
        scanSubfields(buffer, start, end) { code, from, to ->
            if (code in codes) found.add(textAt(from, to))
        }
        return Collections.unmodifiableList(found)
    }

    /** Joins the values of the subfields with one of these [codes], in field order. */
    @JvmOverloads
    public fun join(codes: String, separator: String = " "): String = values(codes).joinToString(separator)

    @JvmSynthetic
    internal fun firstValue(code: Char): String? {
        scanSubfields(buffer, start, end) { found, from, to ->
            if (found == code) return textAt(from, to)
        }
        return null
    }

    /**
     * Returns a changed copy of this field. Unchanged subfields keep their bytes.
     *
     * @throws IllegalArgumentException if no subfield is left: a field can't remove itself, but
     * [RecordBuilder.editFields] can; or under the conditions of [of], for what was changed
     */
    @JvmSynthetic
    public fun edit(changes: DataFieldBuilder.() -> Unit): DataField = toBuilder().apply(changes).build()

    /** The same as the other [edit], for Java. */
    public fun edit(changes: Consumer<DataFieldBuilder>): DataField = edit { changes.accept(this) }

    /** Returns a builder with the content of this field. */
    public fun toBuilder(): DataFieldBuilder = DataFieldBuilder.of(this)

    override fun equals(other: Any?): Boolean =
        other is DataField && (sameContent(other) || (packedTag == other.packedTag && sameParts(other)))

    @JvmSynthetic
    override fun inUtf8(): DataField {
        if (codec == null) return this
        val content = contentInUtf8()
        return DataField(packedTag, littleEndian(content), 0, content.size, isAscii(content), null)
    }

    private fun sameParts(other: DataField): Boolean =
        indicator1 == other.indicator1 && indicator2 == other.indicator2 && subfields == other.subfields

    override fun hashCode(): Int =
        31 * (31 * (31 * packedTag + indicator1.hashCode()) + indicator2.hashCode()) + subfields.hashCode()

    /** The field in line view: `245 10 $a Title : $b subtitle.` */
    override fun toString(): String = subfields.joinToString(" ", "$tag $indicator1$indicator2 ").trimEnd()

    /** Whether it has no subfields, as a damaged field may. */
    @get:JvmSynthetic internal val isEmpty: Boolean get() = firstDelimiter(buffer, start, end) == end &&
        end - start <= 2

    /** Appends the bytes of the indicators: fewer than two if the field is damaged. */
    private fun appendIndicators(content: ByteArrayOutputStream) {
        content.write(bytes, start, minOf(firstDelimiter(buffer, start, end) - start, INDICATOR_COUNT))
    }

    public companion object {
        /**
         * Makes a data field with these [subfields].
         *
         * @throws IllegalArgumentException if the tag isn't three graphic ASCII characters or begins with `00`, an
         * indicator isn't a blank or a graphic ASCII character, or there are no subfields
         */
        @JvmStatic
        public fun of(tag: String, indicator1: Char, indicator2: Char, subfields: List<Subfield>): DataField {
            val _ = packedTagOf(tag)
            require(subfields.isNotEmpty()) { "Field $tag needs at least one subfield" }
            return of(tag, indicator1, indicator2, subfields, null)
        }

        /** Makes a field of parts, of which those of the [original] may be anything that reading lets pass. */
        @JvmSynthetic
        internal fun of(
            tag: String,
            indicator1: Char,
            indicator2: Char,
            subfields: List<Subfield>,
            original: DataField?,
        ): DataField {
            val packed = if (tag == original?.tag) original.packedTag else packedTagOf(tag)
            val bytes = ByteArrayOutputStream()
            val isKept = indicator1 == original?.indicator1 && indicator2 == original.indicator2
            if (isKept) original.appendIndicators(bytes)
            val hasBareText = subfields.any { it.isBare }
            // Missing indicators stay away, unless a text would take their place.
            if (!isKept || (hasBareText && bytes.size() < INDICATOR_COUNT)) {
                bytes.reset()
                bytes.write(indicatorOf(tag, indicator1, original?.indicator1))
                bytes.write(indicatorOf(tag, indicator2, original?.indicator2))
            }
            if (hasBareText) {
                require(subfields.indexOfLast { it.isBare } == 0) {
                    "Field $tag has text without a subfield code, which can only come first; give it a code to move it"
                }
            }
            subfields.forEach { it.appendTo(bytes) }
            val content = bytes.toByteArray()
            return DataField(packed, littleEndian(content), 0, content.size, isAscii(content), null)
        }

        private fun packedTagOf(tag: String): Int = Tags.pack(tag).also {
            require(!Tags.isControl(it)) { "Tag \"$tag\" is for a control field" }
        }

        private fun indicatorOf(tag: String, indicator: Char, original: Char?): Int {
            require(indicator in ' '..'~' || indicator == original) {
                "An indicator of field $tag is a printable ASCII character, not U+%04X".format(indicator.code)
            }
            return indicator.code
        }

        /** Makes a data field with these [subfields]. */
        @JvmStatic
        public fun of(tag: String, indicator1: Char, indicator2: Char, vararg subfields: Subfield): DataField =
            of(tag, indicator1, indicator2, subfields.asList())

        /** Returns a builder without subfields. [DataFieldBuilder.build] checks the conditions of [of]. */
        @JvmStatic
        public fun builder(tag: String, indicator1: Char, indicator2: Char): DataFieldBuilder =
            DataFieldBuilder.of(tag, indicator1, indicator2)

        @JvmSynthetic
        internal fun view(
            packedTag: Int,
            buffer: ByteBuffer,
            start: Int,
            end: Int,
            isAscii: Boolean,
            codec: TextCodec?,
        ): DataField = DataField(packedTag, buffer, start, end, isAscii, codec)
    }
}
