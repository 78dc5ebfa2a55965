// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.CliktError
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import com.github.ajalt.clikt.parameters.types.int
import com.github.ajalt.clikt.parameters.types.path
import com.github.ajalt.clikt.parameters.types.restrictTo
import dev.marcato.benchmark.compare.Environment
import dev.marcato.benchmark.compare.ProcessFailure
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

private const val FAILED = 2
private const val MISUSED = 3

/** Starts [Diagnose]; `benchmark/diagnose` is the way to it. */
internal fun main(args: Array<String>) {
    val command = Diagnose()
    val status = try {
        command.parse(args)
        0
    } catch (e: ProgramResult) {
        e.statusCode
    } catch (e: CliktError) {
        command.echoFormattedHelp(e)
        if (e.statusCode == 0) 0 else MISUSED
    }
    exitProcess(status)
}

/** The command `benchmark/diagnose`; [quick] is what `--quick` asks for. */
internal class Diagnose(private val quick: Effort = Effort.QUICK) : CliktCommand(name = "benchmark/diagnose") {
    private val file by argument("FILE", help = "A file of ISO 2709 records, uncompressed; damage is no obstacle")
        .path(mustExist = true, canBeDir = false, mustBeReadable = true)
    private val isQuick by option(
        "--quick",
        help = "End within about a minute: the first 8 MiB of the file, few and short runs",
    ).flag()
    private val backEnds by option("--back-end", help = "Only this; may be repeated")
        .choice(BackEnd.entries.associateBy { it.id }, metavar = "BACKEND").multiple()
    private val format by option("--format", help = "What is written to standard output: text, json or csv")
        .choice(Format.entries.associateBy { it.id }, metavar = "FORMAT").default(Format.TEXT)
    private val isProfiled by option(
        "--profile",
        help = "Leave JFR recordings of the blocking, the flow and the parallel way too",
    ).flag()
    private val turns by option("--turns", metavar = "N", help = "How often each point is timed: 9, quick 3")
        .int().restrictTo(min = 1)
    private val output by option("--output", metavar = "FOLDER", help = "Where the files go")
        .path(canBeFile = false)

    private val folder: Path
        get() = output ?: Path.of(System.getProperty("marcato.benchmark.folder", "benchmark"), "target", "diagnose")

    private enum class Format(val id: String) {
        /** For people. */
        TEXT("text"),

        /** For programs. */
        JSON("json"),

        /** For spreadsheets. */
        CSV("csv"),
    }

    override fun help(context: Context): String =
        "Tells what limits parallel reading of a file on this machine, and what to set: sweeps of batch, chunk and " +
            "channel sizes, the share of each stage, speed-ups with the serial share behind them, and a verdict."

    override fun helpEpilog(context: Context): String = """
        |BACKEND is ${BackEnd.entries.joinToString()}: as what the file is given to the library.
        |
        |Writes diagnose.txt, diagnose.json, diagnose.csv and diagnose.svg, by default to benchmark/target/diagnose;
        |with --profile also blocking.jfr, flow.jfr and parallel.jfr. Each back end is measured in a process of its own.
        |
        |Exit status: 0 all is well, $FAILED a measurement failed, $MISUSED nothing was measured: wrong options, no such
        |file, or the build failed.
    """.trimMargin()

    override fun run() {
        if (Beginning.isGzip(file)) throw UsageError("$file is compressed, so nothing of it can be cut: uncompress it")
        val effort = effort()
        val load = load()
        if (Verdict.isBusy(load, Runtime.getRuntime().availableProcessors())) {
            say("the machine is busy (load ${Numbers.grouped(load, 1)}): expect wide spreads, and cores that seem idle")
        }
        val measured = effort.mostBytes?.let { Beginning.of(file, it, folder.resolve("beginning.mrc")) } ?: file
        val forks = DiagnosisForks(measured, effort)
        val findings = measure(forks, wanted(measured))
        val diagnosis = Diagnosis(file.fileName.toString(), Environment.here(forks.heap), load, findings)
        write(diagnosis)
        echo(text(diagnosis, format).trimEnd('\n'))
        if (isProfiled) profile(forks)
        say("wrote to $folder")
    }

    private fun effort(): Effort {
        val effort = if (isQuick) quick else Effort.FULL
        return effort.copy(turns = turns ?: effort.turns)
    }

    private fun wanted(measured: Path): List<BackEnd> {
        val wanted = backEnds.distinct().ifEmpty { BackEnd.entries }
        if (Files.size(measured) <= DiagnosisForks.LARGEST_IN_MEMORY || BackEnd.MEMORY !in wanted) return wanted
        say("left out ${BackEnd.MEMORY}: $file is too large to be held there")
        return wanted - BackEnd.MEMORY
    }

    private fun measure(forks: DiagnosisForks, wanted: List<BackEnd>): List<Findings> = wanted.map { backEnd ->
        say("measuring $backEnd, ${wanted.indexOf(backEnd) + 1} of ${wanted.size}")
        failing { forks.diagnose(backEnd) }
    }

    private fun profile(forks: DiagnosisForks) {
        for (way in RecordedPath.entries) {
            say("recording ${way.id}")
            val recording = Recordings.file(folder.toAbsolutePath(), way)
            failing { forks.record(way, recording) }
            val hottest = Recordings.hottest(recording).joinToString { (name, share) ->
                "$name ${Numbers.percent(share)}"
            }
            say("$recording: most samples in $hottest")
        }
    }

    private fun write(diagnosis: Diagnosis) {
        Files.createDirectories(folder)
        for (format in Format.entries) {
            val ending = if (format == Format.TEXT) "txt" else format.id
            Files.writeString(folder.resolve("diagnose.$ending"), text(diagnosis, format))
        }
        Files.writeString(folder.resolve("diagnose.svg"), DiagnosisPlot(diagnosis).draw())
    }

    private fun text(diagnosis: Diagnosis, format: Format): String = when (format) {
        Format.TEXT -> DiagnosisText.of(diagnosis)
        Format.JSON -> DiagnosisJson.text(diagnosis) + "\n"
        Format.CSV -> DiagnosisCsv.of(diagnosis)
    }

    private fun <T> failing(measure: () -> T): T = try {
        measure()
    } catch (e: ProcessFailure) {
        say(e.message.orEmpty())
        throw ProgramResult(FAILED)
    }

    // Negative where the platform does not tell.
    private fun load(): Double? = ManagementFactory.getOperatingSystemMXBean().systemLoadAverage.takeIf { it >= 0 }

    private fun say(message: String) = echo("diagnose: $message", err = true)
}
