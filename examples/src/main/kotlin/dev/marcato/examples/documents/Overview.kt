// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.path.MarcPath
import dev.marcato.path.select
import dev.marcato.writeTo
import java.nio.file.Path
import kotlin.io.path.Path

/** The list of the README, "What it does". */
@Suppress("UNUSED_EXPRESSION")
internal suspend fun overview(record: Record, json: String, path: Path, folder: Path, index: MutableList<String>) {
    record["245", 'a']                           // the first $a of fields 245; record.title has all its parts
    record.values("020", "a")                    // all values of $a in all fields 020
    record.select(MarcPath.of("650|_0|\$a"))      // paths: MARCspec and more
    record.edit { remove("9XX"); field("500") { 'a' to "Checked" } }         // a new record; a record never changes
    Record.parse(json).toBytes()                                             // one record, from any format into any other
    MarcReader.open(Path("dump.xml.gz")).records().writeTo(Path("out.mrc"))  // any format into any other
    MarcReader.open(path).mapParallel { enrich(it) }.collect(index::add)     // all cores, in order
    MarcFiles.open(folder, "**/*.mrc").records().collect { (file, record) -> println("$file: ${record.title}") }
}

private fun enrich(record: Record): String = record.title.orEmpty()
