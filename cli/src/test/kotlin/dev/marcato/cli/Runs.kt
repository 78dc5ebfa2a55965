// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.console.Console
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.deleteIfExists
import kotlin.io.path.writeBytes

/** What a run of the program came to. */
internal class Ran(val code: Int, val bytes: ByteArray, val err: String) {
    val out: String get() = bytes.toString(Charsets.UTF_8)

    val lines: List<String> get() = out.trimEnd('\n').lines()

    val errorLines: List<String> get() = err.trimEnd('\n').lines().filter { it.isNotEmpty() }

    override fun toString(): String = "exit code $code\n$out\n$err"
}

/** Runs the program in this process, with files and streams as in a shell. */
internal fun marcato(
    vararg arguments: Any,
    input: ByteArray = ByteArray(0),
    isOutputTerminal: Boolean = false,
    isErrorTerminal: Boolean = false,
    isInputTerminal: Boolean = true,
    sample: String? = null,
    environment: Map<String, String> = emptyMap(),
): Ran {
    val out = ByteArrayOutputStream()
    val (code, err) = marcatoTo(
        out,
        *arguments,
        input = input,
        isOutputTerminal = isOutputTerminal,
        isErrorTerminal = isErrorTerminal,
        isInputTerminal = isInputTerminal,
        sample = sample,
        environment = environment,
    )
    return Ran(code, out.toByteArray(), err)
}

/** Runs the program with this standard output; returns exit code and standard error. */
internal fun marcatoTo(
    out: OutputStream,
    vararg arguments: Any,
    input: ByteArray = ByteArray(0),
    isOutputTerminal: Boolean = false,
    isErrorTerminal: Boolean = false,
    isInputTerminal: Boolean = true,
    sample: String? = null,
    environment: Map<String, String> = emptyMap(),
): Pair<Int, String> {
    val err = ByteArrayOutputStream()
    val console = Console(
        ByteArrayInputStream(input),
        out,
        err,
        isOutputTerminal,
        isErrorTerminal,
        isInputTerminal,
        environment = environment::get,
        sample = sample,
    )
    val code = Program(console).run(arguments.map { it.toString() })
    return code to err.toString(Charsets.UTF_8)
}

/** A folder for the files of a test, which are gone after it. */
internal class Folder : AutoCloseable {
    val path: Path = Files.createTempDirectory("marcato")

    fun file(name: String, content: ByteArray): Path = path.resolve(name).also { it.writeBytes(content) }

    fun file(name: String, content: String): Path = file(name, content.toByteArray())

    fun path(name: String): Path = path.resolve(name)

    /** The names of all files, in order; what was left behind by mistake among them. */
    fun names(): List<String> = Files.list(path).use { files -> files.map { it.fileName.toString() }.sorted().toList() }

    override fun close() {
        Files.walk(path).use { files -> files.sorted(Comparator.reverseOrder()).forEach { it.deleteIfExists() } }
    }
}

internal inline fun <T> inFolder(test: (Folder) -> T): T = Folder().use(test)
