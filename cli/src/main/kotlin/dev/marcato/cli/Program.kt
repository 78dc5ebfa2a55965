// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcException
import java.io.IOException
import java.io.PrintWriter
import java.io.StringWriter
import java.io.UncheckedIOException
import picocli.CommandLine
import picocli.CommandLine.Help.Ansi
import picocli.CommandLine.ParameterException

/** Runs the command that arguments name. Never ends the process, so that tests can call it. */
internal class Program(private val console: Console, private val interruption: Interruption = Interruption()) {
    /** Returns the exit code. */
    fun run(arguments: List<String>): Int {
        val code = try {
            perform(arguments)
        } catch (e: Throwable) {
            codeOf(e, isDebug = "--debug" in arguments)
        }
        return try {
            console.flush()
            code
        } catch (e: IOException) {
            codeOf(e, isDebug = "--debug" in arguments)
        }
    }

    private fun perform(arguments: List<String>): Int {
        val line = commandLine(arguments)
        val parsed = try {
            line.parseArgs(*arguments.toTypedArray())
        } catch (e: ParameterException) {
            val name = e.commandLine.commandSpec.qualifiedName()
            throw usageFailure(e.message.orEmpty().replaceFirstChar(Char::lowercase), "see $name --help")
        }
        val last = generateSequence(parsed) { it.subcommand() }.last()
        if (CommandLine.printHelpIfRequested(parsed)) return ExitCode.DONE
        val command = last.commandSpec().userObject() as Command
        command.console = console
        command.interruption = interruption
        return command.run()
    }

    /** Only the command that is asked for is set up, which is most of the time that a short run takes. */
    private fun commandLine(arguments: List<String>): CommandLine {
        val root = Root()
        val line = CommandLine(root)
        val asked = arguments.firstOrNull()
        val commands = if (asked in Commands.names) listOf(Commands.create(checkNotNull(asked))) else Commands.all()
        commands.forEach { line.addSubcommand(it) }
        val colors = CommandLine.Help.defaultColorScheme(if (console.isOutputTerminal) Ansi.ON else Ansi.OFF)
        line.setColorScheme(colors)
        line.setOut(PrintWriter(TextWriter(console), true))
        line.setCaseInsensitiveEnumValuesAllowed(true)
        line.setUsageHelpAutoWidth(false)
        line.setUsageHelpWidth(HELP_WIDTH)
        return line
    }

    private fun codeOf(failure: Throwable, isDebug: Boolean): Int {
        if (generateSequence(failure) { it.cause }.any { it is ClosedPipe }) return ExitCode.DONE
        if (failure is Interrupted) return INTERRUPTED
        if (isDebug) console.debug(failure)
        val (code, line) = when (failure) {
            is Failure -> failure.exitCode to failure.line
            is MarcException -> ExitCode.FOUND to "${failure.problem}"
            is IOException -> ExitCode.FAILED to ioLine(failure)
            is UncheckedIOException -> ExitCode.FAILED to ioLine(checkNotNull(failure.cause))
            is OutOfMemoryError -> ExitCode.FAILED to "there is not enough memory (give it more with java -Xmx2g)"
            else -> ExitCode.FAILED to "this should not happen: $failure (--debug shows where)"
        }
        console.say(oneLine(line))
        (failure as? Failure)?.picture?.let { console.printError(it) }
        return code
    }

    private fun ioLine(failure: IOException): String = when (failure) {
        is java.nio.file.NoSuchFileException -> "${failure.file}: there is no such file or folder"
        is java.nio.file.AccessDeniedException -> "${failure.file}: it may not be read or written"
        else -> failure.message ?: failure.javaClass.simpleName
    }

    private companion object {
        const val HELP_WIDTH = 112
        const val INTERRUPTED = 130
    }
}

private class TextWriter(private val console: Console) : java.io.Writer() {
    override fun write(characters: CharArray, offset: Int, length: Int) {
        console.text.append(String(characters, offset, length))
    }

    override fun flush() = Unit

    override fun close() = Unit
}
