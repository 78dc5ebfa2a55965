// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import dev.marcato.Strictness
import java.nio.file.Path
import kotlin.io.path.Path

/**
 * What a program with marc4j usually does, and the calls of marc4j for the same. Prints titles and subjects, adds a
 * note, and writes XML. Arguments: a file with records, the file to write.
 */
suspend fun main(args: Array<String>) {
    val (input, output) = args.map { Path(it) }
    migrated(input, output)
}

suspend fun migrated(input: Path, output: Path) {
    val reader = MarcReader.open(input) { strictness = Strictness.LENIENT } // MarcPermissiveStreamReader
    MarcWriter.open(output) { format = MarcFormat.XML }.use { writer ->
        // new MarcXmlWriter(stream)
        reader.records().collect { record ->
            // while (reader.hasNext()) reader.next()
            println("${record.controlNumber}: ${record["245", 'a']}") // getVariableField("245"), getSubfield(..)
            for (field in record.dataFields("650")) { // getVariableFields("650")
                println("  " + field.join("ax", " - ")) // getSubfields("ax"), getData()
            }
            val language = record["008"]?.at(35..37) // getVariableField("008"), getData().substring(..)
            val changed = record.edit {
                // makes another record; in marc4j, the calls below change the record itself
                remove("9XX") // a loop over getVariableFields(), removeVariableField(..)
                field("500") { 'a' to "Language: $language" } // factory.newDataField("500", ' ', ' ', "a", ..)
            }
            writer.write(changed)
        }
    }
}
