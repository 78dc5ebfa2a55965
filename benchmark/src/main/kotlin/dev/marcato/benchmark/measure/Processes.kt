// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

/** A process that ended in another way than it should; the message says which and tells the end of its words. */
internal class ProcessFailure(message: String) : Exception(message)

/** Runs processes one at a time, and takes the one that is running along if this JVM is told to end. */
internal object Processes {
    private const val LIMIT_MINUTES = 30L
    private const val LAST_WORDS = 5

    @Volatile
    private var running: Process? = null

    init {
        java.lang.Runtime.getRuntime().addShutdownHook(thread(start = false) { running?.destroyForcibly() })
    }

    /**
     * Returns what the process wrote, line by line.
     *
     * @throws ProcessFailure if it cannot be started, ends with another status than 0, or does not end
     */
    fun output(command: List<String>, environment: Map<String, String> = emptyMap()): List<String> {
        val errors = Files.createTempFile("compare", ".err")
        try {
            val builder = ProcessBuilder(command).redirectError(errors.toFile()).apply {
                environment().putAll(environment)
            }
            val process = start(builder)
            running = process
            process.outputStream.close()
            val lines = process.inputReader().readLines()
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly()
                throw ProcessFailure("${command[0]} did not end within $LIMIT_MINUTES minutes")
            }
            if (process.exitValue() != 0) {
                val words = lastWords(Files.readAllLines(errors))
                throw ProcessFailure("${command[0]} ended with status ${process.exitValue()}: $words")
            }
            return lines
        } finally {
            running = null
            Files.deleteIfExists(errors)
        }
    }

    /** Returns the program of this name on the PATH, or null. */
    fun find(name: String): Path? = System.getenv("PATH").orEmpty().split(File.pathSeparator)
        .filter { it.isNotEmpty() }
        .map { Path.of(it, name) }
        .firstOrNull { Files.isExecutable(it) && !Files.isDirectory(it) }

    // What a JVM says of where an exception was thrown would hide which one it was.
    private fun lastWords(errors: List<String>): String =
        errors.map { it.trim() }.filterNot { it.startsWith("at ") }.takeLast(LAST_WORDS).joinToString("; ")

    private fun start(builder: ProcessBuilder): Process = try {
        builder.start()
    } catch (e: IOException) {
        throw ProcessFailure("${builder.command()[0]} cannot be started: ${e.message}")
    }
}
