// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.corpora

import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Corpora
import dev.marcato.validation.Finding
import dev.marcato.validation.RepeatedIdentifiers
import dev.marcato.validation.Rule
import dev.marcato.validation.Validator
import java.nio.file.Path
import java.util.TreeMap

/** What is found in real files, by rule. */
internal class CorporaTotals(private val corpora: Corpora) {
    class Total(val rule: Rule) {
        var findings: Long = 0
        var records: Long = 0
        var files: Long = 0
    }

    private val validator = Validator.marc21()
    private val totals = TreeMap<String, Total>()
    var records: Long = 0
        private set

    /** Calls [action] with each finding in MARC 21 records, as far as the files can be read. */
    fun forEach(action: (Path, Finding) -> Unit = { _, _ -> }) {
        for (file in corpora.files(*ENDINGS).filterNot(::isOther)) {
            val repeated = RepeatedIdentifiers.of()
            val seen = HashSet<String>()
            BlockingMarcReader.open(file, ReadOptions { strictness = Strictness.LENIENT }).use { reader ->
                for (outcome in reader.outcomes()) {
                    if (outcome !is Outcome.Read) continue
                    records++
                    val findings = validator.validate(outcome) + repeated.add(outcome)
                    for (finding in findings) {
                        totals.getOrPut(finding.code) { Total(finding.rule) }.findings++
                        action(file, finding)
                    }
                    for (code in findings.map { it.code }.distinct()) {
                        totals.getValue(code).records++
                        if (seen.add(code)) totals.getValue(code).files++
                    }
                }
            }
        }
    }

    /** A line a rule: code, findings, records, files. */
    fun table(): String = totals.entries.joinToString(
        "\n",
        "# rule findings records files, in $records records\n",
        "\n",
    ) { (code, total) ->
        "$code ${total.findings} ${total.records} ${total.files}"
    }

    private companion object {
        val ENDINGS = arrayOf("mrc", "marc", "dat", "xml", "json", "mrk", "seq")

        /** Reference data, and records in UNIMARC or formats that are no MARC at all. */
        fun isOther(file: Path) = "$file".contains("reference") || "$file".lowercase().contains("unimarc")
    }
}
