// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcException
import dev.marcato.cli.console.ClosedPipe
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interrupted
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.oneLine
import java.io.IOException
import java.io.UncheckedIOException

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
        val invocation = Invocation.of(arguments)
        if (invocation.isHelpAsked) {
            invocation.writeHelp(console.text, console.isOutputTerminal)
            return ExitCode.DONE
        }
        if (invocation.isVersionAsked) {
            console.text.append(version()).append('\n')
            return ExitCode.DONE
        }
        val command = invocation.command
        command.console = console
        command.interruption = interruption
        return command.perform()
    }

    private fun version(): String {
        val version = Program::class.java.`package`?.implementationVersion ?: "(from its classes)"
        return "marcato $version"
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
            is OutOfMemoryError -> ExitCode.FAILED to "there isn't enough memory (java -Xmx2g allows more)"
            else -> ExitCode.FAILED to "this should not happen: $failure (--debug shows where)"
        }
        console.say(oneLine(line))
        (failure as? Failure)?.picture?.let { console.printError(it) }
        return code
    }

    private fun ioLine(failure: IOException): String = when (failure) {
        is java.nio.file.NoSuchFileException -> "${failure.file}: there is no such file or folder"
        is java.nio.file.AccessDeniedException -> "${failure.file}: you have no permission to read or write it"
        else -> failure.message ?: failure.javaClass.simpleName
    }

    private companion object {
        const val INTERRUPTED = 130
    }
}
