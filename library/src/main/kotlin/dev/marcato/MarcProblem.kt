// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.bytes.hexWindow
import dev.marcato.internal.bytes.jsonObject
import java.io.Serializable

/**
 * A problem in the bytes of a record: what is wrong, where, and what was expected.
 *
 * Programs read the properties; [toString] is one line for people. Immutable and safe to share between threads.
 * [Serializable] because exceptions, which carry it, are.
 */
public class MarcProblem private constructor(
    code: ProblemCode,
    severity: Severity,
    source: String?,
    position: ProblemPosition,
    found: String,
    expected: String,
    // The bytes around the position, and their offset in the input.
    private val surroundings: ByteArray,
    private val surroundingsOffset: Long,
) : Serializable {
    /** The kind of problem. */
    @get:JvmName("code")
    public val code: ProblemCode = code

    /**
     * [Severity.FATAL] if the bytes are no record because of this problem, [Severity.WARNING] if the problem is only
     * likely, otherwise the severity of the [code].
     */
    @get:JvmName("severity")
    public val severity: Severity = severity

    /** The name of the file, as it was given to the reader; null for an input without a name, and for writing. */
    @get:JvmName("source")
    public val source: String? = source

    /** The place of the problem. */
    @get:JvmName("position")
    public val position: ProblemPosition = position

    /** The content found there, in words or as an excerpt. */
    @get:JvmName("found")
    public val found: String = found

    /** The content expected there. */
    @get:JvmName("expected")
    public val expected: String = expected

    /**
     * Returns the bytes around the position in hexadecimal and as text, sixteen per line. Each line begins with its
     * offset in the input, a caret marks the byte of the problem, and the text ends with a line break.
     *
     *     00000048  74 74 65 72 00 20 1f 61  |tter. .a|
     *                           ^^
     */
    public fun hexWindow(): String = hexWindow(surroundings, surroundingsOffset, position.byteOffset)

    /**
     * Returns the problem as a JSON object in one line, without null values: `code`, `severity`, `source`,
     * `recordIndex`, `offset`, `offsetInRecord`, `line`, `column`, `tag`, `occurrence`, `subfieldCode`,
     * `controlNumber`, `found`, `expected`.
     */
    public fun toJson(): String = jsonObject(
        "code" to code.name,
        "severity" to severity.name,
        "source" to source,
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

    /** Returns this problem for a record with this index that begins [byteOffset] bytes further on. */
    @JvmSynthetic
    internal fun movedTo(recordIndex: Long?, byteOffset: Long): MarcProblem =
        copy(position = position.movedTo(recordIndex, byteOffset), surroundingsOffset = surroundingsOffset + byteOffset)

    /** Returns this problem for a record that begins at [byteOffset], without a known place in it. */
    @JvmSynthetic
    internal fun ofRecordAt(recordIndex: Long?, byteOffset: Long): MarcProblem =
        copy(position = position.at(0, 0).movedTo(recordIndex, byteOffset), surroundingsOffset = byteOffset)

    /** Returns this problem with the severity of its code, for a record that was read or written. */
    @JvmSynthetic
    internal fun ofLivingRecord(): MarcProblem = copy(severity = code.severity)

    /** Returns this problem as the reason for refusing a record. */
    @JvmSynthetic
    internal fun ofRefusedRecord(): MarcProblem = copy(severity = Severity.FATAL)

    /** Returns this problem for the record with this index. */
    @JvmSynthetic
    internal fun ofRecord(recordIndex: Long?): MarcProblem = movedTo(recordIndex, 0)

    /** Returns this problem for a file with this name. */
    @JvmSynthetic
    internal fun from(source: String?): MarcProblem = copy(source = source)

    private fun copy(
        severity: Severity = this.severity,
        source: String? = this.source,
        position: ProblemPosition = this.position,
        surroundingsOffset: Long = this.surroundingsOffset,
    ): MarcProblem = MarcProblem(code, severity, source, position, found, expected, surroundings, surroundingsOffset)

    override fun equals(other: Any?): Boolean = other is MarcProblem && code == other.code &&
        severity == other.severity && source == other.source && position == other.position && found == other.found &&
        expected == other.expected

    override fun hashCode(): Int = 31 * code.hashCode() + position.hashCode()

    /**
     * For example `dump.mrc: RECORD_LENGTH_WRONG in record 3 (001 ocm123), byte 4711 (offset 0 in the record): found …,
     * expected …`.
     */
    override fun toString(): String =
        "${source?.plus(": ").orEmpty()}$code in $position: found $found, expected $expected"

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
        ): MarcProblem = MarcProblem(code, severity, null, position, found, expected, surroundings, surroundingsOffset)
    }
}

/**
 * The place of a problem. Values that are unknown, or have no meaning for the problem, are null.
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
     * The number of records before this one in the input: the first record has index 0. Null if reading began in the
     * middle.
     */
    @get:JvmName("recordIndex")
    public val recordIndex: Long? = recordIndex

    /** The offset in bytes from the start of the input, after decompression. */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = byteOffset

    /** The offset in bytes from the start of the record. */
    @get:JvmName("offsetInRecord")
    public val offsetInRecord: Int = offsetInRecord

    /** The tag of the field, if the problem is in a field or its directory entry. */
    @get:JvmName("tag")
    public val tag: String? = tag

    /** The number of the field among those with this tag, from 1. */
    @get:JvmName("occurrence")
    public val occurrence: Int? = occurrence

    /** The code of the subfield. */
    @get:JvmName("subfieldCode")
    public val subfieldCode: Char? = subfieldCode

    /** The control number of the record (001), if it could be read. */
    @get:JvmName("controlNumber")
    public val controlNumber: String? = controlNumber

    /** The line in the input, from 1, in formats that have lines. Each line ends in a line feed. */
    @get:JvmName("line")
    public val line: Long? = line

    /** The byte in the [line], from 1. */
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
     * For example `record 3 (001 ocm123), byte 4711 (offset 311 in the record), field 650[2] $a`. Formats with lines
     * have `line 12, column 7` before the byte.
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
