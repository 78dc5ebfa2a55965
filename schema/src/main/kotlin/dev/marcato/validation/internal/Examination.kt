// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.DataField
import dev.marcato.FieldCursor
import dev.marcato.Leader
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.ValueView
import dev.marcato.schema.Material
import dev.marcato.validation.Finding
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule

/**
 * A record that is being looked at, and what was found in it. Checks ask it about the record and report to it. One
 * thread at a time uses it, for one record after the other.
 */
internal class Examination(private val switches: Switches) {
    private val cursor = FieldCursor.create()
    private val other = FieldCursor.create()
    private val generalField = FieldCursor.create()
    private val places = Places()
    private val findings = ArrayList<Placed>()
    private var more = 0
    private var outcome: Outcome.Read? = null
    private var hasLookedForGeneral = false
    private var numbers = LongArray(0)

    /** Whether all fields of the record were counted. */
    var isCounted: Boolean = false

    /** A value that the engine looks at. */
    val spot: Spot = Spot(this)

    /** How often the fields of each tag came so far. */
    val counts: FieldCounts = FieldCounts()

    /** The record. */
    lateinit var record: Record
        private set

    /** What is said of its fields. */
    lateinit var tables: Tables
        private set

    /** The material of a bibliographic record; null for other records, and if leader/06 isn't a type. */
    var material: Material? = null
        private set

    /** The tag by which the current field is judged: of 880, the one that its $6 names. */
    var tag: String = ""

    /** What checks of subfields noted for those of the record: a bit each. */
    var notes: Int = 0

    private var hasSign = false

    /** Whether no sign for blanks was reported of this record yet; from now on, one is. */
    fun isFirstSign(): Boolean = !hasSign.also { hasSign = true }

    /** Begins with a [record], which was read as [outcome] if that isn't null. */
    fun begin(record: Record, outcome: Outcome.Read?, tables: Tables) {
        this.record = record
        this.outcome = outcome
        this.tables = tables
        hasLookedForGeneral = false
        hasSign = false
        isCounted = false
        material = materialOf(record)
        notes = 0
        counts.begin(tables.places)
        findings.clear()
        more = 0
        places.clear()
    }

    /** Visits the fields of the record, for the engine. */
    fun fields(): FieldCursor = cursor.also { it.reset(record) }

    /** The character of the leader at [position]. */
    fun leader(position: Int): Char = record.leaderAt(position)

    /** Whether the record has a field with this [tag]; 880 counts as 880. */
    fun has(tag: String): Boolean = if (isCounted) count(tag) > 0 else record.contains(tag)

    /** How many fields with this [tag] the record has. */
    fun count(tag: String): Int {
        val place = if (isCounted) tables.place(tag) else -1
        if (place >= 0) return counts[place]
        other.reset(record)
        var count = 0
        while (other.next()) if (other.hasTag(tag)) count++
        return count
    }

    /**
     * The character of 008 at [position]; U+0000 if the record has none, or one of a wrong length, which is a finding
     * of its own.
     */
    fun general(position: Int): Char {
        if (!hasLookedForGeneral) {
            hasLookedForGeneral = true
            generalField.reset(record)
            while (generalField.next() && !generalField.hasTag("008")) continue
            val isRight = generalField.index >= 0 && generalField.byteLength == GENERAL &&
                generalField.charAt(GENERAL - 1) != '\u0000'
            if (!isRight) generalField.reset(record)
        }
        return if (generalField.index < 0) '\u0000' else generalField.charAt(position)
    }

    /** Visits the fields of the record again, with a cursor that isn't that of the current field. */
    fun otherFields(): FieldCursor = other.also { it.reset(record) }

    /** An array that begins with [size] zeros, for the work of one check. */
    fun numbers(size: Int): LongArray {
        if (numbers.size < size) numbers = LongArray(size) else numbers.fill(0, 0, size)
        return numbers
    }

    /** Whether [rule] is looked at; for checks whose work is only worth doing for it. */
    fun isOn(rule: Rule): Boolean = switches.isOn(rule)

    /** Reports something about the record as a whole, or what is missing in it; [path] names it. */
    fun report(rule: Rule, path: String, found: String? = null, expected: String? = null) {
        val tag = path.take(TAG).takeIf { it.none { c -> c == 'X' || c == '.' } }
        add(rule, WHOLE, 0) { path to Facts(tag, found, expected, tag?.let { tables.schema.field(it)?.label }) }
    }

    /** Reports something about the characters of the leader from [start] to [end], which is the last of them. */
    fun reportLeader(rule: Rule, start: Int, end: Int = start, expected: String? = null) {
        add(rule, LEADER, if (places.isAsRead(record)) start else -1) {
            val found = String(CharArray(end - start + 1) { leader(start + it) })
            val isWhole = start == 0 && end == Leader.LENGTH - 1
            val label = tables.leader?.labelOf(start, end) ?: tables.schema.field(Tables.LEADER)?.label
            (Tables.LEADER + if (isWhole) "" else positions(start, end)) to
                Facts(Tables.LEADER, found, expected, label)
        }
    }

    /** Reports something about the field at [field]; if [found] is null, its beginning is what was found. */
    fun reportField(rule: Rule, field: FieldCursor, found: String? = null, expected: String? = null) {
        add(rule, field.index, field.byteOffset, severityOf(rule, field)) {
            places.of(record, field) to Facts(field.tag, found ?: field.value, expected, rulesOf(field)?.label)
        }
    }

    /** Reports something about an indicator of the field at [field]. */
    fun reportIndicator(rule: Rule, field: FieldCursor, number: Int, expected: String? = null) {
        add(rule, field.index, field.byteOffset.let { if (it < 0) it else it + number - 1 }) {
            val found = if (number == 1) field.indicator1 else field.indicator2
            "${places.of(record, field)}^$number" to
                Facts(field.tag, "$found", expected, rulesOf(field)?.indicator(number)?.label)
        }
    }

    /** Reports something about the current subfield of the field at [field]; its value is what was found. */
    fun reportSubfield(rule: Rule, field: FieldCursor, expected: String? = null) {
        val subfield = field.subfields
        add(rule, field.index, subfield.byteOffset, severityOf(rule, field)) {
            val rules = rulesOf(field)
            val label = rules?.subfield(subfield.code)?.definition?.label ?: rules?.label
            places.ofSubfield(record, field) to Facts(field.tag, subfield.value, expected, label)
        }
    }

    /**
     * Reports something about the characters from [start] to [end], which is the last of them, of the control field at
     * [field] or of its current subfield.
     */
    fun reportPositions(rule: Rule, field: FieldCursor, start: Int, end: Int, expected: String? = null) {
        val value = if (field.isControl) field else field.subfields
        add(rule, field.index, offsetIn(value, start)) {
            val found = String(CharArray(end - start + 1) { value.charAt(start + it) }).trimEnd('\u0000')
            val rules = rulesOf(field)
            val values = if (field.isControl) {
                rules?.values(
                    field,
                    this,
                )
            } else {
                rules?.subfield(field.subfields.code)?.values
            }
            val path = if (field.isControl) places.of(record, field) else places.ofSubfield(record, field)
            path + pathOf(value, start, end) to
                Facts(field.tag, found, expected, values?.labelOf(start, end) ?: rules?.label)
        }
    }

    /** Reports that the field at [field] lacks a subfield with this [code]. */
    fun reportMissing(rule: Rule, field: FieldCursor, code: Char, expected: String? = null) {
        add(rule, field.index, field.byteOffset) {
            val rules = rulesOf(field)
            val label = rules?.subfield(code)?.definition?.label ?: rules?.label
            "${places.of(record, field)}$$code" to Facts(field.tag, null, expected, label)
        }
    }

    /** What was found, in the order of the fields; an unmodifiable list. Forgets the record. */
    fun end(): List<Finding> {
        outcome = null
        if (findings.isEmpty()) return emptyList()
        findings.sortBy { it.field }
        val found = ArrayList<Finding>(findings.size + 1)
        for (placed in findings) found += placed.finding
        if (more > 0) found += moreFinding()
        findings.clear()
        return java.util.Collections.unmodifiableList(found)
    }

    private class Placed(val field: Int, val finding: Finding)

    private class Facts(val tag: String?, val found: String?, val expected: String?, val label: String?)

    private fun rulesOf(field: FieldCursor): FieldRules? {
        val tag = field.tag
        if (tag != Tables.LINKED) return tables.rules(tag)
        // Not by the cursor, which may be at a subfield that is being reported.
        val link = (record.fields[field.index] as DataField)['6'].orEmpty()
        return tables.rules(if (LINK.containsMatchIn(link)) link.take(TAG) else tag)
    }

    /** Where the byte [index] of a value is; where the value is if it has others than ASCII. */
    private fun offsetIn(value: ValueView, index: Int): Int {
        val start = value.byteOffset
        return if (start < 0 || index >= value.byteLength || !isAscii(value)) start else start + index
    }

    private fun isAscii(value: ValueView) = value.charAt(value.byteLength - 1) != '\u0000'

    /** Adds a finding, whose path and facts are only asked for if it counts. */
    private inline fun add(
        rule: Rule,
        field: Int,
        offset: Int,
        severity: FindingSeverity? = switches.severityOf(rule),
        facts: () -> Pair<String, Facts>,
    ) {
        if (severity == null) return
        if (findings.size == MOST) {
            more++
            return
        }
        val (path, what) = facts()
        findings += Placed(field, findingOf(rule, severity, path, what, offset))
    }

    private fun findingOf(rule: Rule, severity: FindingSeverity, path: String, what: Facts, offset: Int) = Finding.of(
        rule,
        severity,
        path,
        what.tag,
        outcome?.recordIndex,
        // A place that isn't as it was read is where its record is.
        outcome?.let { it.byteOffset + maxOf(offset, 0) },
        record["001"]?.value,
        what.found?.let(::excerptOf),
        what.expected,
        what.label,
    )

    private fun moreFinding() = findingOf(
        SchemaRules.moreFindings,
        switches.severityOf(SchemaRules.moreFindings) ?: SchemaRules.moreFindings.severity,
        Tables.LEADER,
        Facts(null, "$more", null, null),
        0,
    )

    /** What is obsolete since a day before the record was made is more than a hint, unless a profile says otherwise. */
    private fun severityOf(rule: Rule, field: FieldCursor): FindingSeverity? {
        val severity = switches.severityOf(rule)
        if (severity == null || switches.isSet(rule)) return severity
        val definition = when (rule) {
            SchemaRules.deprecatedField -> rulesOf(field)?.definition
            SchemaRules.deprecatedSubfield -> rulesOf(field)?.subfield(field.subfields.code)?.definition
            else -> null
        }
        val since = definition?.obsoleteSince ?: return severity
        return if (isYounger(since)) FindingSeverity.WARNING else severity
    }

    /** Whether the record was made in a year after that of a date. */
    private fun isYounger(date: String): Boolean {
        val year = date.take(YEAR).toIntOrNull() ?: return false
        val tens = general(0) - '0'
        val ones = general(1) - '0'
        if (tens !in 0..9 || ones !in 0..9) return false
        val made = 10 * tens + ones
        return (if (made < FIRST_YEAR) 2000 + made else 1900 + made) > year
    }

    private fun materialOf(record: Record): Material? {
        val type = record.leaderAt(TYPE)
        return when {
            type == 's' -> null
            type == 'a' && record.leaderAt(LEVEL) in "bis" -> Material.CONTINUING_RESOURCES
            else -> Material.ofForm(type)
        }
    }

    /** Paths count code points; a value with others than ASCII may have two characters for one. */
    private fun pathOf(value: ValueView, start: Int, end: Int): String {
        if (isAscii(value)) return positions(start, end)
        val text = value.value
        val first = text.codePointCount(0, start) - if (start > 0 && text[start].isLowSurrogate()) 1 else 0
        return positions(maxOf(first, 0), text.codePointCount(0, minOf(end + 1, text.length)) - 1)
    }

    private fun positions(start: Int, end: Int) = if (start == end) "/$start" else "/$start-$end"

    private companion object {
        val LINK = Regex("^[0-9]{3}-[0-9]{2}")
        const val GENERAL = 40
        const val TAG = 3
        const val YEAR = 4
        const val TYPE = 6
        const val LEVEL = 7

        /** Machine-readable records are younger than this. */
        const val FIRST_YEAR = 60

        /** More findings of one record aren't listed, but counted. */
        const val MOST = 1000

        /** Before all fields. */
        const val WHOLE = -2
        const val LEADER = -1
    }
}
