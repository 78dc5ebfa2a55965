// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.MarcReader
import dev.marcato.benchmark.measure.Readings
import dev.marcato.testing.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

/** Reads the first records of a file: in memory, where a second worker is of no use, and from its path. */
internal class FewRecords(private val path: Path) {
    private val all = Files.readAllBytes(path)
    private val beginnings = HashMap<Int, ByteArray>()

    fun parallel(count: Int): Long = collected(open(count).mapParallel(2) { Readings.extracted(it) })

    fun plain(count: Int): Long = collected(open(count).records().map { Readings.extracted(it) })

    /** Opens the file, takes its first record, and closes it. */
    fun first(): Long = runBlocking { if (MarcReader.open(path).records().first().fields.isEmpty()) 0 else 1 }

    private fun open(count: Int): MarcReader = MarcReader.open(
        beginnings.getOrPut(count) { all.copyOf(Fixtures.offsets(path)[count].offset.toInt()) },
    )

    private fun collected(results: Flow<Int>): Long {
        var records = 0L
        var sum = 0
        runBlocking {
            results.collect {
                sum += it
                records++
            }
        }
        return if (sum > 0) records else 0
    }
}
