// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.TextCheck

/** Holds bytes that have a problem with a given code, in words and as they are. */
public class ProblemCase internal constructor(
    /** Gives the code that has to be reported, perhaps among others. */
    public val code: ProblemCode,
    /** Tells what is wrong, in words that follow "when". */
    public val what: String,
    private val bytes: ByteArray,
    private val isAtEnd: Boolean,
    private val configure: ReadOptions.Builder.() -> Unit,
) {
    /** Gives the damaged bytes alone. */
    public fun damaged(): ByteArray = bytes.copyOf()

    /** Gives an input: a sound record, the damaged bytes, and another sound record unless the damage is at the end. */
    public fun input(): ByteArray = ProblemCases.sound() + bytes + if (isAtEnd) ByteArray(0) else ProblemCases.sound()

    /** Tells whether a sound record follows the damage in the [input]. */
    public val hasSoundRecordBehind: Boolean get() = !isAtEnd

    /** Gives the options that the case is to be read with: lenient, and with what else brings the problem about. */
    public fun lenientOptions(): ReadOptions = ReadOptions {
        strictness = Strictness.LENIENT
        configure()
    }

    /** Gives the same options, but strict. */
    public fun strictOptions(): ReadOptions = lenientOptions().toBuilder().strictness(Strictness.STRICT).build()

    override fun toString(): String = "$code when $what"
}

/** Lists inputs for every code: one at least for each, and one for each kind of damage that is worth telling apart. */
public object ProblemCases {
    // Leader 24, directory 3 x 12, terminator: the data starts at 61 with 42<1E>, 10<1F>aTitle<1E> and  0<1F>aSea<1E>.
    private val RAW = RawRecord.of(
        PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.data("245", "10", "a", "Title"),
            PlainField.data("650", " 0", "a", "Sea"),
        ),
    )
    private const val DATA = 61
    private const val SIZE = 83

    private val cases = ArrayList<ProblemCase>()

    /** Lists the cases in the order of their codes. */
    @JvmStatic
    public fun all(): List<ProblemCase> = cases.sortedBy { it.code }

    /** Gives a record without problems. */
    @JvmStatic
    public fun sound(): ByteArray = RAW.toByteArray()

    private fun case(
        code: ProblemCode,
        what: String,
        bytes: ByteArray,
        isAtEnd: Boolean = false,
        configure: ReadOptions.Builder.() -> Unit = {},
    ) {
        cases.add(ProblemCase(code, what, bytes, isAtEnd, configure))
    }

    private fun with(change: (ByteArray) -> Unit): ByteArray = sound().also(change)

    private fun put(offset: Int, text: String): ByteArray = with { it.put(offset, text) }

    private fun ByteArray.put(offset: Int, text: String) {
        text.forEachIndexed { index, character -> this[offset + index] = character.code.toByte() }
    }

    private fun inserted(offset: Int, text: String): ByteArray =
        sound().let { it.copyOf(offset) + text.toByteArray(Charsets.ISO_8859_1) + it.copyOfRange(offset, SIZE) }

    private fun without(offset: Int, count: Int = 1): ByteArray =
        sound().let { it.copyOf(offset) + it.copyOfRange(offset + count, SIZE) }

    private fun entries(change: (List<DirectoryEntry>) -> List<DirectoryEntry>): ByteArray =
        RAW.withEntries(change(RAW.entries)).toByteArray()

    init {
        extent()
        leader()
        directory()
        fields()
        content()
        limits()
    }

    private fun extent() {
        case(ProblemCode.RECORD_CUT_OFF, "the last byte is missing", without(SIZE - 1), isAtEnd = true)
        case(ProblemCode.RECORD_CUT_OFF, "the input ends in a field", sound().copyOf(DATA + 9), isAtEnd = true)
        case(ProblemCode.RECORD_CUT_OFF, "the input ends in the directory", sound().copyOf(40), isAtEnd = true)
        case(ProblemCode.RECORD_CUT_OFF, "the input ends in the leader", sound().copyOf(4), isAtEnd = true)
        case(ProblemCode.RECORD_CUT_OFF, "another record begins in the directory", sound().copyOf(40))
        case(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, "letters stand in its place", put(0, "0a0\u0001é"))
        case(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, "it is left blank", put(0, "     "))
        case(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, "text stands between the records", "A note.\r\n".toByteArray())
        case(ProblemCode.RECORD_LENGTH_TOO_SMALL, "it is 25", put(0, "00025"))
        case(ProblemCode.RECORD_LENGTH_TOO_SMALL, "it is zero", put(0, "00000"))
        case(ProblemCode.RECORD_LENGTH_WRONG, "it is too large", put(0, "00084"))
        case(ProblemCode.RECORD_LENGTH_WRONG, "it is too small", put(0, "00082"))
        case(ProblemCode.RECORD_LENGTH_WRONG, "it is all nines, as for a record that is too large", put(0, "99999"))
        case(
            ProblemCode.RECORD_LENGTH_WRONG,
            "it is too large, and the directory looks like a leader",
            looksLikeLeader(),
        )
        case(ProblemCode.RECORD_TERMINATOR_MISSING, "there is none", without(SIZE - 1))
        case(ProblemCode.RECORD_TERMINATOR_MISSING, "a line end stands in its place", put(SIZE - 1, "\n"))
        case(ProblemCode.RECORD_TERMINATOR_INSIDE, "0x1D stands in a title", put(DATA + 8, "\u001D"))
    }

    private fun leader() {
        case(ProblemCode.LEADER_LENGTH_WRONG, "a byte is missing in the leader", without(9))
        case(ProblemCode.LEADER_LENGTH_WRONG, "there is a byte too many in the leader", inserted(8, "x"))
        case(ProblemCode.LEADER_LENGTH_WRONG, "all blanks and letters are missing in the leader", without(5, 5))
        case(ProblemCode.LEADER_NOT_ASCII, "a NUL stands in the leader", put(17, "\u0000"))
        case(ProblemCode.LEADER_STRUCTURE, "there are three indicators", put(10, "3"))
        case(ProblemCode.LEADER_STRUCTURE, "the entry map is left blank", put(20, "    "))
        case(ProblemCode.BASE_ADDRESS_WRONG, "it is no number", put(12, "000x1"))
        case(ProblemCode.BASE_ADDRESS_WRONG, "it is behind the record", put(12, "00083"))
        case(ProblemCode.BASE_ADDRESS_WRONG, "it leaves part of an entry", put(12, "00060"))
        case(ProblemCode.BASE_ADDRESS_WRONG, "it is that of another record", put(12, "00073"))
    }

    private fun directory() {
        case(ProblemCode.DIRECTORY_NOT_TERMINATED, "a blank stands behind it", put(DATA - 1, " "))
        case(ProblemCode.DIRECTORY_NOT_TERMINATED, "the byte is missing", without(DATA - 1))
        case(
            ProblemCode.DIRECTORY_NOT_TERMINATED,
            "no 0x1E is anywhere",
            "00036nam a2200037 i 45000010003000\u001D".toByteArray(),
        )
        case(ProblemCode.DIRECTORY_LENGTH_WRONG, "an entry has lost a byte", without(45))
        case(ProblemCode.DIRECTORY_LENGTH_WRONG, "the first entry has lost a byte", without(27))
        case(ProblemCode.DIRECTORY_LENGTH_WRONG, "an entry has a byte too many", inserted(45, "0"))
        case(ProblemCode.DIRECTORY_LENGTH_WRONG, "offsets have six digits", sixDigitOffsets())
        case(
            ProblemCode.DIRECTORY_UNREADABLE,
            "text stands in its place",
            "00050nam a2200037 i 4500".toByteArray() + "not a directory\u001Ebut text\u001E\u001D".toByteArray(),
        )
        case(ProblemCode.TAG_NOT_ASCII, "a tag has a blank", put(37, " "))
        case(ProblemCode.DIRECTORY_NOT_A_NUMBER, "an offset has a letter", put(47, "x"))
        case(ProblemCode.DIRECTORY_NOT_A_NUMBER, "there is nothing but letters", put(27, "abcdefghi").onlyEntry())
        case(ProblemCode.FIELD_MISPLACED, "a length is all nines", put(39, "9999"))
        case(ProblemCode.FIELD_MISPLACED, "an entry says that its field has no length", put(39, "0000"))
        case(
            ProblemCode.FIELD_MISSING,
            "there is an entry without a field",
            entries {
                it +
                    DirectoryEntry("9990005000" + "22")
            },
        )
        case(ProblemCode.FIELD_MISPLACED, "a field begins in the one before", put(55, "00012"))
        case(ProblemCode.FIELD_MISPLACED, "a field is shorter than its bytes", put(39, "0009"))
        case(
            ProblemCode.FIELD_MISPLACED,
            "all offsets are one too high",
            entries {
                it.mapIndexed { index, entry -> entry.withStart(listOf(1, 4, 14)[index]) }
            },
        )
        case(ProblemCode.FIELD_MISPLACED, "a byte was put into a title", inserted(DATA + 8, "x"))
    }

    private fun fields() {
        case(
            ProblemCode.FIELDS_OVERLAP,
            "two entries name the same bytes",
            entries {
                it +
                    DirectoryEntry("651" + it[2].text.drop(3))
            },
        )
        case(ProblemCode.BYTES_OUTSIDE_FIELDS, "an entry is missing", entries { listOf(it[0], it[2]) })
        case(ProblemCode.BYTES_OUTSIDE_FIELDS, "a terminator is there twice", inserted(DATA + 12, "\u001E"))
        case(ProblemCode.FIELD_NOT_TERMINATED, "a blank stands at the end of a field", put(DATA + 12, " "))
        case(ProblemCode.FIELD_NOT_TERMINATED, "the terminator is missing", without(DATA + 12))
        case(ProblemCode.FIELD_TERMINATOR_INSIDE, "0x1E stands in a title", put(DATA + 9, "\u001E"))
    }

    private fun content() {
        case(
            ProblemCode.SUBFIELD_DELIMITER_MISSING,
            "text stands before the first subfield",
            inserted(DATA + 5, "x").fixed(1),
        )
        case(ProblemCode.SUBFIELD_DELIMITER_MISSING, "a field has no subfields", put(DATA + 5, "xy"))
        case(ProblemCode.SUBFIELD_DELIMITER_MISSING, "the indicators are missing", without(DATA + 3, 2).fixed(-2))
        case(ProblemCode.INDICATOR_NOT_ASCII, "an indicator is a control character", put(DATA + 4, "\u0007"))
        case(ProblemCode.SUBFIELD_CODE_MISSING, "a delimiter follows another one", put(DATA + 9, "\u001F\u001Fb")) {
            textCheck = TextCheck.TEXT_AND_CODES
        }
        case(ProblemCode.SUBFIELD_CODE_MISSING, "a field ends in a delimiter", put(DATA + 11, "\u001F")) {
            textCheck = TextCheck.TEXT_AND_CODES
        }
        case(ProblemCode.SUBFIELD_CODE_NOT_ASCII, "a blank stands in its place", put(DATA + 6, " ")) {
            textCheck = TextCheck.TEXT_AND_CODES
        }
        case(ProblemCode.TEXT_NOT_UTF_8, "a letter is in Latin-1", put(DATA + 9, "é"))
        case(ProblemCode.TEXT_UNDECODABLE, "a byte has no meaning in MARC-8", marc8("\u00FF"))
        case(ProblemCode.TEXT_UNDECODABLE, "an escape sequence leads to no set", marc8("\u001BX"))
        case(
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            "a blank leader/09 stands for UTF-8",
            marc8("\u00C3\u00A9\u00C3\u00A8"),
        )
        case(
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            "a blank leader/09 stands for Latin-1",
            marc8("\u00E9t\u00E9 d\u00FC"),
        )
        case(
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            "the escape characters of MARC-8 are lost",
            marc8("\$1!0+!0+(B"),
        )
        case(
            ProblemCode.CHARACTER_SET_UNSUPPORTED,
            "leader/09 names no character set",
            with {
                it.put(9, "7")
                it.put(DATA + 17, "é")
            },
        )
    }

    private fun limits() {
        case(
            ProblemCode.RECORD_TOO_LARGE,
            "a record has more bytes than it may",
            inserted(DATA + 9, "x".repeat(60)).fixed(60),
        ) {
            limits { recordBytes = 100 }
        }
        case(
            ProblemCode.DAMAGE_TOO_LARGE,
            "text between records is longer than what is held",
            "A long note.".repeat(9).toByteArray(),
        ) {
            limits { damageBytes = 100 }
        }
        case(
            ProblemCode.PROBLEMS_IN_RECORD_LIMIT,
            "a record has more problems than it keeps",
            put(0, "00084").also {
                it.put(10, "99")
            },
        ) {
            limits { problemsPerRecord = 1 }
        }
        case(
            ProblemCode.PROBLEMS_IN_INPUT_LIMIT,
            "an input has more problems than are told",
            put(0, "00084").also {
                it.put(10, "99")
            },
        ) {
            limits { problems = 1 }
        }
    }

    /** A record in MARC-8 whose title ends in these bytes. */
    private fun marc8(text: String): ByteArray = inserted(DATA + 12, text).fixed(text.length).also { it.put(9, " ") }

    /** A record whose leader says a byte too many, and whose tags AVA stand between offsets and lengths of 22. */
    private fun looksLikeLeader(): ByteArray = RawRecord.of(
        PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.data("AVA", "  ", "a", "Reading room 0017"),
            PlainField.data("AVA", "  ", "a", "Reading room 0018"),
        ),
    ).let { it.withDeclaredLength(it.toByteArray().size + 1) }.toByteArray()

    private fun sixDigitOffsets(): ByteArray {
        val entries = RAW.entries.map { it.text.take(7) + "0" + it.text.drop(7) }
        return RAW.withEntries(
            entries.map(::DirectoryEntry),
        ).withBaseAddress(DATA + 3).withDeclaredLength(SIZE + 3).toByteArray()
    }

    /** Leaves out all entries and fields but the first. */
    private fun ByteArray.onlyEntry(): ByteArray =
        (copyOf(36) + copyOfRange(DATA - 1, DATA + 3) + byteArrayOf(0x1D)).also {
            it.put(0, it.size.toString().padStart(5, '0'))
            it.put(12, "00037")
        }

    /** Sets right what changes when field 245 becomes longer by this much. */
    private fun ByteArray.fixed(more: Int): ByteArray = also {
        it.put(0, (SIZE + more).toString().padStart(5, '0'))
        it.put(39, (10 + more).toString().padStart(4, '0'))
        it.put(55, (13 + more).toString().padStart(5, '0'))
    }
}
