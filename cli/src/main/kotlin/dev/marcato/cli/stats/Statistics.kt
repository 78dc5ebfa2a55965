// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Severity
import java.util.EnumMap

/**
 * Counts what is in catalogues. It holds only numbers: its memory depends on the number of different tags and
 * languages, not of records.
 *
 * [RawScan] counts the bytes of a record that was read from ISO 2709 without a problem; of other records the fields are
 * counted. Both give the same result.
 *
 * @property standard the standard by which records are interpreted
 * @property countsBytes whether to count bytes if possible; otherwise always fields
 */
internal class Statistics(
    val standard: Standard = Standard.MARC_21,
    private val countsBytes: Boolean = true,
) {
    val fields = FieldTallies(standard)
    private val scan = RawScan(this)
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

    var recordNumber = 0L
        private set
    var subfieldCount = 0L
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

    fun add(outcome: Outcome) {
        bytes += outcome.byteLength
        for (problem in outcome.problems) add(problem)
        when (outcome) {
            is Outcome.Read -> {
                if (outcome.problems.isNotEmpty()) damagedRecords++
                lengths.add(outcome.byteLength)
                add(outcome.record)
            }

            is Outcome.Damage -> {
                damages++
                damagedBytes += outcome.byteLength
            }

            is Outcome.Filler -> Unit
        }
    }

    /** Adds the counts of other files, or of other parts of a file. */
    fun add(other: Statistics) {
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
        val raw = if (countsBytes && record.problems.isEmpty()) record.rawBytes else null
        if (raw == null || !scan.add(raw)) addFields(record)
        if (standard == Standard.UNIMARC) addUnimarc(record, raw ?: record.rawBytes)
        if (isBibliographic) addCompleteness()
        recordNumber++
    }

    fun addFields(record: Record) {
        val leader = record.leader
        begin(leader[6].code, leader[9].code)
        for (field in record.fields) {
            val tag = field.tag
            val tally = addField(tag[0].code, tag[1].code, tag[2].code)
            when (field) {
                is ControlField -> if (tag == "008") {
                    val text = field.value
                    addFixedField(text.length) { text[it].code }
                }

                is DataField -> for (subfield in field.subfields) {
                    subfieldCount++
                    tally.addSubfield(subfield.code.code, recordNumber)
                }
            }
        }
    }

    /** Counts what UNIMARC stores elsewhere than MARC 21: the first language, the first date, and the character set. */
    private fun addUnimarc(record: Record, raw: ByteArray?) {
        val codes = record.dataField("100")?.get('a').orEmpty()
        if (codes.length >= DATE_END) addYear(codes[9].code, codes[10].code, codes[11].code, codes[12].code)
        val language = record.dataField("101")?.get('a').orEmpty()
        if (language.length >= LANGUAGE_LENGTH) addLanguage(language[0].code, language[1].code, language[2].code)
        // Reading chooses a set only if it makes a difference.
        val isAscii = raw != null && raw.all { it >= 0 }
        characterSets.getOrPut(if (isAscii) "ASCII only" else "${record.characterSet}") { LongCounter() }.value++
    }

    /** Counts a field with the tag of these characters, and returns the tally for its subfields. */
    fun addField(first: Int, second: Int, third: Int): FieldTally {
        val tally = fields.of(first, second, third)
        tally.addField(recordNumber)
        complete = complete or tally.completeness
        return tally
    }

    /** Begins a record with these codes in leader/06 and 09. */
    fun begin(type: Int, coding: Int) {
        types[type and 0xFF]++
        encodings[coding and 0xFF]++
        isBibliographic = isBibliographicType[type and 0xFF]
        complete = 0
    }

    /** Counts year and language from the fixed field 008 of a bibliographic record; [at] returns its characters. */
    inline fun addFixedField(length: Int, at: (Int) -> Int) {
        if (standard != Standard.MARC_21) return
        if (length >= YEAR_END) addYear(at(7), at(8), at(9), at(10))
        if (length >= LANGUAGE_END) addLanguage(at(35), at(36), at(37))
    }

    fun addYear(first: Int, second: Int, third: Int, fourth: Int) {
        if (!isBibliographic || has(Completeness.YEAR)) return
        var year = 0
        for (digit in intArrayOf(first, second, third, fourth)) {
            if (digit !in ZERO..NINE) return
            year = year * 10 + digit - ZERO
        }
        if (year !in 1..LAST_YEAR) return
        years[year]++
        complete = complete or Completeness.YEAR.bit
    }

    fun addLanguage(first: Int, second: Int, third: Int) {
        if (!isBibliographic || has(Completeness.LANGUAGE)) return
        val packed = (first shl 16 or (second shl 8) or third) or LOWER_CASE
        for (shift in 0..16 step 8) if (packed ushr shift and 0xFF !in 'a'.code..'z'.code) return
        languages.add(packed)
        complete = complete or Completeness.LANGUAGE.bit
    }

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
        )
    }

    private fun decades(): List<Share> = (0..LAST_YEAR step DECADE)
        .map { start -> Share("${start}s", (start..minOf(start + DECADE - 1, LAST_YEAR)).sumOf { years[it] }) }
        .dropWhile { it.count == 0L }.dropLastWhile { it.count == 0L }

    private fun shares(counts: LongArray, name: (Char) -> String): List<Share> =
        counts.indices.filter { counts[it] > 0 }.map { Share(name(it.toChar()), counts[it]) }.sorted()

    private fun List<Share>.sorted(): List<Share> =
        sortedWith(compareByDescending<Share> { it.count }.thenBy { it.name })

    companion object {
        const val YEAR_END = 11
        const val LANGUAGE_END = 38
        private const val DATE_END = 13
        private const val LANGUAGE_LENGTH = 3
        private const val BYTES = 256
        private const val LAST_YEAR = 2999
        private const val DECADE = 10
        private const val ZERO = '0'.code
        private const val NINE = '9'.code
        private const val LOWER_CASE = 0x202020

        private fun languageCode(packed: Int): String =
            charArrayOf((packed ushr 16).toChar(), (packed ushr 8 and 0xFF).toChar(), (packed and 0xFF).toChar())
                .concatToString()

        private fun encodingName(code: Char): String = when (code) {
            'a' -> "UTF-8"
            ' ' -> "MARC-8"
            else -> unknownCode(code)
        }
    }
}
