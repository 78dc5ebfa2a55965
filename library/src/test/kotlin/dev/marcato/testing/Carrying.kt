// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Conversion
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.Repair
import dev.marcato.Strictness
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import java.io.ByteArrayOutputStream
import java.text.Normalizer

/**
 * Checks the promise that what reading delivers, writing carries or reports: every record is written in every way, or
 * its refusal is in the report; what is read back is what was written; and what differs from it was reported.
 */
public class Carrying private constructor(
    /** Names the way of writing. */
    public val name: String,
    private val options: WriteOptions,
    private val isCopy: Boolean,
) {
    /** Counts what became of some records. */
    public class Tally {
        /** Counts records that were written as they are. */
        public var carried: Int = 0
            internal set

        /** Counts problems by their code: of records that were refused, and of things that were replaced. */
        public val problems: MutableMap<ProblemCode, Int> = java.util.TreeMap()
    }

    override fun toString(): String = name

    /** Writes and reads [records], which were read with [readOptions], and fails where something is lost in silence. */
    public fun check(records: List<Record>, readOptions: ReadOptions, tally: Tally = Tally()) {
        val (bytes, report) = written(records)
        val refused = refusedOf(records, report)
        val expected = records.indices.filter { it !in refused }
        val again = if (isCopy) copies(bytes, readOptions) else strictly(bytes)
        require(again.size == expected.size, records) { "${expected.size} records came out as ${again.size}" }
        val changed = report.problems.mapNotNull { it.position.recordIndex?.toInt() }.toSet()
        for ((place, index) in expected.withIndex()) {
            if (isSame(again[place], records[index])) continue
            require(index in changed, records) {
                "record $index: ${difference(again[place], records[index])}, with ${report.problems.take(MOST_SHOWN)}"
            }
        }
        if (!isCopy) expectSettled(again)
        tally.carried += expected.size
        for (problem in report.problems) tally.problems.merge(problem.code, 1, Int::plus)
    }

    private fun refusedOf(records: List<Record>, report: WriteReport): Set<Int> {
        val refused = report.problems.filter { it.code in ABOUT_SIZE }
        require(refused.size.toLong() == report.refusedRecords, records) {
            "${report.refusedRecords} records were refused, because of ${report.problems}"
        }
        return refused.mapNotNull { it.position.recordIndex?.toInt() }.toSet()
    }

    /** What was replaced once needs no replacement again. */
    private fun expectSettled(records: List<Record>) {
        // Text in MARC-8 may look like UTF-8, however it came about.
        val again = written(records).second.problems.filter { it.code != ProblemCode.CHARACTER_SET_CONTRADICTED }
        require(again.isEmpty(), records) { "is replaced again: $again" }
    }

    private fun written(records: List<Record>): Pair<ByteArray, WriteReport> {
        val target = ByteArrayOutputStream()
        val writer = BlockingMarcWriter.open(target, options)
        writer.use { it.writeAll(records) }
        return target.toByteArray() to writer.report
    }

    private fun isSame(one: Record, other: Record): Boolean =
        one == other || (one.fields == other.fields && meaning(one) == meaning(other)) ||
            (options.convertTo == Conversion.MARC_8 && normalized(one) == normalized(other))

    /** What a leader says, except for what follows from the encoding. */
    private fun meaning(record: Record): String =
        record.leader.toString().let { it.substring(5, CODING) + it.substring(17, 20) + it.substring(22) }

    /**
     * MARC-8 takes letters and marks apart, so the same text may come back in another form of Unicode. A ligature has
     * one form there and two in Unicode: two halves, or one mark over two letters.
     */
    private fun normalized(record: Record): String {
        val text = (meaning(record) + record.fields.joinToString("\n"))
            .replace('\uFE20', '\u0361').replace('\uFE22', '\u0360').replace("\uFE21", "").replace("\uFE23", "")
        return Normalizer.normalize(text, Normalizer.Form.NFC)
    }

    /** Reads as strict reading does; but text in MARC-8 may look like another set, which is then only a suspicion. */
    private fun strictly(bytes: ByteArray): List<Record> {
        val records = BlockingMarcReader.open(
            bytes,
            ReadOptions {
                format = options.format
                strictness = Strictness.LENIENT
            },
        ).use { it.toList() }
        val problems = records.flatMap { it.problems }.filter { it.code != ProblemCode.CHARACTER_SET_CONTRADICTED }
        if (problems.isNotEmpty()) throw AssertionError("$name: strict reading would say $problems")
        return records
    }

    private fun copies(bytes: ByteArray, readOptions: ReadOptions): List<Record> {
        val options = readOptions.toBuilder().format(MarcFormat.ISO_2709).build()
        val outcomes = ArrayList<Outcome>()
        BlockingMarcReader.open(bytes, options).use { reader ->
            while (true) outcomes.add(reader.readOutcome() ?: break)
        }
        val damage = outcomes.filterIsInstance<Outcome.Damage>()
        if (damage.isNotEmpty()) throw AssertionError("$name: holds bytes that aren't a record: $damage")
        return outcomes.filterIsInstance<Outcome.Read>().map { it.record }
    }

    private inline fun require(condition: Boolean, records: List<Record>, message: () -> String) {
        if (!condition) throw AssertionError("$name: ${message()}; ${records.size} records with ${problemsOf(records)}")
    }

    private fun difference(one: Record, other: Record): String {
        val fields = one.fields.map { "$it" } zip other.fields.map { "$it" }
        val (found, wanted) = fields.firstOrNull { it.first != it.second }
            ?: ("${one.leader}, ${one.fields.size} fields" to "${other.leader}, ${other.fields.size} fields")
        return "<$found> instead of <$wanted>"
    }

    private fun problemsOf(records: List<Record>): String =
        records.flatMap { it.problems }.take(MOST_SHOWN).joinToString("; ")

    public companion object {
        private const val MOST_SHOWN = 5
        private const val CODING = 9
        private val ABOUT_SIZE = setOf(ProblemCode.FIELD_TOO_LONG, ProblemCode.RECORD_TOO_LONG)

        /** Lists the ways of converting: to each format, and to each character set in ISO 2709. */
        @JvmField
        public val CONVERSIONS: List<Carrying> =
            (MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL - MarcFormat.ISO_2709).map { format ->
                conversion("$format") { this.format = format }
            } +
                listOf(Conversion.MARC_8, Conversion.UTF_8).map { set ->
                    conversion("ISO_2709 in $set") {
                        convertTo =
                            set
                    }
                } +
                conversion("MNEMONIC in MARC_8") {
                    format = MarcFormat.MNEMONIC
                    convertTo = Conversion.MARC_8
                }

        /** Lists the ways of copying from ISO 2709 to ISO 2709. */
        @JvmField
        public val COPIES: List<Carrying> = listOf(Repair.KEEP, Repair.RELAID).map { repair ->
            Carrying("copy, $repair", written { this.repair = repair }, isCopy = true)
        }

        private fun conversion(name: String, configure: WriteOptions.Builder.() -> Unit): Carrying =
            Carrying(name, written(configure), isCopy = false)

        private fun written(configure: WriteOptions.Builder.() -> Unit): WriteOptions = WriteOptions {
            format = MarcFormat.ISO_2709
            refusal = Refusal.SKIP
            reportedProblems = Int.MAX_VALUE
            configure()
        }
    }
}
