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
 * Where a run of the program reads from and writes to, so that it can be run in a test like in a shell.
 *
 * @property isInputTerminal whether standard input is a terminal, or nothing that has something to read: then it is read
 * only if it is named
 * @property sample the catalogue that is looked at when no file is named; null if there is none
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
    /** Standard output; a failure to write is seen, as [ClosedPipe] where nobody listens any more. */
    val output: OutputStream = PipeOutput(output)

    /** Text is UTF-8 whatever the locale says: titles and file names are Unicode. */
    val text: Appendable by lazy { TextOutput(this.output) }

    /** Standard output for what comes from records, of which a terminal gets nothing that would do something to it. */
    val recordOutput: OutputStream = if (isOutputTerminal) VisibleControls(this.output) else this.output

    /** As [text], for what comes from records. */
    val recordText: Appendable by lazy { TextOutput(recordOutput) }

    private val error = PrintStream(error, true, "UTF-8")

    /** Says something beside the output, in a line of its own. */
    fun say(line: String) {
        error.println("marcato: $line")
    }

    /** Prints what an error handler or the help has to say, as it is. */
    fun printError(text: String) {
        error.print(text)
        error.flush()
    }

    /** Shows [line] in place of the last one that was shown so; an empty one takes it away. */
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

        /** The streams of the process. The launcher tells which of them are terminals; else the system is asked. */
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
            // A console exists where both input and output are a terminal.
            val target = targetOf(descriptor) ?: return System.console() != null
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
        }

        /** Whether standard input is a pipe or a file: neither a terminal, nor closed, nor a device such as /dev/null. */
        private fun isInput(): Boolean {
            val target = targetOf(0) ?: return !Files.exists(Path.of(DESCRIPTORS)) && System.console() == null
            return !target.startsWith("/dev/")
        }

        /** What a descriptor leads to; null if it is closed, or on systems other than Linux, which have no such links. */
        private fun targetOf(descriptor: Int): String? = try {
            Files.readSymbolicLink(Path.of("$DESCRIPTORS/$descriptor")).toString()
        } catch (_: IOException) {
            null
        }
    }
}

/** Whoever read the output has gone: there is nothing left to do, and nothing wrong. */
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

/** Collects text and hands it over as UTF-8 in large pieces. */
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
        // The halves of a character beyond the first plane stay together.
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
