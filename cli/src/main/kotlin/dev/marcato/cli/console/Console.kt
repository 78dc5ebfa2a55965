// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.console

import java.io.FileDescriptor
import java.io.FileInputStream
import java.io.FileOutputStream
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * The streams and the environment of a run, so that tests can run the program as a shell does.
 *
 * @property isInputTerminal whether standard input is a terminal, or has nothing to read; then it is read only if the
 * arguments name it
 * @property sample the catalogue to show if no file is named; null if there is none
 */
internal class Console(
    val input: InputStream,
    output: OutputStream,
    error: OutputStream,
    val isOutputTerminal: Boolean = false,
    val isErrorTerminal: Boolean = false,
    val isInputTerminal: Boolean = true,
    val environment: (String) -> String? = { null },
    val sample: String? = null,
) {
    /** Standard output. A failure to write is thrown, as [ClosedPipe] if the reader has gone. */
    val output: OutputStream = PipeOutput(output)

    /** Text in UTF-8, whatever the locale: titles and file names are Unicode. */
    val text: Appendable by lazy { TextOutput(this.output) }

    /** Standard output for text from records. A terminal gets pictures in place of control characters. */
    val recordOutput: OutputStream = if (isOutputTerminal) VisibleControls(this.output) else this.output

    /** The same as [text], for text from records. */
    val recordText: Appendable by lazy { TextOutput(recordOutput) }

    private val error = PrintStream(error, true, "UTF-8")

    /** Prints a line on standard error. */
    fun say(line: String) {
        error.println("marcato: $line")
    }

    /** Prints [text] on standard error as it is. */
    fun printError(text: String) {
        error.print(text)
        error.flush()
    }

    /** Shows [line] in place of the last line of progress; an empty one removes that. */
    fun showProgress(line: String) {
        error.print("\r$ERASE_LINE$line")
        error.flush()
    }

    fun debug(failure: Throwable) {
        failure.printStackTrace(error)
    }

    fun flush() {
        (text as TextOutput).flush()
        (recordText as TextOutput).flush()
        recordOutput.flush()
    }

    companion object {
        private const val ERASE_LINE = "\u001B[K"
        private const val BUFFER = 1 shl 16
        private const val DESCRIPTORS = "/proc/self/fd"

        /** Returns the streams of the process. The launcher passes which are terminals; otherwise the system knows. */
        fun ofSystem(): Console {
            val told = System.getProperty("marcato.terminals")?.split(',')
            return Console(
                input = FileInputStream(FileDescriptor.`in`),
                output = java.io.BufferedOutputStream(FileOutputStream(FileDescriptor.out), BUFFER),
                error = FileOutputStream(FileDescriptor.err),
                isOutputTerminal = told?.contains("out") ?: isTerminal(1),
                isErrorTerminal = told?.contains("err") ?: isTerminal(2),
                isInputTerminal = told?.contains("in") ?: !isInput(),
                environment = System::getenv,
                sample = System.getProperty("marcato.sample"),
            )
        }

        private fun isTerminal(descriptor: Int): Boolean {
            // A console exists if both input and output are terminals.
            val target = targetOf(descriptor) ?: return System.console() != null
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
        }

        /** Whether standard input is a pipe or a file, not a terminal, closed, or a device such as /dev/null. */
        private fun isInput(): Boolean {
            val target = targetOf(0) ?: return !Files.exists(Path.of(DESCRIPTORS)) && System.console() == null
            return !target.startsWith("/dev/")
        }

        /** Returns the target of a descriptor; null if it is closed, and on systems without these links of Linux. */
        private fun targetOf(descriptor: Int): String? = try {
            Files.readSymbolicLink(Path.of("$DESCRIPTORS/$descriptor")).toString()
        } catch (_: IOException) {
            null
        }
    }
}

/** The reader of the output has gone: there is nothing left to do, and nothing is wrong. */
internal class ClosedPipe(cause: IOException) : IOException(cause)

private class PipeOutput(private val target: OutputStream) : OutputStream() {
    override fun write(byte: Int) = passing { target.write(byte) }

    override fun write(bytes: ByteArray, offset: Int, length: Int) = passing { target.write(bytes, offset, length) }

    override fun flush() = passing { target.flush() }

    private inline fun passing(call: () -> Unit) {
        try {
            call()
        } catch (e: IOException) {
            val reason = e.message.orEmpty()
            throw if ("roken pipe" in reason || "pipe is being closed" in reason) ClosedPipe(e) else e
        }
    }
}

/** Collects text and writes it as UTF-8 in large pieces. */
internal class TextOutput(private val target: OutputStream) : Appendable {
    private val waiting = StringBuilder(SIZE)

    override fun append(text: CharSequence?): Appendable = apply {
        waiting.append(text)
        if (waiting.length >= SIZE) handOver()
    }

    override fun append(text: CharSequence?, start: Int, end: Int): Appendable = apply {
        waiting.append(text, start, end)
        if (waiting.length >= SIZE) handOver()
    }

    override fun append(character: Char): Appendable = apply {
        waiting.append(character)
        if (waiting.length >= SIZE) handOver()
    }

    fun flush() {
        handOver()
        target.flush()
    }

    private fun handOver() {
        // Surrogate pairs stay together.
        val isCut = waiting.isNotEmpty() && waiting.last().isHighSurrogate()
        val end = if (isCut) waiting.length - 1 else waiting.length
        if (end == 0) return
        target.write(waiting.substring(0, end).toByteArray(Charsets.UTF_8))
        waiting.delete(0, end)
    }

    private companion object {
        const val SIZE = 1 shl 15
    }
}
