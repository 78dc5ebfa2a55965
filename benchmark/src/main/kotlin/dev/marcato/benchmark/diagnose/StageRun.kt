// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.sun.management.OperatingSystemMXBean
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import java.lang.management.ManagementFactory

/** Measures the stages of reading, each alone and all at once. */
internal class StageRun(
    private val file: DiagnosedFile,
    private val passes: ReadingPasses,
    private val records: Long,
    private val effort: Effort,
) {
    @Volatile
    private var last: Any? = null

    fun alone(): StagesAlone {
        val sample = file.sample
        val chunk = ByteArray(DiagnosedFile.LENIENT.chunkSize)
        val held = heldRecords(sample)
        val ways = listOf(
            Way("I/O alone") {
                last = file.readBytes(chunk)
                records
            },
            Way("framing alone") { FramingAlone.countFrames(sample) },
            Way("framing and decoding") { decode(sample) },
            Way("transform alone") { transform(held) },
        )
        // A file without a single frame, all of it to be repaired, has none to count.
        val isFramed = FramingAlone.countFrames(sample) > 0
        val measured = if (isFramed) ways else ways.filterIndexed { index, _ -> index != FRAMING }
        val times = Turns(effort).measure(measured).map { it.nanosecondsPerRecord }.toMutableList()
        if (!isFramed) times.add(FRAMING, 0.0)
        val (io, framing, decoding, transform) = times
        val ioAlone = if (file.backEnd == BackEnd.MEMORY) 0.0 else io
        return StagesAlone(ioAlone, framing, maxOf(0.0, decoding - framing), transform)
    }

    fun together(workers: Int): Occupation {
        val begin = System.nanoTime()
        val computed = BEAN.processCpuTime
        val meters = ArrayList<Meter>()
        do {
            val meter = Meter()
            passes.parallel(meter, workers)
            meters += meter
        } while (meters.size < effort.turns || System.nanoTime() - begin < effort.warmUp.toNanos())
        val elapsed = (System.nanoTime() - begin) / NANOSECONDS_PER_SECOND
        val cpu = (BEAN.processCpuTime - computed) / NANOSECONDS_PER_SECOND
        val io = meters.sumOf { it.io.busySeconds }
        val atWork = meters.sumOf { it.workers.busySeconds }
        // Where workers read by themselves, that is part of their time, but not of what their dispatcher sees.
        val used = if (file.backEnd.isCut) atWork + io else atWork
        val waits = maxOf(0.0, workers * elapsed - used)
        return Occupation(workers, elapsed, io, atWork + meters.sumOf { it.collector.busySeconds }, waits, cpu)
    }

    private fun decode(bytes: ByteArray): Long = BlockingMarcReader.open(bytes, DiagnosedFile.LENIENT).use { reader ->
        var records = 0L
        for (record in reader) {
            last = record
            records++
        }
        records
    }

    private fun transform(records: List<Record>): Long {
        var sum = 0
        for (record in records) sum += ReadingPasses.extracted(record)
        last = sum
        return records.size.toLong()
    }

    private fun heldRecords(bytes: ByteArray): List<Record> {
        val start = bytes.copyOf(minOf(bytes.size, MOST_HELD))
        return BlockingMarcReader.open(start, DiagnosedFile.LENIENT).use { it.iterator().asSequence().toList() }
    }

    private companion object {
        const val FRAMING = 1
        const val MOST_HELD = 32 * 1024 * 1024
        const val NANOSECONDS_PER_SECOND = 1e9
        val BEAN = ManagementFactory.getOperatingSystemMXBean() as OperatingSystemMXBean
    }
}
