// SPDX-License-Identifier: Apache-2.0
package consumer

import dev.marcato.MarcFiles
import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import dev.marcato.encoded
import dev.marcato.mapParallel
import dev.marcato.record
import dev.marcato.toByteArray
import dev.marcato.writeTo
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.listDirectoryEntries
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Each part of the library that works with coroutines. */
class FlowsTest {
    @TempDir
    lateinit var folder: Path

    private val records = List(2500) {
        record {
            field("001", "%07d".format(it))
            field("245", '1', '0') { 'a' to "Número $it" }
        }
    }
    private val numbers = records.map { it.controlNumber }

    @Test
    fun `files are written and read in every format`() = test {
        for (format in listOf(MarcFormat.ISO_2709, MarcFormat.XML, MarcFormat.JSON, MarcFormat.JSON_LINES)) {
            val file = folder.resolve("records.$format")
            val report = records.asFlow().writeTo(file) { this.format = format }
            assertEquals(2500L, report.records)
            assertEquals(records, MarcReader.open(file).records().toList(), format.name)
        }
    }

    @Test
    fun `workers read parts of a file, and transform what they read`() = test {
        val file = folder.resolve("records.mrc")
        List(20) { records }.flatten().asFlow().writeTo(file)
        val expected = List(20) { numbers }.flatten()
        val reader = MarcReader.open(file)
        assertEquals(expected, reader.mapParallel(2) { it.controlNumber }.toList())
        val unordered = reader.mapParallelUnordered { it.controlNumber }.toList()
        assertEquals(expected.groupingBy { it }.eachCount(), unordered.groupingBy { it }.eachCount())
        assertEquals(20, reader.filterParallel { it.controlNumber == "0002000" }.toList().size)
    }

    @Test
    fun `workers transform what a stream delivers`() = test {
        val stream = records.asFlow().toByteArray().inputStream()
        assertEquals(numbers, MarcReader.open(stream).mapParallel(2) { it.controlNumber }.toList())
        assertEquals(
            numbers,
            records.asFlow().mapParallel(2) {
                delay(1)
                it.controlNumber
            }.toList(),
        )
    }

    @Test
    fun `a failing transform ends the workers, and is what the collector gets`() = test {
        val flow = MarcReader.open(records.asFlow().toByteArray()).mapParallel(2) {
            check(it.controlNumber != "0001234")
        }
        assertTrue(runCatching { flow.toList() }.exceptionOrNull() is IllegalStateException)
        assertEquals(3, MarcReader.open(bytes()).mapParallel(2) { it }.take(3).toList().size)
    }

    @Test
    fun `a flow is encoded as it comes, and read from its chunks`() = test {
        val slow = records.take(5).asFlow().onEach { delay(20) }
        val chunks = slow.encoded(MarcFormat.JSON_LINES).toList()
        assertTrue(chunks.size >= 5, "${chunks.size} chunks")
        assertEquals(records.take(5), MarcReader.open(chunks.asFlow()).records().toList())
        assertArrayEquals(bytes(), records.asFlow().encoded(MarcFormat.ISO_2709).toList().reduce(ByteArray::plus))
        assertEquals(1, slow.encoded(MarcFormat.JSON).take(1).toList().size)
    }

    @Test
    fun `a cursor that is closed early ends its flow`() = test {
        val ended = CompletableDeferred<Unit>()
        val chunks: Flow<ByteArray> = flow {
            val bytes = bytes()
            for (from in bytes.indices step 1000) emit(bytes.copyOfRange(from, minOf(from + 1000, bytes.size)))
        }.onCompletion { ended.complete(Unit) }
        MarcReader.open(chunks).cursor().use { assertEquals(records.first(), it.next()) }
        ended.await()
        MarcReader.open(bytes()).outcomeCursor().use { assertEquals(2500, it.readBatch(Int.MAX_VALUE).size) }
    }

    @Test
    fun `a writer completes or discards its file`() = test {
        val file = folder.resolve("written.mrc")
        MarcWriter.open(file).use {
            records.forEach { record -> it.write(record) }
            assertEquals(2500L, it.commit().records)
        }
        MarcWriter.open(file).use {
            it.write(records.first())
            it.discard()
        }
        assertEquals(records.first(), MarcReader.open(file).records().first())
        assertEquals(listOf(file), folder.listDirectoryEntries())
    }

    @Test
    fun `the files of a folder are read one by one and by workers`() = test {
        for (name in listOf("a", "b/c")) {
            val file = folder.resolve("$name.mrc")
            file.parent.createDirectories()
            records.asFlow().writeTo(file)
        }
        val files = MarcFiles.open(folder, "**/*.mrc")
        assertEquals(numbers + numbers, files.records().map { it.value.controlNumber }.toList())
        assertEquals(numbers + numbers, files.mapParallel(2) { it.value.controlNumber }.toList())
    }

    private suspend fun bytes(): ByteArray = records.asFlow().toByteArray()

    private fun test(block: suspend () -> Unit): Unit = runBlocking { withTimeout(60_000) { block() } }
}
