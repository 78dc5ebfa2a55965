// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.FieldCursor
import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.benchmark.compare.RetainedHeap
import dev.marcato.benchmark.measure.Allocation
import dev.marcato.benchmark.measure.medianOf
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Catalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempfile
import io.kotest.matchers.doubles.shouldBeLessThanOrEqual
import io.kotest.matchers.longs.shouldBeGreaterThan
import java.util.concurrent.Executors
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.runBlocking

/** Holds what a noisy machine cannot disturb: how much memory reading takes. */
class AllocationSpec :
    FreeSpec({
        val bytes = Catalogue.ordinary().toByteArray(RECORDS)
        val file = tempfile("records").apply { writeBytes(bytes) }.toPath()

        "reading allocates at most $ALLOCATED times the size of the records" - {
            "from memory" {
                allocated(bytes) { use -> BlockingMarcReader.open(bytes).forEach(use) } shouldBeLessThanOrEqual
                    ALLOCATED
            }

            "from a file" {
                allocated(bytes) { use ->
                    BlockingMarcReader.open(file).use { it.forEach(use) }
                } shouldBeLessThanOrEqual
                    ALLOCATED
            }

            "by a flow from memory" {
                allocated(bytes) { use ->
                    runBlocking { MarcReader.open(bytes).records().collect { use(it) } }
                } shouldBeLessThanOrEqual ALLOCATED
            }

            "by a flow from a file, which one thread reads" {
                Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { thread ->
                    val options = ReadOptions { ioDispatcher = thread }
                    allocated(bytes) { use ->
                        runBlocking { MarcReader.open(file, options).records().collect { use(it) } }
                    } shouldBeLessThanOrEqual ALLOCATED
                }
            }
        }

        "reading sound records leniently allocates what reading them strictly does" {
            val strict = allocated(bytes) { use -> BlockingMarcReader.open(bytes).forEach(use) }
            val options = ReadOptions { strictness = Strictness.LENIENT }
            val lenient = allocated(bytes) { use -> BlockingMarcReader.open(bytes, options).forEach(use) }
            lenient shouldBeLessThanOrEqual strict + NOISE
        }

        "visiting all subfields with one cursor allocates nothing per record" {
            val records = BlockingMarcReader.open(bytes).stream().toList()
            val cursor = FieldCursor.create()
            var count = 0L
            allocated(bytes) { _ ->
                for (record in records) {
                    record.forEachSubfield(cursor) { field, subfield ->
                        if (field.hasTag("6XX") && subfield.code == 'a' && subfield.valueEquals("Whaling")) count++
                        count += subfield.byteLength
                    }
                }
            } * bytes.size / RECORDS shouldBeLessThanOrEqual LESS_THAN_AN_OBJECT
            count shouldBeGreaterThan 0
        }

        "records retain at most $RETAINED times their size" {
            val records = BlockingMarcReader.open(bytes).stream().toList()
            val sizeOfSecondHalf = records.drop(RECORDS / 2).sumOf { it.rawBytes?.size ?: 0 }.toDouble()
            val retained = checkNotNull(RetainedHeap.perRecord(records)) * (RECORDS - RECORDS / 2)
            retained / sizeOfSecondHalf shouldBeLessThanOrEqual RETAINED
        }
    })

private const val RECORDS = 10_000
private const val ALLOCATED = 1.5
private const val RETAINED = 1.25

// A thousandth of the size; an object for each record would be a hundredth at least.
private const val NOISE = 0.001

// In bytes; the smallest object has 16, and measuring costs some for all records together.
private const val LESS_THAN_AN_OBJECT = 1.0
private const val WARM_UPS = 5
private const val PASSES = 5

@Volatile
private var lastRecord: Record? = null

/** Returns what [read] allocates, as a multiple of [bytes]; compiled code allocates less than interpreted code. */
private fun allocated(bytes: ByteArray, read: (use: (Record) -> Unit) -> Unit): Double {
    val keep: (Record) -> Unit = { lastRecord = it }
    repeat(WARM_UPS) { read(keep) }
    return medianOf(
        List(PASSES) {
            val before = Allocation()
            read(keep)
            Allocation().since(before).toDouble() / bytes.size
        },
    )
}
