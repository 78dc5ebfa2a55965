// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.CharacterSetDetection.Confidence
import dev.marcato.CharacterSetRule
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Severity
import dev.marcato.TextCheck
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.reading.TextChoice
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.record.subfieldCodeAt
import dev.marcato.internal.text.valuesOf

/** Checks the content of fields whose places are known; changes nothing. */
internal class ContentCheck(
    private val bytes: ByteArray,
    private val text: TextChoice,
    private val options: ReadOptions,
    private val notes: ProblemNotes,
) {
    private val buffer = littleEndian(bytes)
    private val checksText = options.textCheck != TextCheck.NONE
    private val checksCodes = options.textCheck == TextCheck.TEXT_AND_CODES
    private val saysLeader = options.characterSetRule == CharacterSetRule.OBEY
    private var isCharacterSetNoted = false

    fun check(entry: DirectoryEntry) {
        checkDelimiters(entry)
        if (!Tags.isControl(entry.packedTag)) checkDataField(entry)
        checkText(entry)
    }

    private fun checkDelimiters(entry: DirectoryEntry) {
        for (at in entry.from until entry.to) {
            when (bytes[at]) {
                RECORD_TERMINATOR -> note(
                    entry,
                    ProblemCode.RECORD_TERMINATOR_INSIDE,
                    at,
                    "0x1D",
                    "0x1D at the end of the record only",
                )

                FIELD_TERMINATOR -> note(
                    entry,
                    ProblemCode.FIELD_TERMINATOR_INSIDE,
                    at,
                    "0x1E",
                    "0x1E at the end of the field only",
                )
            }
        }
    }

    private fun checkDataField(entry: DirectoryEntry) {
        val delimiter = entry.from + INDICATOR_COUNT
        val isMissing = delimiter + 1 >= entry.to || bytes[delimiter] != SUBFIELD_DELIMITER
        if (isMissing) {
            val found = excerpt(bytes, entry.from, minOf(entry.from + INDICATOR_COUNT + 2, entry.to))
            val expected = "two indicators, 0x1F and a subfield code at the start of the field"
            note(entry, ProblemCode.SUBFIELD_DELIMITER_MISSING, entry.from, found, expected)
        }
        for (at in entry.from until entry.to) {
            if (bytes[at] != SUBFIELD_DELIMITER) continue
            val isLong = checksText && text.isUtf8 && isLongCode(buffer, at + 1, entry.to)
            if (isLong) entry.hasLongCodes = true
            if (isLong || checksCodes) checkCode(entry, at)
        }
        for (at in entry.from until minOf(delimiter, entry.to)) {
            // The field begins with a subfield, which is already reported.
            if (isMissing && bytes[at] == SUBFIELD_DELIMITER) break
            if (bytes[at] in 0x20..0x7E) continue
            val expected = "a blank or a graphic ASCII character"
            note(entry, ProblemCode.INDICATOR_NOT_ASCII, at, "0x${hex(bytes[at])}", expected)
        }
    }

    private fun checkCode(entry: DirectoryEntry, delimiter: Int) {
        val at = delimiter + 1
        if (at == entry.to || bytes[at] == SUBFIELD_DELIMITER) {
            // At the start of a field, the report about the missing start covers this.
            if (at == entry.to && delimiter == entry.from + INDICATOR_COUNT) return
            val found = if (at == entry.to) "the end of the field" else "0x1F"
            note(entry, ProblemCode.SUBFIELD_CODE_MISSING, delimiter, found, "a subfield code after 0x1F")
        } else if (bytes[at] !in 0x21..0x7E) {
            val expected = "a graphic ASCII character"
            note(entry, ProblemCode.SUBFIELD_CODE_NOT_ASCII, at, "0x${hex(bytes[at])}", expected)
        }
    }

    private fun checkText(entry: DirectoryEntry) {
        noteUnsupported(entry)
        noteContradiction(entry)
        if (!checksText) return
        val codec = text.codec
        if (text.isUtf8) {
            val at = firstByteNotUtf8(buffer, entry.from, entry.to)
            if (at >= 0) {
                val expected = if (saysLeader) "UTF-8, as leader/09 says" else "UTF-8"
                noteText(entry, ProblemCode.TEXT_NOT_UTF_8, at, expected)
            }
        } else if (codec != null && !codec.isPlain(bytes, entry.from, entry.to)) {
            val values = valuesOf(buffer, entry.from, entry.to, Tags.isControl(entry.packedTag))
            codec.check(bytes, values) { at, _, expected ->
                noteText(entry, ProblemCode.TEXT_UNDECODABLE, at, expected)
            }
        }
    }

    private fun noteUnsupported(entry: DirectoryEntry) {
        val found = text.unsupported
        if (found == null || isCharacterSetNoted) return
        var at = entry.from
        while (at < entry.to && bytes[at] >= 0) at++
        if (at == entry.to) return
        isCharacterSetNoted = true
        val expected = if (options.characterSetRule == CharacterSetRule.OBEY_UNIMARC) {
            "two digits for each set, such as 50 for UTF-8"
        } else {
            "\"a\" for UTF-8, or a blank for MARC-8"
        }
        note(entry, ProblemCode.CHARACTER_SET_UNSUPPORTED, at, found, expected)
    }

    private fun noteContradiction(entry: DirectoryEntry) {
        val found = text.contradiction ?: return
        if (found.offset !in entry.from until entry.to) return
        val code = ProblemCode.CHARACTER_SET_CONTRADICTED
        val severity = if (found.confidence == Confidence.CERTAIN) code.severity else Severity.WARNING
        note(entry, code, found.offset, "$found", "MARC-8, as leader/09 says", severity)
    }

    private fun noteText(entry: DirectoryEntry, code: ProblemCode, at: Int, expected: String) {
        note(entry, code, at, excerpt(bytes, at, minOf(at + EXCERPT_LENGTH, entry.to)), expected)
    }

    private fun note(
        entry: DirectoryEntry,
        code: ProblemCode,
        at: Int,
        found: String,
        expected: String,
        severity: Severity = code.severity,
    ) {
        notes.add(Part.CONTENT, code, at, found, expected, entry, subfieldCodeAt(at, entry), severity)
    }

    private fun subfieldCodeAt(offset: Int, entry: DirectoryEntry): Char? =
        if (Tags.isControl(entry.packedTag)) null else subfieldCodeAt(bytes, entry.from, entry.to, offset)

    private companion object {
        const val EXCERPT_LENGTH = 4
    }
}
