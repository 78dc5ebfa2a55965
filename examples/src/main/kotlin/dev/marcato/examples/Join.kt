// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.Field
import dev.marcato.MarcReader
import dev.marcato.writeTo
import java.nio.file.Path
import kotlin.io.path.Path
import kotlinx.coroutines.flow.map

/**
 * Adds the locations (852) of a file of holdings to the records of a catalogue. 004 of a holdings record is the control
 * number of its record in the catalogue. Arguments: catalogue, holdings, the file to write.
 */
suspend fun main(args: Array<String>) {
    val (catalogue, holdings, output) = args.map { Path(it) }
    for (number in join(catalogue, holdings, output)) println("no record has the number $number")
}

/** Keeps the locations in memory, while the catalogue flows. Returns the numbers that the catalogue doesn't have. */
suspend fun join(catalogue: Path, holdings: Path, output: Path): Set<String> {
    val locations = LinkedHashMap<String, List<Field>>()
    MarcReader.open(holdings).records().collect { holding ->
        val number = holding["004"]?.value?.trim() ?: return@collect println("${holding.controlNumber} has no 004")
        locations.merge(number, holding.fields("852"), List<Field>::plus)
    }
    val missing = LinkedHashSet(locations.keys)
    MarcReader.open(catalogue).records().map { record ->
        val number = record.controlNumber
        missing.remove(number)
        val found = locations[number].orEmpty()
        if (found.isEmpty()) record else record.edit { for (field in found) addInOrder(field) }
    }.writeTo(output)
    return missing
}
