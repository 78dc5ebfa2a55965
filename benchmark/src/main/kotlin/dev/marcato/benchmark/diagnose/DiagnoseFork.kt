// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.io.Serializable
import java.nio.file.Files
import java.nio.file.Path

/**
 * Diagnoses one back end in a JVM of its own, so that the calls of another one are not in its profile.
 *
 * Its argument is the file that takes the [Task] in and the [Findings] out.
 */
internal fun main(args: Array<String>) {
    val exchange = Path.of(args[0])
    val task = ObjectInputStream(Files.newInputStream(exchange)).use { it.readObject() as Task }
    val findings = BackEndRun(DiagnosedFile(Path.of(task.file), task.backEnd), task.effort).run()
    ObjectOutputStream(Files.newOutputStream(exchange)).use { it.writeObject(findings) }
}

/** What one process is to do. */
internal data class Task(val file: String, val backEnd: BackEnd, val effort: Effort) : Serializable

/** Measures all that is to be known of one back end. */
internal class BackEndRun(private val file: DiagnosedFile, private val effort: Effort) {
    fun run(): Findings {
        val passes = ReadingPasses(file)
        val records = passes.blocking()
        check(records > 0) { "${file.path} holds no records" }
        val workers = Runtime.getRuntime().availableProcessors()
        warmUp(passes, workers)
        val speeds = WorkerRun(passes, effort).run()
        val stages = StageRun(file, passes, records, effort)
        val together = stages.together(workers)
        val alone = stages.alone()
        val sweeps = SweepRun(file.backEnd, passes, records, workers, effort).all()
        return Findings(file.backEnd, records, file.size, sweeps, alone, together, speeds.blocking, speeds.workers)
    }

    /** What is timed first would otherwise be timed while the compiler is at work. */
    private fun warmUp(passes: ReadingPasses, workers: Int) {
        val nobody = Watch()
        val begin = System.nanoTime()
        do {
            passes.blocking()
            passes.flow(nobody)
            passes.parallel(nobody, workers)
        } while (System.nanoTime() - begin < effort.warmUp.toNanos())
    }
}
