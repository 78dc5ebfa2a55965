// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import com.github.ajalt.clikt.parameters.types.int
import com.github.ajalt.clikt.parameters.types.path
import com.github.ajalt.clikt.parameters.types.restrictTo
import dev.marcato.benchmark.measure.Environment
import dev.marcato.benchmark.measure.Folders
import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.checkingUsage
import dev.marcato.benchmark.measure.statusOf
import dev.marcato.testing.Fixtures
import java.nio.file.Files
import kotlin.system.exitProcess

private const val REGRESSED = 1
private const val DISAGREED = 2
private const val MISUSED = 3

/** Starts [Compare]; `benchmark/compare` is the way to it. */
internal fun main(args: Array<String>) {
    exitProcess(Compare().statusOf(args.asList(), MISUSED))
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
    private val against by option("--against", metavar = "COMMIT", help = "Measure the library of this commit too")
    private val works by option("--work", help = "Only this; may be repeated")
        .choice(Work.entries.associateBy { it.id }, metavar = "WORK").multiple()
    private val subjects by option("--subject", help = "Only this, and marc4j; may be repeated")
        .choice(Subject.entries.associateBy { it.id }, metavar = "SUBJECT").multiple()
    private val turns by option("--turns", metavar = "N", help = "How many processes measure each: 3, quick 2")
        .int().restrictTo(min = 1)

    override fun help(context: Context): String =
        "Measures Marcato and marc4j 2.9.6 alternately on generated files, and prints a table."

    override fun helpEpilog(context: Context): String = """
        |WORK is ${Work.entries.joinToString()}.
        |
        |SUBJECT is ${Subject.entries.joinToString()}.
        |
        |A commit is worse than another if it is slower by more than the spreads of the two, or allocates or retains
        |${(Regressions.MOST_GROWTH * 100).toInt()} % more.
        |
        |Exit status: 0 all is well, $REGRESSED worse than --against, $DISAGREED a subject failed or does not read what
        |the others read, $MISUSED nothing was measured: wrong options, no such file or commit, or the build failed.
    """.trimMargin()

    override fun run() {
        val before = against?.let { name -> checkingUsage { Folders.commit(::say).classes(name) } }
        val plan = plan()
        val drivers = if (withPeers) peers() else emptyMap()
        Environment.warning()?.let(::say)
        val comparison = Comparison(plan, drivers, before, ::say)
        val measurements = comparison.run(tasks(targets(plan), drivers.keys))

        echo(ComparisonTable.of(measurements))
        echo("$Environment, ${Forks.HEAP shr 20} MiB heap")
        comparison.faults.forEach(::say)
        val regressions = if (before == null) emptyList() else report(measurements)
        val status = when {
            comparison.faults.isNotEmpty() -> DISAGREED
            regressions.isNotEmpty() -> REGRESSED
            else -> 0
        }
        throw ProgramResult(status)
    }

    private fun peers() = Peers(Folders.benchmark.resolve("peers"), Folders.target.resolve("peers"), ::say).build()

    private fun plan(): Plan {
        val plan = if (isQuick) Plan.QUICK else Plan.FULL
        return plan.copy(turns = turns ?: plan.turns)
    }

    private fun targets(plan: Plan): List<Target> {
        file?.let { return listOf(Target(it.fileName.toString(), it.toAbsolutePath())) }
        return plan.fixtures.map {
            say("making ${it.fileName}, unless it is there")
            Target(it.fileName.removeSuffix(".mrc"), Fixtures.file(Folders.fixtures, it))
        }
    }

    private fun tasks(targets: List<Target>, runtimes: Set<Subject.Runtime>): List<Task> {
        val wantedWorks = works.ifEmpty { Work.entries }
        val wanted = Subject.entries.filter { subjects.isEmpty() || it in subjects || it == Subject.MARC4J }
            .filter { !it.isPeer || it.runtime in runtimes }
        val tasks = targets.flatMap { target ->
            val fitting = wanted.filter { !it.isInMemory || Files.size(target.file) <= Forks.LARGEST_IN_MEMORY }
            (wanted - fitting.toSet()).forEach {
                say("left out $it: ${target.fixture} is too large to be held in memory")
            }
            wantedWorks.flatMap { work ->
                fitting.filter { it.does(work) }.flatMap { versions(Task(target, work, it)) }
            }
        }
        return checkingUsage {
            tasks.also { require(it.isNotEmpty()) { "None of these subjects does any of this work" } }
        }
    }

    private fun versions(task: Task): List<Task> {
        val isOurs = !task.subject.isMarc4j && !task.subject.isPeer
        return if (against != null && isOurs) listOf(task, task.copy(isBefore = true)) else listOf(task)
    }

    private fun report(measurements: List<Measurement>): List<Regression> {
        val regressions = Regressions.find(measurements)
        if (regressions.isEmpty()) echo("Nothing is worse than at $against.")
        regressions.forEach { echo("worse than at $against: $it") }
        return regressions
    }

    private fun say(message: String) = echo("compare: $message", err = true)
}
