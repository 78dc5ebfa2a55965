// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.optional
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import com.github.ajalt.clikt.parameters.types.path
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.benchmark.measure.Environment
import dev.marcato.benchmark.measure.Folders
import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.InputKind
import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import dev.marcato.benchmark.measure.Readings
import dev.marcato.benchmark.measure.Turns
import dev.marcato.benchmark.measure.statusOf
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import kotlin.system.exitProcess

private const val FAILED = 2
private const val MISUSED = 3

/** Starts [Diagnose]; `benchmark/diagnose` is the way to it. */
internal fun main(args: Array<String>) {
    exitProcess(Diagnose().statusOf(args.asList(), MISUSED))
}

/** Diagnoses one kind of input in a JVM of its own. Arguments: kind, file, milliseconds to warm up and to measure. */
internal object DiagnoseFork {
    @JvmStatic
    fun main(args: Array<String>) {
        val kind = InputKind.valueOf(args[0])
        // Leniently, so that damage does not end a measurement.
        val readings = Readings(Path.of(args[1]), kind, ReadOptions { strictness = Strictness.LENIENT })
        val (warmUp, measured) = args.slice(2..3).map { Duration.ofMillis(it.toLong()) }
        print(DiagnosisText.of(kind.id, Diagnosis.of(readings, Environment.cores, Turns(warmUp, measured))))
    }
}

/** The command `benchmark/diagnose`; [quick] is how many milliseconds `--quick` measures each kind of input. */
internal class Diagnose(private val quick: Long = 4_000) : CliktCommand(name = "benchmark/diagnose") {
    private val file by argument("FILE", help = "A file of ISO 2709 records, uncompressed; a generated one by default")
        .path(mustExist = true, canBeDir = false, mustBeReadable = true).optional()
    private val isQuick by option("--quick", help = "End within about half a minute").flag()
    private val kinds by option("--input", help = "Only this; may be repeated")
        .choice(InputKind.entries.associateBy { it.id }, metavar = "INPUT").multiple()

    override fun help(context: Context): String =
        "Says what limits parallel reading of a file on this machine, for each kind of input."

    override fun helpEpilog(context: Context): String = """
        |INPUT is ${InputKind.entries.joinToString { it.id }}: as what the file is given to the library.
        |
        |Exit status: 0 all is well, whatever was found, $FAILED a measurement failed, $MISUSED nothing was measured:
        |wrong options, no such file, or the build failed.
    """.trimMargin()

    override fun run() {
        val path = file ?: Fixtures.file(Folders.fixtures, Fixture.RECORDS_100K)
        Environment.warning()?.let(::say)
        echo("${path.fileName}, $Environment")
        for (kind in kinds.ifEmpty { InputKind.entries }) {
            if (kind == InputKind.MEMORY && Files.size(path) > Forks.LARGEST_IN_MEMORY) {
                say("left out ${kind.id}: $path is too large to be held there")
            } else {
                echo(diagnosed(kind, path))
            }
        }
    }

    private fun diagnosed(kind: InputKind, path: Path): String {
        val times = if (isQuick) listOf(quick / 2, quick) else listOf(FULL / 2, FULL)
        val command = Forks.command(DiagnoseFork::class.java.name) + listOf(kind.name, "$path") + times.map { "$it" }
        return try {
            Processes.output(command).joinToString("\n", "\n")
        } catch (e: ProcessFailure) {
            say(e.message.orEmpty())
            throw ProgramResult(FAILED)
        }
    }

    private fun say(message: String) = echo("diagnose: $message", err = true)

    private companion object {
        const val FULL = 20_000L
    }
}
