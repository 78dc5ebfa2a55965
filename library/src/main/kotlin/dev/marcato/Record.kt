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
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.TagPattern
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.text.TextCodec
import java.nio.ByteBuffer
import java.util.Collections

/**
 * A MARC record: a [leader] and fields in the order in which they stand.
 *
 * A record is its bytes and a table that says where each field begins. Nothing is decoded before it is asked for, so
 * reading a file and looking at one field of each record costs little, and a record in memory is hardly larger than in
 * the file. Fields and subfields are made anew by each look-up: keep what you use often in a variable.
 *
 * Immutable: any number of threads may use a record at once, and it may outlive the reader it came from, to which it
 * keeps no tie. [edit] makes a changed copy.
 *
 * The everyday properties ([title] to [callNumbers]) read MARC 21. They never throw; what is missing or empty is null or
 * not in the list, values are trimmed, and fields in other scripts (880) are left aside. But for the numbers ([isbns],
 * [issn], [callNumbers]) they describe bibliographic records: of one that the leader calls an authority, holdings,
 * classification or community record they say null or nothing, since there the tags mean other things.
 *
 * Two records are equal if their leaders mean the same (all but the positions 00-04, 09 and 12-16, which follow from
 * the encoding) and their fields are equal, in the same order; [sameBytes] is the stricter comparison.
 */
public class Record private constructor(
    @get:JvmSynthetic internal val bytes: ByteArray,
    @get:JvmSynthetic internal val table: FieldTable,
    // What else there is to know of a record that was not read as it should be; else null.
    private val origin: Origin?,
) {
    /**
     * @property raw what was read, where the bytes of the record had to be put in another order; else null
     * @property codec what decodes text beyond ASCII; null for UTF-8
     */
    private class Origin(val raw: ByteArray?, val problems: List<MarcProblem>, val codec: TextCodec?)

    /**
     * Whether all of it was looked at when it was read, and found in order: its layout, its text, and everything but the
     * codes of subfields.
     */
    @get:JvmSynthetic
    internal val isVerified: Boolean get() = origin === VERIFIED

    /** The leader. */
    @get:JvmName("leader")
    public val leader: Leader get() = Leader.read(bytes)

    /** All fields, control and data fields alike, in the order in which they stand; the list cannot be changed. */
    @get:JvmName("fields")
    public val fields: List<Field> get() = FieldList(this)

    /** The control fields (tags 00X), in their order; the list cannot be changed. */
    @get:JvmName("controlFields")
    public val controlFields: List<ControlField> get() = Collections.unmodifiableList(
        fields.filterIsInstance<ControlField>(),
    )

    /** The data fields, in their order; the list cannot be changed. */
    @get:JvmName("dataFields")
    public val dataFields: List<DataField> get() = Collections.unmodifiableList(fields.filterIsInstance<DataField>())

    /** The control number: the text of the first field 001, or null. */
    @get:JvmName("controlNumber")
    public val controlNumber: String? get() = this["001"]?.value

    /**
     * The title: the first field 245, joined by blanks, with the punctuation between its parts, without end marks:
     * blanks and the ISBD marks `/ : ; = ,` at the end.
     *
     * MARC 21 245 $a, $b, $n, $p, $f, $g, $k, $s (and the obsolete $d, $e) in their order: parts of works and dates of
     * archives, but neither the responsibility ($c) nor the medium ($h, whose punctuation stays). A full stop at the
     * end stays, it may be that of an abbreviation, and nothing is cut off for sorting; only the marks U+0098 and
     * U+009C are taken out. pymarc has $a and $b only and keeps end marks; traject's sortable title has these two
     * without.
     */
    @get:JvmName("title")
    public val title: String? get() = titleOf(this)

    /**
     * The statement of responsibility: the first $c of the first field 245, as transcribed, without end marks.
     *
     * It names everybody with their part in the work (MARC 21 245 $c); [author] is a heading.
     */
    @get:JvmName("statementOfResponsibility")
    public val statementOfResponsibility: String? get() = statementOfResponsibilityOf(this)

    /**
     * The author: the heading of the main entry, the first 100, else 110, else 111, without end marks and full stop.
     *
     * MARC 21 100 $a, $b, $c, $d, $g, $j, $q; 110 $a, $b, $c, $d, $g, $n; 111 $a to $e, $g, $n, $q: names, dates and
     * units, but no titles of works, relators or codes. The full stop goes if a digit, a closing bracket or three
     * letters stand before it, so that `Jr.` and `J.` keep theirs. Added entries (7XX) and uniform titles (130) are no
     * authors. pymarc joins all subfields of the field, relators and codes included.
     */
    @get:JvmName("author")
    public val author: String? get() = authorOf(this)

    /**
     * The edition: $a and $b of the first field 250 (MARC 21 250), without end marks; full stops stay (`2nd ed.`).
     */
    @get:JvmName("edition")
    public val edition: String? get() = editionOf(this)

    /**
     * The publisher: the first $b of the fields 260 and 264 in their order, without end marks; full stops stay
     * (`Inc.`).
     *
     * Of the fields 264 only those with second indicator 1 are of publication (MARC 21 264). A bracket without its
     * other half is taken off; what says that nobody is named (`s.n.`) is returned as it stands. pymarc looks at the
     * first 260 only, if there is one, and keeps end marks.
     */
    @get:JvmName("publisher")
    public val publisher: String? get() = publisherOf(this)

    /** The place of publication: the first $a of the fields, and by the rules, that [publisher] follows. */
    @get:JvmName("placeOfPublication")
    public val placeOfPublication: String? get() = placeOfPublicationOf(this)

    /**
     * The year of publication: 008/07-10 if it is a year, else the first year in $c of the fields of [publisher].
     *
     * A year is four digits, 0001 to 2999, and in $c not part of a longer number. For periods and doubtful years it is
     * the first one; where a digit is unknown (`198u`, `198-?`) there is none. The coded date goes first because it is
     * Gregorian and corrected (MARC 21 008/07-10): for the year 1322 of the Hijra it is 1904. pymarc returns $c as
     * text; traject also begins with 008, but takes the middle of a doubtful period.
     */
    @get:JvmName("publicationYear")
    public val publicationYear: Int? get() = publicationYearOf(this)

    /**
     * The language: the MARC code in 008/35-37, else the first in 041 $a, in lower case, such as `eng`.
     *
     * A code is three letters, `mul`, `und` and `zxx` included; blanks and fill characters are none. Fields 041 with
     * second indicator 7 have codes of another list (MARC 21 041). traject lists the codes of 008 and 041 together.
     */
    @get:JvmName("language")
    public val language: String? get() = languageOf(this)

    /**
     * The ISBNs: the number in each $a of the fields 020, without hyphens, in their order, equal ones once.
     *
     * A number is the first in $a of 10 or 13 digits (`X` may be the tenth of ten), whatever stands round it (MARC 21
     * 020 $a); check digits are not verified and lengths not converted. Invalid ones ($z) are left out. pymarc has the
     * first field only, of any length. The list cannot be changed.
     */
    @get:JvmName("isbns")
    public val isbns: List<String> get() = isbnsOf(this)

    /**
     * The ISSN: the first number of eight digits (`X` may be the last) in $a of the fields 022, written `0028-0836`.
     *
     * The linking ISSN ($l), incorrect ($y) and cancelled ones ($z) are others (MARC 21 022). pymarc returns $a as it
     * is.
     */
    @get:JvmName("issn")
    public val issn: String? get() = issnOf(this)

    /**
     * The subjects: the heading of each subject field, subdivisions joined by ` -- `, in their order, equal ones once.
     *
     * The fields that MARC 21 calls subject added entries, 600, 610, 611, 630, 647, 648, 650, 651, 654, 662, 688, and
     * each $a of 653; not genres (655), other index terms (656-658) and local fields (69X). A heading has all lettered
     * subfields but relators ($e; $j in 611), medium, affiliation and the facets of 654 $c, and ends as in [author];
     * ` -- ` stands before $v, $x, $y, $z and between the places of 662. pymarc returns fields, among them 655 to 658
     * and 69X.
     */
    @get:JvmName("subjects")
    public val subjects: List<String> get() = subjectsOf(this)

    /**
     * The notes: the text of each field 500 to 589, its subfields $a to $z and $3 joined by blanks, in their order.
     *
     * Nothing is taken off the end. Left out is what the record marks as not public: 541, 542, 561, 583 with first
     * indicator 0, and $x of 526 and 583 (MARC 21). So are local fields (59X), which pymarc includes; it returns
     * fields, private ones too. The list cannot be changed.
     */
    @get:JvmName("notes")
    public val notes: List<String> get() = notesOf(this)

    /**
     * The series: title and numbering of each series statement, 490 $a, $v (and the obsolete 440 $a, $n, $p, $v).
     *
     * Numbering follows ` ; `, whether the record has that mark or not, and end marks are taken off; the ISSN ($x) is
     * left out. These are the series as stated on the resource (MARC 21 490): the headings in 800 to 830 would name
     * most of them twice, as pymarc, which returns all these fields, does. The list cannot be changed.
     */
    @get:JvmName("series")
    public val series: List<String> get() = seriesOf(this)

    /**
     * The physical description: $3, $a, $b, $c, $e, $f, $g of the first field 300, in their order, joined by blanks.
     *
     * The marks between them stay, those at the end do not, a full stop does (MARC 21 300). pymarc returns all fields
     * 300; so does `dataFields("300")`.
     */
    @get:JvmName("physicalDescription")
    public val physicalDescription: String? get() = physicalDescriptionOf(this)

    /**
     * The call numbers: $a and $b of the fields 050, 060, 070, and the shelf marks of 852, in their order, equal ones
     * once.
     *
     * These are the fields that MARC 21 calls call numbers; each $a begins another one, parts are joined by blanks. A
     * shelf mark is 852 $h, $i, $j, $k, $m, also in holdings records. Classification (080 to 086) and local fields
     * (09X) are left out. The list cannot be changed.
     */
    @get:JvmName("callNumbers")
    public val callNumbers: List<String> get() = callNumbersOf(this)

    /**
     * The bytes of the whole record as they were read from ISO 2709, leader, directory and terminators included, as a
     * copy; null for a record that was built, edited or read from another format. Of a record with [problems], too,
     * these are the bytes as they were, not as they should have been.
     */
    @get:JvmName("rawBytes")
    public val rawBytes: ByteArray? get() = ownRawBytes?.copyOf()

    /**
     * What was wrong with the bytes that the record was read from; empty unless it was read leniently and had to be
     * repaired. After strict reading, too, a record has each [Severity.WARNING]. The list cannot be changed. Problems do
     * not count when records are compared, and edited records have none.
     */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> get() = origin?.problems ?: emptyList()

    /**
     * The character set in which the bytes of the record are, and by which its text is decoded. A record in ASCII alone
     * is in UTF-8, too.
     */
    @get:JvmName("characterSet")
    public val characterSet: CharacterSet get() = origin?.codec?.characterSet ?: CharacterSet.UTF_8

    /** Returns the first field with the given [tag], or null. */
    public operator fun get(tag: String): Field? = first(Tags.pack(tag))

    /** Returns the first control field with the given [tag], or null. */
    public fun controlField(tag: String): ControlField? = this[tag] as? ControlField

    /** Returns the first data field with the given [tag], or null. */
    public fun dataField(tag: String): DataField? = this[tag] as? DataField

    /** Whether there is a field with the given [tag]. */
    public operator fun contains(tag: String): Boolean = table.indexOf(Tags.pack(tag)) >= 0

    /** Returns the fields with the given [tag] or one of [more] tags, in the order in which they stand. */
    public fun fields(tag: String, vararg more: String): List<Field> = fieldsWhere(packAll(tag, more)::contains)

    /** Returns the data fields with the given [tag] or one of [more] tags, in the order in which they stand. */
    public fun dataFields(tag: String, vararg more: String): List<DataField> =
        Collections.unmodifiableList(fields(tag, *more).filterIsInstance<DataField>())

    /**
     * Returns the fields whose tag fits the [pattern], in the order in which they stand: an upper-case X fits any
     * character, so `6XX` finds all subjects and `9XX` all local fields.
     */
    public fun fieldsMatching(pattern: String): List<Field> = fieldsWhere(TagPattern(pattern)::matches)

    /**
     * Returns the subfield values of all fields with the given [tag] whose code is one of [codes] (`"ax"`: a and x), in
     * the order in which they stand.
     */
    public fun values(tag: String, codes: String): List<String> =
        Collections.unmodifiableList(dataFields(tag).flatMap { it.values(codes) })

    /** Returns a copy of this record that [changes] have been made to; what they do not touch keeps its bytes. */
    @JvmSynthetic
    public fun edit(changes: RecordBuilder.() -> Unit): Record = toBuilder().apply(changes).build()

    /** Returns a builder that holds what this record holds. */
    public fun toBuilder(): RecordBuilder = RecordBuilder.of(leader, fields)

    /** Whether both records have the same bytes, in leader, directory (where there is one) and fields. */
    public fun sameBytes(other: Record): Boolean =
        (origin?.raw ?: bytes).contentEquals(other.origin?.raw ?: other.bytes)

    override fun equals(other: Any?): Boolean =
        this === other || (other is Record && leader.sameMeaning(other.leader) && fields == other.fields)

    override fun hashCode(): Int = 31 * leader.meaning().hashCode() + fields.hashCode()

    /** The record in line view: the leader, then a line per field. */
    override fun toString(): String = fields.joinToString("\n", "LDR $leader\n") + "\n"

    /** The first field with a tag that is packed already, or null. */
    @JvmSynthetic
    internal fun first(packedTag: Int): Field? {
        val index = table.indexOf(packedTag)
        return if (index < 0) null else fieldAt(index)
    }

    /** Leader/06, without making a leader of it. */
    @get:JvmSynthetic
    internal val recordTypeCode: Char get() = (bytes[6].toInt() and 0xFF).toChar()

    /** What decodes text beyond ASCII; null for UTF-8. */
    @get:JvmSynthetic
    internal val codec: TextCodec? get() = origin?.codec

    /** Whether all of it is ASCII, and stands for itself. */
    @get:JvmSynthetic
    internal val isAscii: Boolean get() = table.entries.all { it < 0 }

    /** Whether it is in MARC-8, and says so. */
    @get:JvmSynthetic
    internal val isInMarc8: Boolean
        get() = characterSet === CharacterSet.MARC_8 && codingCode == CharacterCoding.MARC_8.code

    /** Leader/09, without making a leader of it. */
    @get:JvmSynthetic
    internal val codingCode: Char get() = (bytes[9].toInt() and 0xFF).toChar()

    /**
     * The bytes that the record was read from, if they are in order and so may be written as they are; else null. They
     * are the record's own, not to be changed.
     */
    @get:JvmSynthetic
    internal val soundBytes: ByteArray?
        get() = when {
            origin == null || isVerified -> bytes.takeIf { isAsRead }

            // What the bytes say of the character set of a record does not make them another record.
            origin.problems.any { it.code !in ABOUT_CHARACTER_SETS } -> null

            else -> origin.raw ?: bytes.takeIf { isAsRead }
        }

    /** How much room the record takes, about; what batches are cut by. */
    @get:JvmSynthetic
    internal val byteCount: Int get() = bytes.size

    /** Whether reading found something wrong with it for certain. */
    @get:JvmSynthetic
    internal val isFaulty: Boolean get() = problems.any { it.severity != Severity.WARNING }

    /** The bytes of [rawBytes], not to be changed. */
    @get:JvmSynthetic
    internal val ownRawBytes: ByteArray? get() = origin?.raw ?: bytes.takeIf { isAsRead }

    /**
     * Whether the bytes are those that were read: only a record that was read has a directory, with its terminator,
     * between the leader and the first field.
     */
    @get:JvmSynthetic
    internal val isAsRead: Boolean
        get() = if (table.size == 0) bytes.size > LEADER_LENGTH + 1 else table.start(0) > LEADER_LENGTH

    private inline fun fieldsWhere(wanted: (packedTag: Int) -> Boolean): List<Field> {
        val found = ArrayList<Field>()
        for (index in 0 until table.size) if (wanted(table.tag(index))) found.add(fieldAt(index))
        return Collections.unmodifiableList(found)
    }

    private fun fieldAt(index: Int, buffer: ByteBuffer = littleEndian(bytes)): Field {
        val tag = table.tag(index)
        // Behind each field stands its terminator, behind the last one also that of the record.
        val end = (if (index + 1 < table.size) table.start(index + 1) else bytes.size - 1) - 1
        val start = table.start(index)
        val isAscii = table.isAscii(index)
        val codec = if (isAscii) null else origin?.codec
        return if (Tags.isControl(tag)) {
            ControlField.view(tag, buffer, start, end, isAscii, codec)
        } else {
            DataField.view(tag, buffer, start, end, isAscii, codec)
        }
    }

    private class FieldList(private val record: Record) : AbstractList<Field>(), RandomAccess {
        private val buffer = littleEndian(record.bytes)

        override val size: Int get() = record.table.size

        override fun get(index: Int): Field = record.fieldAt(index, buffer)
    }

    public companion object {
        private val ABOUT_CHARACTER_SETS =
            setOf(ProblemCode.CHARACTER_SET_UNSUPPORTED, ProblemCode.CHARACTER_SET_CONTRADICTED)

        /** Returns an empty builder, with the leader [Leader.BOOK]. */
        @JvmStatic
        public fun builder(): RecordBuilder = RecordBuilder.of(Leader.BOOK, emptyList())

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

private fun packAll(tag: String, more: Array<out String>): IntArray =
    IntArray(more.size + 1) { index -> Tags.pack(if (index == 0) tag else more[index - 1]) }

/** Builds a record: `record { field("001", "42"); field("245", '1', '0') { 'a' to "Title" } }`. */
@JvmSynthetic
public fun record(content: RecordBuilder.() -> Unit): Record = Record.builder().apply(content).build()
