// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.Strictness
import dev.marcato.edit.EditSummary
import dev.marcato.edit.Edits
import dev.marcato.edit.edited
import dev.marcato.edit.records
import dev.marcato.writeTo
import java.nio.file.Path
import kotlin.io.path.Path
import kotlinx.coroutines.flow.onEach

/** Edits the records of a file by rules, and counts what the rules did. Arguments: the rules, the records, the output. */
suspend fun main(args: Array<String>) {
    val (rules, input, output) = args.map { Path(it) }
    val summary = editAll(rules, input, output)
    println("${summary.changed} of ${summary.records} records changed")
    for (rule in summary.rules) println("${rule.matched} ${rule.changed} ${rule.rule}")
    for (rule in summary.neverMatched) println("never matched: $rule")
}

/** Records are edited by a worker for each core; they come, and are written, in the order of the file. */
suspend fun editAll(rules: Path, input: Path, output: Path): EditSummary {
    val edits = Edits.read(rules)
    val summary = EditSummary.of(edits)
    MarcReader.open(input) { strictness = Strictness.LENIENT }
        .edited(edits)
        .onEach(summary::add)
        .records()
        .writeTo(output)
    return summary
}
