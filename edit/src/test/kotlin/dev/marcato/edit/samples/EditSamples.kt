// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.samples

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.edit.EditSummary
import dev.marcato.edit.Edits
import dev.marcato.edit.edited
import dev.marcato.edit.records
import dev.marcato.writeTo
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow

internal fun editRecord(record: Record) {
    val edits = Edits.parse("remove 9XX\nset 245^1 to \"1\" if 100")
    val edited = edits.apply(record)
    edited.changes.forEach { println("${it.rule.line}: ${it.path}: ${it.before} -> ${it.after}") }
    println(edited.record)
}

internal suspend fun editFlow(records: Flow<Record>, edits: Edits, target: Path) {
    records.edited(edits).records().writeTo(target)
}

internal suspend fun rehearse(reader: MarcReader, edits: Edits) {
    val summary = EditSummary.of(edits)
    reader.edited(edits).collect(summary::add)
    println(summary)
    summary.neverMatched.forEach { println("This found nothing: $it") }
}

internal fun buildEdits(): Edits = Edits {
    remove("9XX").unless("9XX\$5 = \"DE-1\"")
    addField("590", ' ', ' ').subfield('a', "Gift of {100\$a}").once()
    given("LDR/06 = \"a\"") { addField("336", ' ', ' ').subfield('a', "text") }.otherwise { dropRecord() }
    each("650") { removeField().onlyIf("^2 = \"7\" and not \$2") }
}
