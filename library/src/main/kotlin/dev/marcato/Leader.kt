// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

/**
 * The leader: the 24 characters at the start of a record that describe it (MARC 21 leader, ISO 2709 record label).
 *
 * `leader[5]` reads any position as a character. The positions that MARC 21 defines also have typed properties, which
 * are null if the character has no meaning in MARC 21. They follow the bibliographic format; [recordType] knows the
 * types of all five formats.
 *
 * Immutable and safe to share between threads. Two leaders are equal if all 24 characters are.
 */
public class Leader private constructor(private val text: String) {
    /** Returns the character at [position], 0 to 23. */
    public operator fun get(position: Int): Char {
        require(position in 0 until LENGTH) { "A leader has positions 0 to 23, not $position" }
        return text[position]
    }

    /** Leader/00-04, the record length as it was read; null if it isn't a number. Writers compute it anew. */
    @get:JvmName("recordLength")
    public val recordLength: Int? get() = text.substring(0, 5).digitsOrNull()

    /** Leader/05. */
    @get:JvmName("recordStatus")
    public val recordStatus: RecordStatus? get() = RecordStatus.entries.firstOrNull { it.code == text[5] }

    /** Leader/06. */
    @get:JvmName("recordType")
    public val recordType: RecordType? get() = RecordType.entries.firstOrNull { it.code == text[6] }

    /** Leader/07. */
    @get:JvmName("bibliographicLevel")
    public val bibliographicLevel: BibliographicLevel?
        get() = BibliographicLevel.entries.firstOrNull { it.code == text[7] }

    /** Leader/09, the declared character set. */
    @get:JvmName("characterCoding")
    public val characterCoding: CharacterCoding? get() = CharacterCoding.entries.firstOrNull { it.code == text[9] }

    /** Leader/12-16, the base address of data as it was read; null if it isn't a number. Writers compute it anew. */
    @get:JvmName("baseAddress")
    public val baseAddress: Int? get() = text.substring(12, 17).digitsOrNull()

    /** Leader/17. */
    @get:JvmName("encodingLevel")
    public val encodingLevel: EncodingLevel? get() = EncodingLevel.entries.firstOrNull { it.code == text[17] }

    /** Leader/18. */
    @get:JvmName("catalogingForm")
    public val catalogingForm: CatalogingForm? get() = CatalogingForm.entries.firstOrNull { it.code == text[18] }

    /** Leader/19. */
    @get:JvmName("multipartLevel")
    public val multipartLevel: MultipartLevel? get() = MultipartLevel.entries.firstOrNull { it.code == text[19] }

    /**
     * Whether this describes a serial or another continuing resource: a bibliographic record with leader/07 b, i or s.
     */
    @get:JvmName("isSerial")
    public val isSerial: Boolean get() = isBibliographic && text[7] in "bis"

    /** Whether this describes a single work or set: a bibliographic record with leader/07 a, c, d or m. */
    @get:JvmName("isMonograph")
    public val isMonograph: Boolean get() = isBibliographic && text[7] in "acdm"

    /** Whether leader/06 is a type of the bibliographic format. */
    @get:JvmName("isBibliographic")
    public val isBibliographic: Boolean get() = recordType?.format == RecordFormat.BIBLIOGRAPHIC

    /** Whether leader/06 is `z`. */
    @get:JvmName("isAuthority")
    public val isAuthority: Boolean get() = recordType?.format == RecordFormat.AUTHORITY

    /** Whether leader/06 is u, v, x or y. */
    @get:JvmName("isHoldings")
    public val isHoldings: Boolean get() = recordType?.format == RecordFormat.HOLDINGS

    /**
     * Returns a copy with another character at [position]. Other positions stay as they are, even bytes of a damaged
     * record that aren't printable ASCII.
     *
     * @throws IllegalArgumentException if the position isn't 0 to 23, or the character isn't printable ASCII
     */
    public fun with(position: Int, character: Char): Leader {
        require(position in 0 until LENGTH) { "A leader has positions 0 to 23, not $position" }
        require(character in ' '..'~') {
            "A leader has only printable ASCII characters, not U+%04X".format(character.code)
        }
        return Leader(text.substring(0, position) + character + text.substring(position + 1))
    }

    /** Compares the positions that a cataloguer sets: all but 00-04, 09 and 12-16, which follow from the encoding. */
    @JvmSynthetic
    internal fun sameMeaning(other: Leader): Boolean = meaning() == other.meaning()

    @JvmSynthetic
    internal fun meaning(): String = text.substring(5, 9) + text.substring(10, 12) + text.substring(17)

    override fun equals(other: Any?): Boolean = other is Leader && text == other.text

    override fun hashCode(): Int = text.hashCode()

    /** The 24 characters. */
    override fun toString(): String = text

    public companion object {
        /** The number of characters in a leader: 24. */
        public const val LENGTH: Int = 24

        /** The leader of a new book record in UTF-8 with ISBD punctuation (RDA): `00000nam a2200000 i 4500`. */
        @JvmField
        public val BOOK: Leader = Leader("00000nam a2200000 i 4500")

        /**
         * Makes a leader from its 24 characters. Writers compute the lengths in it (00-04 and 12-16).
         *
         * @throws IllegalArgumentException if [text] doesn't have 24 characters, or they aren't all printable ASCII
         */
        @JvmStatic
        public fun of(text: String): Leader {
            require(text.length == LENGTH) { "A leader has 24 characters, not ${text.length}: \"$text\"" }
            require(text.all { it in ' '..'~' }) { "A leader has only printable ASCII characters: \"$text\"" }
            return Leader(text)
        }

        /** For leaders of records, where any byte may occur. */
        @JvmSynthetic
        internal fun read(bytes: ByteArray): Leader = Leader(String(bytes, 0, LENGTH, Charsets.ISO_8859_1))
    }
}

private fun String.digitsOrNull(): Int? = if (all { it in '0'..'9' }) toInt() else null
