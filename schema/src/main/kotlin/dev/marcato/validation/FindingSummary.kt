// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import java.util.Collections

/**
 * Counts the findings of many records by rule, and keeps the first few of each rule as examples. Its size depends on
 * the number of rules, not on that of records.
 *
 * Several threads can each fill one of their own; then [add] puts these together. Not thread-safe.
 *
 * @property examples how many findings of each rule are kept
 */
public class FindingSummary
@JvmOverloads
constructor(@get:JvmName("examples") public val examples: Int = USUAL_EXAMPLES) {
    private val byCode = HashMap<String, Tally>()

    /** How many records there were. */
    @get:JvmName("records")
    public var records: Long = 0
        private set

    /** How many of them have findings. */
    @get:JvmName("recordsWithFindings")
    public var recordsWithFindings: Long = 0
        private set

    init {
        require(examples >= 0) { "The number of examples can't be negative: $examples" }
    }

    /** How many findings there are. */
    @get:JvmName("findings")
    public val findings: Long get() = byCode.values.sumOf { it.findings }

    /** How many findings of this [severity] there are. */
    public fun count(severity: FindingSeverity): Long =
        byCode.values.filter { it.severity == severity }.sumOf { it.findings }

    /** The rules with findings: the most severe first, of these those with the most findings; an unmodifiable list. */
    @get:JvmName("rules")
    public val rules: List<RuleSummary>
        get() = Collections.unmodifiableList(
            byCode.values.sortedWith(WORST_FIRST).map { tally ->
                val share = if (records == 0L) 0.0 else tally.records.toDouble() / records
                RuleSummary.of(tally.rule, tally.severity, tally.findings, tally.records, share, tally.examples)
            },
        )

    /** Adds the findings of a record, also if there are none. */
    public fun add(findings: List<Finding>) {
        count(findings) { it }
    }

    /** The same; examples get the name of the file and the index of the record: see [Finding.at]. */
    public fun add(findings: List<Finding>, source: String?, recordIndex: Long?) {
        count(findings) { it.at(source, recordIndex) }
    }

    /**
     * Adds what comes [later]: other records of the same input, or another input. If that was counted from the middle
     * of an input, [recordsBefore] records there are added to the index of the record in its examples.
     */
    @JvmOverloads
    public fun add(later: FindingSummary, recordsBefore: Long = 0) {
        records += later.records
        recordsWithFindings += later.recordsWithFindings
        for (part in later.byCode.values) {
            val tally = byCode.getOrPut(part.rule.code) { Tally(part.rule, part.severity) }
            tally.severity = maxOf(tally.severity, part.severity)
            tally.findings += part.findings
            tally.records += part.records
            for (example in part.examples.take(examples - tally.examples.size)) {
                tally.examples += example.at(example.source, example.recordIndex?.plus(recordsBefore))
            }
        }
    }

    private inline fun count(findings: List<Finding>, place: (Finding) -> Finding) {
        val number = records++
        if (findings.isEmpty()) return
        recordsWithFindings++
        for (finding in findings) {
            val tally = byCode.getOrPut(finding.code) { Tally(finding.rule, finding.severity) }
            tally.severity = maxOf(tally.severity, finding.severity)
            tally.findings++
            if (tally.lastRecord != number) {
                tally.lastRecord = number
                tally.records++
            }
            if (tally.examples.size < examples) tally.examples += place(finding)
        }
    }

    /** One line: `12 findings in 3 of 100 records`. */
    override fun toString(): String = "$findings findings in $recordsWithFindings of $records records"

    private class Tally(val rule: Rule, var severity: FindingSeverity) {
        var findings = 0L
        var records = 0L
        var lastRecord = -1L
        val examples = ArrayList<Finding>()
    }

    private companion object {
        const val USUAL_EXAMPLES = 5
        val WORST_FIRST = compareByDescending<Tally> { it.severity }.thenByDescending { it.findings }
            .thenBy { it.rule.code }
    }
}

/**
 * The findings of one rule.
 *
 * @property rule the rule
 * @property severity how much they matter
 * @property findings how many there are
 * @property records how many records have one
 * @property share the share of all records that have one, from 0 to 1
 * @property examples the first of them, as an unmodifiable list
 */
public class RuleSummary private constructor(
    @get:JvmName("rule") public val rule: Rule,
    @get:JvmName("severity") public val severity: FindingSeverity,
    @get:JvmName("findings") public val findings: Long,
    @get:JvmName("records") public val records: Long,
    @get:JvmName("share") public val share: Double,
    @get:JvmName("examples") public val examples: List<Finding>,
) {
    /** One line: `undefinedField: 12 findings in 3 records`. */
    override fun toString(): String = "$rule: $findings findings in $records records"

    internal companion object {
        @JvmSynthetic
        internal fun of(
            rule: Rule,
            severity: FindingSeverity,
            findings: Long,
            records: Long,
            share: Double,
            examples: List<Finding>,
        ): RuleSummary =
            RuleSummary(rule, severity, findings, records, share, Collections.unmodifiableList(examples.toList()))
    }
}
