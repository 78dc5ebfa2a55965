// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcException
import dev.marcato.MarcReader
import java.io.IOException
import java.io.PrintStream
import java.nio.file.InvalidPathException
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlin.system.exitProcess
import kotlinx.coroutines.runBlocking

/** The exit codes of the program. */
internal object ExitCode {
    const val DONE = 0
    const val BAD_RECORD = 1
    const val USAGE = 2
    const val NOT_READ = 3
}

/** Tells what is in each of the catalogues that the arguments name. */
public fun main(args: Array<String>) {
    // File names and titles are Unicode; what the terminal's locale says would make question marks of them.
    val out = PrintStream(System.out, false, "UTF-8")
    val err = PrintStream(System.err, true, "UTF-8")
    val code = run(args.asList(), out, err)
    out.flush()
    exitProcess(code)
}

internal fun run(arguments: List<String>, out: PrintStream, err: PrintStream): Int {
    if (arguments.isEmpty() || arguments.any { it.startsWith("-") }) {
        val isAsked = arguments.any { it == "--help" || it == "-h" }
        (if (isAsked) out else err).println(USAGE)
        return if (isAsked) ExitCode.DONE else ExitCode.USAGE
    }
    return arguments.maxOf { summarise(it, out, err) }
}

private fun summarise(file: String, out: PrintStream, err: PrintStream): Int {
    val summary = Summary()
    val failure = try {
        runBlocking { MarcReader.open(Path.of(file)).records().collect(summary::add) }
        null
    } catch (e: MarcException) {
        ExitCode.BAD_RECORD to e.problem.toString()
    } catch (e: NoSuchFileException) {
        ExitCode.NOT_READ to "there is no such file"
    } catch (e: IOException) {
        ExitCode.NOT_READ to "it cannot be read: ${e.message}"
    } catch (e: InvalidPathException) {
        ExitCode.NOT_READ to "that is no file name: ${e.reason}"
    }
    if (failure == null || failure.first == ExitCode.BAD_RECORD) {
        out.println(file)
        summary.write(out)
        out.println()
    }
    if (failure == null) return ExitCode.DONE
    out.flush()
    err.println("marcato: $file: ${failure.second}")
    return failure.first
}

private val USAGE = """
    Tells what is in MARC catalogues (ISO 2709, also gzipped).

    Usage: marcato FILE...

    Exit codes: 0 done, 1 a record is damaged (what is before it was counted), 2 wrong usage, 3 a file cannot be read.
""".trimIndent()
