// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.edit.Edits
import dev.marcato.edit.edited
import dev.marcato.edit.records
import dev.marcato.writeTo
import java.nio.file.Path

/** What the page on editing shows. */
@Suppress("UNUSED_EXPRESSION")
internal suspend fun editing(record: Record, input: Path, output: Path) {
    val edits = Edits.parse("remove 9XX\nadd 590 \$a \"Gift of {100\$a}\" if 100")  // made once, used for any number of records
    val edited = edits.apply(record)
    edited.record                                                    // the record as it is now; null if a rule dropped it
    edited.changes.forEach { println(it) }                           // 990[0]: 990    $a x -> (nothing)
    MarcReader.open(input).edited(edits).records().writeTo(output)   // read, edited by several workers, written in order
}

/** What the README of the module shows. */
@Suppress("UNUSED_EXPRESSION")
internal fun editingInTheReadme(record: Record) {
    val edits = Edits.parse(
        """
        remove 9XX
        prefix 856${'$'}u with "https://proxy.example.org/login?url=" once
        set 008 form of item to "online" if 338${'$'}a = "online resource"
        """.trimIndent(),
    )
    val edited = edits.apply(record)
    edited.record // the new record; the same object if nothing changed, null if a rule dropped it
    edited.changes // what each rule changed: place, before, after
    edited.problems // what couldn't be done; the record stayed as it was before that rule
}
