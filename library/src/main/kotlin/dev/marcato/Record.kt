// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.bibliographic.authorOf
import dev.marcato.internal.bibliographic.callNumbersOf
import dev.marcato.internal.bibliographic.editionOf
import dev.marcato.internal.bibliographic.isbnsOf
import dev.marcato.internal.bibliographic.issnOf
import dev.marcato.internal.bibliographic.languageOf
import dev.marcato.internal.bibliographic.notesOf
import dev.marcato.internal.bibliographic.physicalDescriptionOf
import dev.marcato.internal.bibliographic.placeOfPublicationOf
import dev.marcato.internal.bibliographic.publicationYearOf
import dev.marcato.internal.bibliographic.publisherOf
import dev.marcato.internal.bibliographic.seriesOf
import dev.marcato.internal.bibliographic.statementOfResponsibilityOf
import dev.marcato.internal.bibliographic.subjectsOf
import dev.marcato.internal.bibliographic.titleOf
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.record.FieldList
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.TagPattern
import dev.marcato.internal.record.fieldAt
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.recordForms
import dev.marcato.internal.text.TextCodec
import java.util.Collections
import java.util.function.BiConsumer
import java.util.function.Consumer

/**
 * A MARC record: a [leader], and fields in order.
 *
 * A record consists of its bytes and a table of its fields. Nothing is decoded until you ask for it, so looking at one
 * field of each record is cheap, and a record takes little more memory than its bytes. Every look-up makes new fields
 * and subfields: keep the ones that you use often in variables.
 *
 * Immutable and safe to share between threads, also after the reader was closed. [edit] makes a changed copy.
 *
 * The everyday properties ([title] to [callNumbers]) follow MARC 21. They never throw. Missing or empty values are null
 * or left out, values are trimmed, and fields in other scripts (880) are ignored. All except the numbers ([isbns],
 * [issn], [callNumbers]) describe bibliographic records: they are null or empty if the leader declares an authority,
 * holdings, classification or community record, where the tags have other meanings. *End marks* are blanks and the ISBD
 * marks `/ : ; = ,` at the end of a value. Lists are unmodifiable.
 *
 * A look-up takes a tag or a pattern, in which an upper-case X or a full stop stands for any character: `6XX`. If a tag
 * itself has an X, compare [Field.tag]. Paths (`docs/path.md`) name any place in a record.
 *
 * Two records are equal if their fields are equal, in order, and their leaders are equal except for positions 00-04, 09
 * and 12-16, which follow from the encoding. [sameBytes] is stricter.
 */
public class Record private constructor(
    @get:JvmSynthetic internal val bytes: ByteArray,
    @get:JvmSynthetic internal val table: FieldTable,
    // For a record that was repaired, or isn't in UTF-8; otherwise null.
    private val origin: Origin?,
) {
    /**
     * @property raw the bytes as read, if those of the record had to be rearranged; otherwise null
     * @property codec the decoder of text beyond ASCII; null for UTF-8
     */
    private class Origin(val raw: ByteArray?, val problems: List<MarcProblem>, val codec: TextCodec?)

    /** Whether reading checked layout and text, everything but the codes of subfields, and found no problem. */
    @get:JvmSynthetic internal val isVerified: Boolean get() = origin === VERIFIED

    /** The leader. */
    @get:JvmName("leader")
    public val leader: Leader get() = Leader.read(bytes)

    /** All fields in order, as an unmodifiable list. */
    @get:JvmName("fields")
    public val fields: List<Field> get() = FieldList(this)

    /** The control fields (tags 00X) in order, as an unmodifiable list. */
    @get:JvmName("controlFields")
    public val controlFields: List<ControlField>
        get() = Collections.unmodifiableList(fields.filterIsInstance<ControlField>())

    /** The data fields in order, as an unmodifiable list. */
    @get:JvmName("dataFields")
    public val dataFields: List<DataField> get() = Collections.unmodifiableList(fields.filterIsInstance<DataField>())

    /** The control number: the text of the first field 001, or null. */
    @get:JvmName("controlNumber")
    public val controlNumber: String? get() = this["001"]?.value

    /**
     * The title: the first field 245, $a, $b, $n, $p, $f, $g, $k, $s (and the obsolete $d, $e) in order, joined by
     * blanks, with the punctuation between them and without end marks. It includes titles of parts and dates of
     * archives, but neither the responsibility ($c) nor the medium ($h, whose punctuation stays). A full stop at the
     * end stays, and nothing is cut off for sorting; only the marks U+0098 and U+009C are removed.
     */
    @get:JvmName("title")
    public val title: String? get() = titleOf(this)

    /**
     * The statement of responsibility: the first $c of the first field 245, without end marks; [author] is a heading.
     */
    @get:JvmName("statementOfResponsibility")
    public val statementOfResponsibility: String? get() = statementOfResponsibilityOf(this)

    /**
     * The author: the heading of the first 100, else 110, else 111, without end marks and full stop. Names, dates and
     * units, but no titles of works, relators or codes: 100 $a, $b, $c, $d, $g, $j, $q; 110 $a, $b, $c, $d, $g, $n; 111
     * $a to $e, $g, $n, $q. The full stop goes after a digit, a closing bracket or three letters, so `Jr.` and `J.`
     * keep theirs. Added entries (7XX) and uniform titles (130) aren't authors.
     */
    @get:JvmName("author")
    public val author: String? get() = authorOf(this)

    /** The edition: $a and $b of the first field 250, without end marks. Full stops stay (`2nd ed.`). */
    @get:JvmName("edition")
    public val edition: String? get() = editionOf(this)

    /**
     * The publisher: the first $b of the fields 260, and 264 with second indicator 1 (publication), in order, without
     * end marks. Full stops stay (`Inc.`). An unpaired bracket is removed; a note that there is no name (`s.n.`) stays.
     */
    @get:JvmName("publisher")
    public val publisher: String? get() = publisherOf(this)

    /** The place of publication: the first $a, under the rules of [publisher]. */
    @get:JvmName("placeOfPublication")
    public val placeOfPublication: String? get() = placeOfPublicationOf(this)

    /**
     * The year of publication: 008/07-10 if it is a year, else the first year in $c of the fields of [publisher]. A
     * year is four digits, 0001 to 2999, and in $c not part of a longer number. Periods and doubtful years give the
     * first year, unknown digits (`198u`, `198-?`) none. 008 has priority because it is Gregorian and corrected: 1322
     * of the Hijra is 1904 there.
     */
    @get:JvmName("publicationYear")
    public val publicationYear: Int? get() = publicationYearOf(this)

    /**
     * The language: the MARC code in 008/35-37, else the first in 041 $a, in lower case, such as `eng`. A code is three
     * letters, `mul`, `und` and `zxx` included. Fields 041 with second indicator 7 have other codes and don't count.
     */
    @get:JvmName("language")
    public val language: String? get() = languageOf(this)

    /**
     * The ISBNs: the first number of 10 or 13 digits (`X` may be the tenth of ten) in each $a of the fields 020,
     * without hyphens, in order, without duplicates. Check digits aren't verified and lengths aren't converted; $z is
     * left out.
     */
    @get:JvmName("isbns")
    public val isbns: List<String> get() = isbnsOf(this)

    /**
     * The ISSN: the first eight digits (`X` may be the last) in $a of the fields 022, as `0028-0836`; not $l, $y or $z.
     */
    @get:JvmName("issn")
    public val issn: String? get() = issnOf(this)

    /**
     * The subjects: the heading of each field 600, 610, 611, 630, 647, 648, 650, 651, 654, 662, 688, and each $a of
     * 653, in order, without duplicates; not genres (655), other index terms (656-658) and local fields (69X). A
     * heading has all lettered subfields except relators ($e; $j in 611), medium, affiliation and the facets of 654 $c,
     * and ends like [author]. ` -- ` precedes $v, $x, $y, $z, and separates the places of 662.
     */
    @get:JvmName("subjects")
    public val subjects: List<String> get() = subjectsOf(this)

    /**
     * The notes: the text of each field 500 to 589 in order, its subfields $a to $z and $3 joined by blanks,
     * unshortened. Content that the record marks as private is left out: 541, 542, 561, 583 with first indicator 0, and
     * $x of 526 and 583.
     */
    @get:JvmName("notes")
    public val notes: List<String> get() = notesOf(this)

    /**
     * The series: title and numbering of each series statement, 490 $a, $v (and the obsolete 440 $a, $n, $p, $v),
     * without end marks and ISSN ($x). ` ; ` precedes the numbering, even if the record has no such mark. The headings
     * in 800 to 830 would repeat most of them.
     */
    @get:JvmName("series")
    public val series: List<String> get() = seriesOf(this)

    /**
     * The physical description: $3, $a, $b, $c, $e, $f, $g of the first field 300, joined by blanks, without end marks.
     */
    @get:JvmName("physicalDescription")
    public val physicalDescription: String? get() = physicalDescriptionOf(this)

    /**
     * The call numbers: $a and $b of the fields 050, 060, 070, and the shelf marks of 852 ($h, $i, $j, $k, $m), also in
     * holdings records, in order, without duplicates. Each $a begins a new number; parts are joined by blanks.
     * Classification (080 to 086) and local fields (09X) are left out.
     */
    @get:JvmName("callNumbers")
    public val callNumbers: List<String> get() = callNumbersOf(this)

    /**
     * A copy of the bytes of the whole record as read from ISO 2709, with leader, directory and terminators, even if
     * they have [problems]; null for a record that was built, edited or read from another format.
     */
    @get:JvmName("rawBytes")
    public val rawBytes: ByteArray? get() = ownRawBytes?.copyOf()

    /**
     * The problems found in the bytes of the record, as an unmodifiable list. After strict reading, only a
     * [Severity.WARNING] is possible. Edited records have none, and comparisons ignore them.
     */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> get() = origin?.problems ?: emptyList()

    /** The character set of the bytes, in which text is decoded; UTF-8 for pure ASCII. */
    @get:JvmName("characterSet")
    public val characterSet: CharacterSet get() = origin?.codec?.characterSet ?: CharacterSet.UTF_8

    /**
     * Returns the character of the [leader] at [position], 0 to 23, without making a [Leader].
     *
     * @throws IllegalArgumentException for any other position
     */
    public fun leaderAt(position: Int): Char {
        require(position in 0 until Leader.LENGTH) { "A leader has positions 0 to 23, not $position" }
        return (bytes[position].toInt() and 0xFF).toChar()
    }

    /** Returns the first field with the given [tag], or null. */
    public operator fun get(tag: String): Field? {
        val index = table.indexOf(TagPattern(tag))
        return if (index < 0) null else fieldAt(index)
    }

    /** Returns the first value of the subfields with this [code] in the fields with the given [tag], or null. */
    public operator fun get(tag: String, code: Char): String? {
        val pattern = TagPattern(tag)
        for (index in 0 until table.size) {
            if (pattern.matches(table.tag(index))) fieldAt(index)[code]?.let { return it }
        }
        return null
    }

    /** Returns the first control field with the given [tag], or null. */
    public fun controlField(tag: String): ControlField? = this[tag] as? ControlField

    /** Returns the first data field with the given [tag], or null. */
    public fun dataField(tag: String): DataField? = this[tag] as? DataField

    /** Whether there is a field with the given [tag]. */
    public operator fun contains(tag: String): Boolean = table.indexOf(TagPattern(tag)) >= 0

    /** Returns the fields with the given [tag] or one of [more] tags, in record order. */
    public fun fields(tag: String, vararg more: String): List<Field> {
        val first = TagPattern(tag)
        if (more.isEmpty()) return fieldsWhere { first.matches(it) }
        val others = LongArray(more.size) { TagPattern(more[it]).bits }
        return fieldsWhere { found -> first.matches(found) || others.any { TagPattern(it).matches(found) } }
    }

    /** Returns the data fields with the given [tag] or one of [more] tags, in record order. */
    public fun dataFields(tag: String, vararg more: String): List<DataField> =
        Collections.unmodifiableList(fields(tag, *more).filterIsInstance<DataField>())

    /**
     * Returns the values of the subfields with one of these [codes] (`"ax"`: a and x) in the fields with this [tag].
     */
    public fun values(tag: String, codes: String): List<String> =
        Collections.unmodifiableList(dataFields(tag).flatMap { it.values(codes) })

    /**
     * Calls [action] with each field in order. The cursor shows the field only until [action] returns; where it is
     * afterwards, see [FieldCursor]. Reusing a [cursor] for many records saves making one for each.
     */
    @JvmSynthetic
    public inline fun forEachField(cursor: FieldCursor = FieldCursor.create(), action: (FieldCursor) -> Unit) {
        cursor.reset(this)
        while (cursor.next()) action(cursor)
    }

    /** Calls [action] with each field in order. The cursor shows the field only until [action] returns. */
    public fun forEachField(action: Consumer<FieldCursor>) {
        forEachField { action.accept(it) }
    }

    /** Calls [action] with each subfield and its field, in order, under the rules of [forEachField]. */
    @JvmSynthetic
    public inline fun forEachSubfield(
        cursor: FieldCursor = FieldCursor.create(),
        action: (field: FieldCursor, subfield: SubfieldCursor) -> Unit,
    ) {
        forEachField(cursor) { field ->
            while (field.subfields.next()) action(field, field.subfields)
        }
    }

    /** Calls [action] with each subfield and its field, in order. The cursors show them only until [action] returns. */
    public fun forEachSubfield(action: BiConsumer<FieldCursor, SubfieldCursor>) {
        forEachSubfield { field, subfield -> action.accept(field, subfield) }
    }

    /** Returns a changed copy of this record; see [RecordBuilder]. Unchanged fields keep their bytes. */
    @JvmSynthetic
    public fun edit(changes: RecordBuilder.() -> Unit): Record = toBuilder().apply(changes).build()

    /** The same as the other [edit], for Java. */
    public fun edit(changes: Consumer<RecordBuilder>): Record = edit { changes.accept(this) }

    /** Returns a builder with the content of this record. */
    public fun toBuilder(): RecordBuilder = RecordBuilder.of(leader, fields)

    /**
     * Returns the record by itself, with nothing after it: in ISO 2709, or in [WriteOptions.format] as [toText], in
     * UTF-8. An unedited record without problems gives the bytes that it was read from.
     *
     * The [options] for content and layout apply, those for files don't. Where a writer would report a replacement or a
     * loss, this throws, unless [WriteOptions.Builder.onReplaced] is set. A record that is too large for ISO 2709 can't
     * be split or diverted here.
     *
     * @throws MarcException if the format can't express the record; the problem has its control number
     * @throws IllegalArgumentException if the format can't be written, or the options ask for gzip
     */
    @JvmOverloads
    public fun toBytes(options: WriteOptions = WriteOptions.DEFAULT): ByteArray = recordForms.toBytes(this, options)

    /**
     * Returns the record in a text format, with nothing after it: an XML element with its namespace, a JSON object, or
     * lines without a line end after the last. The [options] mean the same as for [toBytes]; their format is ignored.
     *
     * @throws MarcException if the format can't express the record; the problem has its control number
     * @throws IllegalArgumentException if the format isn't text, or can't be written
     */
    @JvmOverloads
    public fun toText(format: MarcFormat, options: WriteOptions = WriteOptions.DEFAULT): String =
        recordForms.toText(this, format, options)

    /** Whether both records have the same bytes in leader, directory (if any) and fields. */
    public fun sameBytes(other: Record): Boolean =
        (origin?.raw ?: bytes).contentEquals(other.origin?.raw ?: other.bytes)

    override fun equals(other: Any?): Boolean =
        this === other || (other is Record && leader.sameMeaning(other.leader) && fields == other.fields)

    override fun hashCode(): Int = 31 * leader.meaning().hashCode() + fields.hashCode()

    /** The record in line view: the leader, then one line per field. */
    override fun toString(): String = fields.joinToString("\n", "LDR $leader\n") + "\n"

    /** The first field with this tag, or null. */
    @JvmSynthetic
    internal fun first(packedTag: Int): Field? {
        val index = table.indexOf(packedTag)
        return if (index < 0) null else fieldAt(index)
    }

    /** Leader/06, without creating a [Leader]. */
    @get:JvmSynthetic internal val recordTypeCode: Char get() = (bytes[6].toInt() and 0xFF).toChar()

    /** The decoder of text beyond ASCII; null for UTF-8. */
    @get:JvmSynthetic internal val codec: TextCodec? get() = origin?.codec

    /** Whether all text is ASCII, without escapes. */
    @get:JvmSynthetic internal val isAscii: Boolean get() = table.entries.all { it < 0 }

    /** Whether it is in MARC-8, and declares that. */
    @get:JvmSynthetic internal val isInMarc8: Boolean
        get() = characterSet === CharacterSet.MARC_8 && codingCode == CharacterCoding.MARC_8.code

    /** Leader/09, without creating a [Leader]. */
    @get:JvmSynthetic internal val codingCode: Char get() = (bytes[9].toInt() and 0xFF).toChar()

    /** The bytes as read, if they are valid and can be written unchanged; else null. Not a copy: don't change them. */
    @get:JvmSynthetic internal val soundBytes: ByteArray?
        get() = when {
            origin == null || isVerified -> bytes.takeIf { isAsRead }

            // A contradicted or unknown character set doesn't change the record.
            origin.problems.any { it.code !in ABOUT_CHARACTER_SETS } -> null

            else -> origin.raw ?: bytes.takeIf { isAsRead }
        }

    /** The approximate size of the record, which limits batches. */
    @get:JvmSynthetic internal val byteCount: Int get() = bytes.size

    /** Whether reading found a problem that isn't just likely. */
    @get:JvmSynthetic internal val isFaulty: Boolean get() = problems.any { it.severity != Severity.WARNING }

    /** The bytes of [rawBytes]. Not a copy: don't change them. */
    @get:JvmSynthetic internal val ownRawBytes: ByteArray? get() = origin?.raw ?: bytes.takeIf { isAsRead }

    /** Whether the bytes are as read: only those have a directory between the leader and the first field. */
    @get:JvmSynthetic internal val isAsRead: Boolean
        get() = if (table.size == 0) bytes.size > LEADER_LENGTH + 1 else table.start(0) > LEADER_LENGTH

    /** Whether [bytes] are those of [rawBytes]. */
    @get:JvmSynthetic internal val isRaw: Boolean get() = origin?.raw == null && isAsRead

    /** Returns the same record with these problems, which replace others. */
    @JvmSynthetic
    internal fun with(problems: List<MarcProblem>): Record = of(bytes, table, origin?.raw, problems, codec)

    private inline fun fieldsWhere(wanted: (packedTag: Int) -> Boolean): List<Field> {
        val found = ArrayList<Field>()
        for (index in 0 until table.size) if (wanted(table.tag(index))) found.add(fieldAt(index))
        return Collections.unmodifiableList(found)
    }

    private fun fieldAt(index: Int): Field = fieldAt(index, littleEndian(bytes))

    public companion object {
        private val ABOUT_CHARACTER_SETS =
            setOf(ProblemCode.CHARACTER_SET_UNSUPPORTED, ProblemCode.CHARACTER_SET_CONTRADICTED)

        /** Returns an empty builder, with the leader [Leader.BOOK]. */
        @JvmStatic
        public fun builder(): RecordBuilder = RecordBuilder.of(Leader.BOOK, emptyList())

        /**
         * Reads the one record in [bytes], in any format. Filler may surround it: line ends, blanks and NULs, an XML
         * declaration, an envelope such as a `collection` or an array. Gzip isn't accepted.
         *
         * Strict reading throws at the first problem; lenient reading returns the record with its [problems]. In both,
         * anything else in the bytes is an exception: no record, a second one, damage. The callbacks of the [options]
         * are called as by a reader.
         *
         * @throws MarcException if the bytes aren't exactly one record
         * @throws ReadLimitException if there are more bytes or records than the options allow
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(bytes: ByteArray, options: ReadOptions = ReadOptions.DEFAULT): Record =
            recordForms.parse(bytes, options)

        /**
         * Reads the one record in [text], under the conditions of the other [parse]. The format is detected, unless
         * [ReadOptions.format] names it. The text is already decoded: an encoding that it declares means nothing.
         * Offsets of problems count the bytes of the text in UTF-8.
         *
         * @throws MarcException if the text isn't exactly one record in a text format
         * @throws ReadLimitException if there are more bytes or records than the options allow
         * @throws IllegalArgumentException if the options name a format that isn't text
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, options: ReadOptions = ReadOptions.DEFAULT): Record =
            recordForms.parse(text, options.format, options)

        /** The same as the other [parse] of text, in this [format], whatever the [options] name. */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, format: MarcFormat, options: ReadOptions = ReadOptions.DEFAULT): Record =
            recordForms.parse(text, format, options)

        private val VERIFIED = Origin(null, emptyList(), null)

        @JvmSynthetic
        internal fun of(bytes: ByteArray, table: FieldTable): Record = Record(bytes, table, null)

        @JvmSynthetic
        internal fun verified(bytes: ByteArray, table: FieldTable): Record = Record(bytes, table, VERIFIED)

        @JvmSynthetic
        internal fun of(
            bytes: ByteArray,
            table: FieldTable,
            raw: ByteArray?,
            problems: List<MarcProblem>,
            codec: TextCodec?,
        ): Record {
            val isOrdinary = raw == null && problems.isEmpty() && codec == null
            val origin = if (isOrdinary) null else Origin(raw, Collections.unmodifiableList(problems), codec)
            return Record(bytes, table, origin)
        }
    }
}

/** Builds a record from scratch; see [RecordBuilder]. */
@JvmSynthetic
public fun record(content: RecordBuilder.() -> Unit): Record = Record.builder().apply(content).build()
