// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.WholeFile
import java.nio.file.Path
import kotlin.io.path.Path

/** Makes a table of a catalogue, one line per record. Arguments: a file with records, the table. */
suspend fun main(args: Array<String>) {
    val (input, output) = args.map { Path(it) }
    println("${writeCsv(input, output)} records")
}

/** The table appears when it is complete. Its text is UTF-8, as in all formats here. */
suspend fun writeCsv(input: Path, output: Path): Int {
    var count = 0
    WholeFile.open(output).use { file ->
        val table = file.stream.bufferedWriter()
        table.write(csvLine(listOf("number", "title", "author", "year", "isbn")))
        MarcReader.open(input).records().collect { record ->
            table.write(csvLine(columns(record)))
            count++
        }
        table.flush()
    }
    return count
}

private fun columns(record: Record): List<Any?> =
    with(record) { listOf(controlNumber, title, author, publicationYear, isbns.joinToString(" ")) }

/** As in RFC 4180: lines end in CR LF; a comma, quotation mark or line end in a value needs quotation marks around it. */
fun csvLine(values: List<Any?>): String = values.joinToString(",", postfix = "\r\n") { value ->
    val text = value?.toString().orEmpty()
    if (text.any { it in ",\"\r\n" }) "\"" + text.replace("\"", "\"\"") + "\"" else text
}
