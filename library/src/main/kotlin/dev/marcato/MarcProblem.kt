// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.hexWindow
import dev.marcato.internal.bytes.jsonObject
import java.io.Serializable

/** How many bytes a problem shows on either side of its place. */
internal const val BYTES_AROUND: Int = 24

/**
 * Something that is wrong with the bytes of a record: what, where, and what would have been right.
 *
 * All of it can be read from properties; [toString] puts it in one line for people. Immutable and safe to share between
 * threads. It is [Serializable] because it travels in an exception, which is.
 */
public class MarcProblem private constructor(
    code: ProblemCode,
    severity: Severity,
    position: ProblemPosition,
    found: String,
    expected: String,
    // The bytes around the position, and where in the input they are.
    private val surroundings: ByteArray,
    private val surroundingsOffset: Long,
) : Serializable {
    /** What is wrong. */
    @get:JvmName("code")
    public val code: ProblemCode = code

    /**
     * How bad it is: [Severity.FATAL] if because of it bytes are no record, [Severity.WARNING] if it is only likely, else
     * what its [code] says.
     */
    @get:JvmName("severity")
    public val severity: Severity = severity

    /** Where it is. */
    @get:JvmName("position")
    public val position: ProblemPosition = position

    /** What was found there, in words or as an excerpt. */
    @get:JvmName("found")
    public val found: String = found

    /** What would have been accepted there. */
    @get:JvmName("expected")
    public val expected: String = expected

    /**
     * Returns the bytes around the position in hexadecimal and as text, sixteen a line, each line with its offset in
     * the input, and a caret below the byte that the problem is at. Ends with a line break.
     *
     *     00000048  74 74 65 72 00 20 1f 61  |tter. .a|
     *                           ^^
     */
    public fun hexWindow(): String = hexWindow(surroundings, surroundingsOffset, position.byteOffset)

    /**
     * Returns the problem as a JSON object in one line: `code`, `severity`, `recordIndex`, `offset`,
     * `offsetInRecord`, `line`, `column`, `tag`, `occurrence`, `subfieldCode`, `controlNumber`, `found`, `expected`.
     * What is null is left out.
     */
    public fun toJson(): String = jsonObject(
        "code" to code.name,
        "severity" to severity.name,
        "recordIndex" to position.recordIndex,
        "offset" to position.byteOffset,
        "offsetInRecord" to position.offsetInRecord,
        "line" to position.line,
        "column" to position.column,
        "tag" to position.tag,
        "occurrence" to position.occurrence,
        "subfieldCode" to position.subfieldCode?.toString(),
        "controlNumber" to position.controlNumber,
        "found" to found,
        "expected" to expected,
    )

    /** Returns the same problem of a record that has this index and begins this much further on. */
    @JvmSynthetic
    internal fun movedTo(recordIndex: Long?, byteOffset: Long): MarcProblem = MarcProblem(
        code,
        severity,
        position.movedTo(recordIndex, byteOffset),
        found,
        expected,
        surroundings,
        surroundingsOffset + byteOffset,
    )

    /** Returns the same problem of a record that begins at [byteOffset], in which nobody knows where the problem is. */
    @JvmSynthetic
    internal fun ofRecordAt(recordIndex: Long?, byteOffset: Long): MarcProblem = MarcProblem(
        code,
        severity,
        position.at(0, 0).movedTo(recordIndex, byteOffset),
        found,
        expected,
        surroundings,
        byteOffset,
    )

    /** Returns the same problem as one that did not keep the record from being read or written. */
    @JvmSynthetic
    internal fun ofLivingRecord(): MarcProblem =
        MarcProblem(code, code.severity, position, found, expected, surroundings, surroundingsOffset)

    /** Returns the same problem as the reason why a record is refused. */
    @JvmSynthetic
    internal fun ofRefusedRecord(): MarcProblem =
        MarcProblem(code, Severity.FATAL, position, found, expected, surroundings, surroundingsOffset)

    /** Returns the same problem of a record with this number. */
    @JvmSynthetic
    internal fun ofRecord(recordIndex: Long?): MarcProblem = movedTo(recordIndex, 0)

    override fun equals(other: Any?): Boolean = other is MarcProblem && code == other.code &&
        severity == other.severity && position == other.position && found == other.found && expected == other.expected

    override fun hashCode(): Int = 31 * code.hashCode() + position.hashCode()

    /** For example `RECORD_LENGTH_WRONG in record 3 (001 ocm123), byte 4711 (offset 0 in the record): found …, expected …`. */
    override fun toString(): String = "$code in $position: found $found, expected $expected"

    internal companion object {
        private const val serialVersionUID = 1L

        @JvmSynthetic
        internal fun of(
            code: ProblemCode,
            severity: Severity,
            position: ProblemPosition,
            found: String,
            expected: String,
            surroundings: ByteArray,
            surroundingsOffset: Long,
        ): MarcProblem = MarcProblem(code, severity, position, found, expected, surroundings, surroundingsOffset)
    }
}

/**
 * Where a problem is. What is not known, or has no meaning for the problem, is null.
 *
 * Immutable and safe to share between threads.
 */
public class ProblemPosition private constructor(
    recordIndex: Long?,
    byteOffset: Long,
    offsetInRecord: Int,
    tag: String?,
    occurrence: Int?,
    subfieldCode: Char?,
    controlNumber: String?,
    line: Long?,
    column: Long?,
) : Serializable {
    /**
     * The number of records before this one in the input: the first record has index 0. Null if nobody counted, because
     * reading began in the middle.
     */
    @get:JvmName("recordIndex")
    public val recordIndex: Long? = recordIndex

    /** The offset from the start of the input, in bytes; of a compressed input, from the start of what is in it. */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = byteOffset

    /** The offset from the start of the record, in bytes. */
    @get:JvmName("offsetInRecord")
    public val offsetInRecord: Int = offsetInRecord

    /** The tag of the field, as far as the problem is in a field or its directory entry. */
    @get:JvmName("tag")
    public val tag: String? = tag

    /** Which of the fields with this tag it is: the first one has 1. */
    @get:JvmName("occurrence")
    public val occurrence: Int? = occurrence

    /** The code of the subfield. */
    @get:JvmName("subfieldCode")
    public val subfieldCode: Char? = subfieldCode

    /** The control number of the record (001), if it could be read. */
    @get:JvmName("controlNumber")
    public val controlNumber: String? = controlNumber

    /** The line of the input, in formats that have lines: the first one is 1, and each ends in a line feed. */
    @get:JvmName("line")
    public val line: Long? = line

    /** The place in the [line], counted in bytes: the first one is 1. */
    @get:JvmName("column")
    public val column: Long? = column

    @JvmSynthetic
    internal fun movedTo(recordIndex: Long?, byteOffset: Long): ProblemPosition = ProblemPosition(
        recordIndex,
        this.byteOffset + byteOffset,
        offsetInRecord,
        tag,
        occurrence,
        subfieldCode,
        controlNumber,
        line,
        column,
    )

    /** Returns the same position at another offset. */
    @JvmSynthetic
    internal fun at(byteOffset: Long, offsetInRecord: Int): ProblemPosition = ProblemPosition(
        recordIndex,
        byteOffset,
        offsetInRecord,
        tag,
        occurrence,
        subfieldCode,
        controlNumber,
        line,
        column,
    )

    override fun equals(other: Any?): Boolean = other is ProblemPosition && toString() == other.toString()

    override fun hashCode(): Int = toString().hashCode()

    /**
     * For example `record 3 (001 ocm123), byte 4711 (offset 311 in the record), field 650[2] $a`; in formats with lines,
     * `line 12, column 7` stands before the byte.
     */
    override fun toString(): String = buildString {
        append("record")
        if (recordIndex != null) append(' ').append(recordIndex)
        if (controlNumber != null) append(" (001 ").append(controlNumber).append(')')
        if (line != null) append(", line ").append(line).append(", column ").append(column)
        append(", byte ").append(byteOffset).append(" (offset ").append(offsetInRecord).append(" in the record)")
        if (tag != null) append(", field ").append(tag)
        if (occurrence != null) append('[').append(occurrence).append(']')
        if (subfieldCode != null) append(" $").append(subfieldCode)
    }

    internal companion object {
        private const val serialVersionUID = 1L

        @JvmSynthetic
        internal fun of(
            recordIndex: Long?,
            byteOffset: Long,
            offsetInRecord: Int,
            tag: String? = null,
            occurrence: Int? = null,
            subfieldCode: Char? = null,
            controlNumber: String? = null,
            line: Long? = null,
            column: Long? = null,
        ): ProblemPosition = ProblemPosition(
            recordIndex,
            byteOffset,
            offsetInRecord,
            tag,
            occurrence,
            subfieldCode,
            controlNumber,
            line,
            column,
        )
    }
}
