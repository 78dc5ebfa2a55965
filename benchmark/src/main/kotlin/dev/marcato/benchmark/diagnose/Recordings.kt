// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import jdk.jfr.Configuration
import jdk.jfr.Recording
import jdk.jfr.consumer.RecordingFile

/** The ways through the library of which recordings are made. */
internal enum class RecordedPath(val id: String) {
    /** The blocking reader, on one thread. */
    BLOCKING("blocking"),

    /** The flow of records, extracted by its collector. */
    FLOW("flow"),

    /** The parallel transform, as many workers as there are cores. */
    PARALLEL("parallel"),
}

/**
 * Records what the JVM does on one way through the library. Arguments: the file, the way, the recording, milliseconds.
 */
internal object Recordings {
    private const val HOTTEST = 5

    @JvmStatic
    fun main(args: Array<String>) {
        val (file, way, recording, milliseconds) = args
        val passes = ReadingPasses(DiagnosedFile(Path.of(file), BackEnd.PATH))
        record(passes, RecordedPath.valueOf(way), Path.of(recording), Duration.ofMillis(milliseconds.toLong()))
    }

    private fun record(passes: ReadingPasses, way: RecordedPath, target: Path, length: Duration) {
        // Once warm: what the compiler does before is of no interest.
        repeatFor(length.dividedBy(2)) { run(passes, way) }
        Recording(Configuration.getConfiguration("profile")).use { recording ->
            recording.start()
            repeatFor(length) { run(passes, way) }
            recording.stop()
            recording.dump(target)
        }
    }

    /** Returns the methods in which most samples of a recording were taken, with their share of all. */
    fun hottest(recording: Path): List<Pair<String, Double>> {
        val counts = HashMap<String, Int>()
        RecordingFile(recording).use { events ->
            while (events.hasMoreEvents()) {
                val event = events.readEvent()
                if (event.eventType.name !in SAMPLES) continue
                val method = event.stackTrace?.frames?.firstOrNull()?.method ?: continue
                val name = method.type.name.substringAfterLast('.') + "." + method.name
                counts.merge(name, 1, Int::plus)
            }
        }
        val all = counts.values.sum().toDouble()
        return counts.entries.sortedByDescending { it.value }.take(HOTTEST).map { it.key to it.value / all }
    }

    /** Returns where the recording of a way lies in a folder. */
    fun file(folder: Path, way: RecordedPath): Path = Files.createDirectories(folder).resolve("${way.id}.jfr")

    private fun run(passes: ReadingPasses, way: RecordedPath): Long = when (way) {
        RecordedPath.BLOCKING -> passes.blocking()
        RecordedPath.FLOW -> passes.flow(Watch())
        RecordedPath.PARALLEL -> passes.parallel(Watch(), Runtime.getRuntime().availableProcessors())
    }

    private inline fun repeatFor(length: Duration, action: () -> Unit) {
        val begin = System.nanoTime()
        do action() while (System.nanoTime() - begin < length.toNanos())
    }

    private val SAMPLES = setOf("jdk.ExecutionSample", "jdk.NativeMethodSample")
}
