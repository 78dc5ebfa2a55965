// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.CliktError
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import com.github.ajalt.clikt.parameters.types.int
import com.github.ajalt.clikt.parameters.types.path
import com.github.ajalt.clikt.parameters.types.restrictTo
import dev.marcato.testing.Fixtures
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import kotlin.system.exitProcess

private const val REGRESSED = 1
private const val DISAGREED = 2
private const val MISUSED = 3

/** Starts [Compare]; `benchmark/compare` is the way to it. */
internal fun main(args: Array<String>) {
    val command = Compare()
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

/** The command `benchmark/compare`. */
internal class Compare : CliktCommand(name = "benchmark/compare") {
    private val isQuick by option("--quick", help = "End within three minutes: one file, short runs").flag()
    private val file by option(
        "--file",
        metavar = "F",
        help = "Measure with this ISO 2709 file, not with generated ones",
    )
        .path(mustExist = true, canBeDir = false, mustBeReadable = true)
    private val withPeers by option(
        "--peers",
        help = "Measure the crates marc, marc21 and mrrc, Python's mrrc and pymarc too; needs cargo and pip",
    ).flag()
    private val save by option("--save", metavar = "NAME", help = "Keep the outcome under this name")
    private val against by option("--against", metavar = "NAME", help = "Compare with what was kept under this name")
    private val works by option("--work", help = "Only this; may be repeated")
        .choice(Work.entries.associateBy { it.id }, metavar = "WORK").multiple()
    private val subjects by option("--subject", help = "Only this, and marc4j; may be repeated")
        .choice(Subject.entries.associateBy { it.id }, metavar = "SUBJECT").multiple()
    private val turns by option("--turns", metavar = "N", help = "How many processes measure each: 3, quick 2")
        .int().restrictTo(min = 1)

    private val folder = Path.of(System.getProperty("marcato.benchmark.folder", "benchmark")).toAbsolutePath()
    private val target = folder.resolve("target")
    private val baselines = Baselines(target.resolve("baselines"))

    override fun help(context: Context): String =
        "Measures Marcato and marc4j 2.9.6 side by side on generated files, prints a table, and writes it to " +
            "benchmark/target/compare.json."

    override fun helpEpilog(context: Context): String = """
        |WORK is ${Work.entries.joinToString()}.
        |
        |SUBJECT is ${Subject.entries.joinToString()}.
        |
        |Runs are kept in benchmark/target/baselines. A run is worse than another if it is slower by more than the
        |spread, or allocates or retains ${(Regressions.MOST_GROWTH * 100).toInt()} % more.
        |
        |Exit status: 0 all is well, $REGRESSED worse than --against, $DISAGREED a subject failed or does not read what
        |the others read, $MISUSED nothing was measured: wrong options, no such file or run, or the build failed.
    """.trimMargin()

    override fun run() {
        val before = against?.let { name -> checked { baselines.load(name) } }
        save?.let { name -> checked { baselines.checkName(name) } }
        val plan = plan()
        val drivers = if (withPeers) {
            Peers(
                folder.resolve("peers"),
                target.resolve("peers"),
                ::say,
            ).build()
        } else {
            emptyMap()
        }
        warnIfBusy()
        val comparison = Comparison(plan, target.resolve("scratch"), drivers, ::say)
        val measurements = comparison.run(tasks(targets(plan), drivers.keys))

        echo(ComparisonTable.of(measurements))
        echo(Environment.here(Comparison.HEAP).toString())
        MeasurementJson.write(measurements, target.resolve("compare.json"))
        save?.let { baselines.save(it, measurements) }
        comparison.faults.forEach(::say)
        val regressions = before?.let { report(it, measurements) }.orEmpty()
        throw ProgramResult(
            if (comparison.faults.isNotEmpty()) {
                DISAGREED
            } else if (regressions.isNotEmpty()) {
                REGRESSED
            } else {
                0
            },
        )
    }

    private fun plan(): Plan {
        val plan = if (isQuick) Plan.QUICK else Plan.FULL
        return plan.copy(turns = turns ?: plan.turns)
    }

    private fun targets(plan: Plan): List<Target> {
        file?.let { return listOf(Target(it.fileName.toString(), it.toAbsolutePath())) }
        return plan.fixtures.map {
            say("making ${it.fileName}, unless it is there")
            Target(it.fileName.removeSuffix(".mrc"), Fixtures.file(target.resolve("fixtures"), it))
        }
    }

    private fun tasks(targets: List<Target>, runtimes: Set<Subject.Runtime>): List<Task> {
        val wantedWorks = works.ifEmpty { Work.entries }
        val wanted = Subject.entries.filter { subjects.isEmpty() || it in subjects || it == Subject.MARC4J }
            .filter { !it.isPeer || it.runtime in runtimes }
        val tasks = targets.flatMap { target ->
            val fitting = wanted.filter { !it.isInMemory || Files.size(target.file) <= Comparison.LARGEST_IN_MEMORY }
            (wanted - fitting.toSet()).forEach {
                say("left out $it: ${target.fixture} is too large to be held in memory")
            }
            wantedWorks.flatMap { work -> fitting.filter { it.does(work) }.map { Task(target, work, it) } }
        }
        return checked { tasks.also { require(it.isNotEmpty()) { "None of these subjects does any of this work" } } }
    }

    private fun report(before: List<Measurement>, now: List<Measurement>): List<Regression> {
        val regressions = Regressions.find(before, now)
        if (before.map { it.environment }.toSet() != now.map { it.environment }.toSet()) {
            say("\"$against\" was measured elsewhere: ${before.map { it.environment }.distinct().joinToString("; ")}")
        }
        if (regressions.isEmpty()) echo("Nothing is worse than \"$against\".")
        regressions.forEach { echo("worse than \"$against\": $it") }
        return regressions
    }

    private fun warnIfBusy() {
        val system = ManagementFactory.getOperatingSystemMXBean()
        // Negative where the platform does not tell.
        if (system.systemLoadAverage > system.availableProcessors / 2.0) {
            say("the machine is busy (load %.1f): expect wide spreads".format(Locale.ROOT, system.systemLoadAverage))
        }
    }

    private fun say(message: String) = echo("compare: $message", err = true)

    private fun <T> checked(call: () -> T): T = try {
        call()
    } catch (e: IllegalArgumentException) {
        throw UsageError(e.message.orEmpty())
    }
}
