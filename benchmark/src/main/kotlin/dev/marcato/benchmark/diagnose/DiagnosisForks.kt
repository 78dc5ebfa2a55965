// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.Processes
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.nio.file.Files
import java.nio.file.Path

/** Starts the processes that measure a [file]; all of them have the same heap. */
internal class DiagnosisForks(private val file: Path, private val effort: Effort) {
    /** Of each process, in bytes: room for the file, for what is held of it as records, and for what comes and goes. */
    val heap: Long = SMALLEST_HEAP + 2 * minOf(Files.size(file), LARGEST_IN_MEMORY)

    /** @throws dev.marcato.benchmark.compare.ProcessFailure if the process fails */
    fun diagnose(backEnd: BackEnd): Findings {
        val exchange = Files.createTempFile("diagnose", ".bin")
        try {
            val task = Task(file.toString(), backEnd, effort)
            ObjectOutputStream(Files.newOutputStream(exchange)).use { it.writeObject(task) }
            Processes.output(command("dev.marcato.benchmark.diagnose.DiagnoseForkKt") + exchange.toString())
            return ObjectInputStream(Files.newInputStream(exchange)).use { it.readObject() as Findings }
        } finally {
            Files.deleteIfExists(exchange)
        }
    }

    /** @throws dev.marcato.benchmark.compare.ProcessFailure if the process fails */
    fun record(way: RecordedPath, target: Path) {
        val arguments = listOf(file.toString(), way.name, target.toString(), effort.recording.toMillis().toString())
        Processes.output(command("dev.marcato.benchmark.diagnose.Recordings") + arguments)
    }

    private fun command(mainClass: String): List<String> {
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        return listOf(java, "-Xmx$heap", "-cp", System.getProperty("java.class.path"), mainClass)
    }

    companion object {
        /** A larger file is not read from memory. */
        const val LARGEST_IN_MEMORY = 1L shl 30

        private const val SMALLEST_HEAP = 1L shl 30
    }
}
