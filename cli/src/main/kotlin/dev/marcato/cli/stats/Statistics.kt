// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.FieldCursor
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.validation.FindingSummary
import dev.marcato.validation.Validator
import java.util.EnumMap

/**
 * Counts what is in catalogues. It holds only numbers: its memory depends on the number of different tags and
 * languages, not of records.
 *
 * @property standard the standard by which records are interpreted
 * @property validator counts what is wrong in records; null if that isn't asked for
 */
internal class Statistics(
    private val standard: Standard = Standard.MARC_21,
    private val validator: Validator? = null,
) {
    private val findings = FindingSummary(EXAMPLES)
    private val fields = FieldTallies(standard)
    private val cursor = FieldCursor.create()
    private val lengths = LengthTally()
    private val types = LongArray(BYTES)
    private val isBibliographicType = BooleanArray(BYTES) { standard.isBibliographic(it.toChar()) }
    private val encodings = LongArray(BYTES)
    private val characterSets = HashMap<String, LongCounter>()
    private val languages = LanguageTally()
    private val years = LongArray(LAST_YEAR + 1)
    private val formats = EnumMap<MarcFormat, LongCounter>(MarcFormat::class.java)
    private val problems = EnumMap<ProblemCode, ProblemTally>(ProblemCode::class.java)
    private val present = LongArray(Completeness.entries.size)

    private class LongCounter(var value: Long = 0)

    private class ProblemTally {
        var severity = Severity.WARNING
            private set
        var value = 0L
            private set

        /** The severity is the worst that a problem with this code has. */
        fun add(severity: Severity, number: Long) {
            this.severity = maxOf(this.severity, severity)
            value += number
        }
    }

    private var recordNumber = 0L
    private var subfieldCount = 0L
    private var bibliographic = 0L
    private var bytes = 0L
    private var damagedRecords = 0L
    private var damages = 0L
    private var damagedBytes = 0L
    private var isBibliographic = false

    // The bits of the current record; see Completeness.bit.
    private var complete = 0

    fun add(format: MarcFormat) {
        formats.getOrPut(format) { LongCounter() }.value++
    }

    /** Counts the [outcome], which comes after [recordsBefore] records of the file with the name [source]. */
    fun add(outcome: Outcome, recordsBefore: Long = 0, source: String? = null) {
        bytes += outcome.byteLength
        for (problem in outcome.problems) add(problem)
        when (outcome) {
            is Outcome.Read -> {
                if (outcome.problems.isNotEmpty()) damagedRecords++
                lengths.add(outcome.byteLength)
                add(outcome.record)
                if (validator != null) findings.add(validator.validate(outcome), source, recordsBefore)
            }

            is Outcome.Damage -> {
                damages++
                damagedBytes += outcome.byteLength
            }

            is Outcome.Filler -> Unit
        }
    }

    /** Adds the counts of a part of a file that comes after [recordsBefore] records of it. */
    fun add(other: Statistics, recordsBefore: Long = 0) {
        findings.add(other.findings, recordsBefore)
        bytes += other.bytes
        damagedRecords += other.damagedRecords
        damages += other.damages
        damagedBytes += other.damagedBytes
        recordNumber += other.recordNumber
        subfieldCount += other.subfieldCount
        bibliographic += other.bibliographic
        fields.add(other.fields)
        lengths.add(other.lengths)
        types.add(other.types)
        encodings.add(other.encodings)
        for ((name, counter) in other.characterSets) {
            characterSets.getOrPut(name) { LongCounter() }.value += counter.value
        }
        years.add(other.years)
        present.add(other.present)
        languages.add(other.languages)
        for ((format, counter) in other.formats) formats.getOrPut(format) { LongCounter() }.value += counter.value
        for ((code, tally) in other.problems) {
            problems.getOrPut(code) { ProblemTally() }.add(tally.severity, tally.value)
        }
    }

    private fun LongArray.add(other: LongArray) {
        for (index in indices) this[index] += other[index]
    }

    private fun add(record: Record) {
        val leader = record.leader
        begin(leader[6].code, leader[9].code)
        record.forEachField(cursor, ::addField)
        if (standard == Standard.UNIMARC) addUnimarc(record)
        if (isBibliographic) addCompleteness()
        recordNumber++
    }

    /** Counts what UNIMARC stores elsewhere than MARC 21: the first language, the first date, and the character set. */
    private fun addUnimarc(record: Record) {
        val codes = record.dataField("100")?.get('a').orEmpty()
        if (codes.length >= DATE_END) addYear { codes[9 + it] }
        val language = record.dataField("101")?.get('a').orEmpty()
        if (language.length >= LANGUAGE_LENGTH) addLanguage { language[it] }
        // Reading chooses a set only if it makes a difference.
        val isAscii = record.rawBytes?.all { it >= 0 } == true
        characterSets.getOrPut(if (isAscii) "ASCII only" else "${record.characterSet}") { LongCounter() }.value++
    }

    private fun addField(field: FieldCursor) {
        val tag = field.tag
        val tally = fields.of(tag)
        tally.addField(recordNumber)
        complete = complete or tally.completeness
        val subfields = field.subfields
        while (subfields.next()) {
            subfieldCount++
            tally.addSubfield(subfields.code.code, recordNumber)
        }
        if (standard == Standard.MARC_21 && tag == "008") addFixedField(field)
    }

    /** Begins a record with these codes in leader/06 and 09. */
    private fun begin(type: Int, coding: Int) {
        types[type and 0xFF]++
        encodings[coding and 0xFF]++
        isBibliographic = isBibliographicType[type and 0xFF]
        complete = 0
    }

    /** Counts year and language from field 008 of a bibliographic record; a field that is too short has neither. */
    private fun addFixedField(field: FieldCursor) {
        addYear { field.charAt(7 + it) }
        addLanguage { field.charAt(35 + it) }
    }

    private inline fun addYear(digit: (Int) -> Char) {
        if (!isBibliographic || has(Completeness.YEAR)) return
        var year = 0
        for (index in 0..3) {
            val found = digit(index)
            if (found !in '0'..'9') return
            year = year * 10 + (found - '0')
        }
        if (year !in 1..LAST_YEAR) return
        years[year]++
        complete = complete or Completeness.YEAR.bit
    }

    private inline fun addLanguage(letter: (Int) -> Char) {
        if (!isBibliographic || has(Completeness.LANGUAGE)) return
        var packed = 0
        for (index in 0..2) {
            val found = letter(index)
            if (!found.isLatin()) return
            packed = (packed shl 8) or found.code
        }
        languages.add(packed or LOWER_CASE)
        complete = complete or Completeness.LANGUAGE.bit
    }

    private fun Char.isLatin(): Boolean = this in 'a'..'z' || this in 'A'..'Z'

    private fun addCompleteness() {
        bibliographic++
        for (part in present.indices) present[part] += (complete ushr part and 1).toLong()
    }

    private fun languageShares(): List<Share> = buildList {
        languages.forEach { code, count -> add(Share(languageCode(code), count)) }
    }

    private fun has(part: Completeness): Boolean = complete and part.bit != 0

    private fun add(problem: MarcProblem) {
        problems.getOrPut(problem.code) { ProblemTally() }.add(problem.severity, 1)
    }

    fun report(files: List<String>): Report {
        val all = fields.all().map { FieldShare(it.tag, it.count, it.records, it.subfields()) }
        val first = years.indexOfFirst { it > 0 }.takeIf { it >= 0 }
        return Report(
            files = files,
            records = recordNumber,
            bytes = bytes,
            damagedRecords = damagedRecords,
            damages = damages,
            damagedBytes = damagedBytes,
            standard = standard,
            types = shares(types, standard::typeName),
            encodings = if (standard == Standard.UNIMARC) {
                characterSets.map { (name, counter) -> Share(name, counter.value) }.sorted()
            } else {
                shares(encodings, ::encodingName)
            },
            formats = formats.map { (format, counter) -> Share(format.name, counter.value) },
            bibliographic = bibliographic,
            completeness = Completeness.entries.map { Share(it.place(standard).label, present[it.ordinal]) },
            fieldCount = all.sumOf { it.count },
            subfieldCount = subfieldCount,
            fields = all,
            lengths = lengths.lengths(),
            languages = languageShares().sorted(),
            decades = decades(),
            firstYear = first,
            lastYear = years.indexOfLast { it > 0 }.takeIf { first != null },
            problems = problems.map { (code, tally) -> ProblemShare(code.name, tally.severity, tally.value) }
                .sortedByDescending { it.count },
            findings = findings.takeIf { validator != null },
        )
    }

    private fun decades(): List<Share> = (0..LAST_YEAR step DECADE)
        .map { start -> Share("${start}s", (start..minOf(start + DECADE - 1, LAST_YEAR)).sumOf { years[it] }) }
        .dropWhile { it.count == 0L }.dropLastWhile { it.count == 0L }

    private fun shares(counts: LongArray, name: (Char) -> String): List<Share> =
        counts.indices.filter { counts[it] > 0 }.map { Share(name(it.toChar()), counts[it]) }.sorted()

    private fun List<Share>.sorted(): List<Share> =
        sortedWith(compareByDescending<Share> { it.count }.thenBy { it.name })

    private companion object {
        const val DATE_END = 13
        const val LANGUAGE_LENGTH = 3
        const val BYTES = 256
        const val LAST_YEAR = 2999
        const val DECADE = 10
        const val EXAMPLES = 5
        const val LOWER_CASE = 0x202020

        fun languageCode(packed: Int): String =
            charArrayOf((packed ushr 16).toChar(), (packed ushr 8 and 0xFF).toChar(), (packed and 0xFF).toChar())
                .concatToString()

        fun encodingName(code: Char): String = when (code) {
            'a' -> "UTF-8"
            ' ' -> "MARC-8"
            else -> unknownCode(code)
        }
    }
}
