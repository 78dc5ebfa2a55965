// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.Context
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.path
import dev.marcato.benchmark.measure.Environment
import dev.marcato.benchmark.measure.Folders
import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import dev.marcato.benchmark.measure.checkingUsage
import dev.marcato.benchmark.measure.medianOf
import dev.marcato.benchmark.measure.statusOf
import java.nio.file.Path
import java.util.Locale
import kotlin.system.exitProcess

private const val MISSED = 1
private const val MISUSED = 2

/** Starts [Gate]; `benchmark/gate` is the way to it. */
internal fun main(args: Array<String>) {
    exitProcess(Gate().statusOf(args.asList(), MISUSED))
}

/** How long each measure warms up and is timed, and in how many processes, in milliseconds. */
internal data class Effort(val warmUp: Long, val measured: Long, val forks: Int)

/** The command `benchmark/gate`; [quick] is what `--quick` asks for. */
internal class Gate(private val quick: Effort = Effort(1_500, 1_200, 1)) : CliktCommand(name = "benchmark/gate") {
    private val names by argument("MEASURE", help = "Only this; may be repeated").multiple()
    private val isQuick by option("--quick", help = "End within four minutes: what has floors, once").flag()
    private val against by option(
        "--against",
        metavar = "COMMIT",
        help = "Compare with the library of this commit, too",
    )
    private val floorsFile by option("--floors", metavar = "FILE", help = "The floors; benchmark/floors.txt by default")
        .path()

    private val measures = Measures(Folders.fixtures, Folders.target.resolve("scratch")).all
    private var missed = 0

    override fun help(context: Context): String =
        "Measures a fixed set alternately with marc4j, or with what it is to be compared with, and checks the floors."

    override fun helpEpilog(context: Context): String = """
        |MEASURE is ${measures.keys.joinToString()}.
        |
        |A value that misses its floor is measured twice more, and the median counts.
        |
        |Exit status: 0 all floors are met, $MISSED some are missed or a measure failed, $MISUSED nothing was measured:
        |wrong options, no such measure or commit, or a line of the file of floors that can't be read.
    """.trimMargin()

    override fun run() {
        val file = floorsFile ?: Folders.benchmark.resolve("floors.txt")
        val floors = checkingUsage { Floors.read(file, measures.mapValues { it.value.units }) }
        val wanted = checkingUsage { wanted(floors.keys.map { it.first }.toSet()) }
        val before = against?.let { checkingUsage { Folders.commit(::say).classes(it) } }
        Environment.warning()?.let(::say)
        echo("$Environment")
        echo(LINE.format("measure", "unit", "measured", "floor", ""))
        for (name in wanted) MeasureForks(name, before).check(floors)
        echo(if (missed == 0) "All floors are met." else "$missed missed.")
        if (missed > 0) throw ProgramResult(MISSED)
    }

    private fun wanted(withFloors: Set<String>): List<String> {
        names.forEach { require(it in measures) { "There is no measure \"$it\"; see --help" } }
        return measures.keys.filter { if (names.isEmpty()) !isQuick || it in withFloors else it in names }
    }

    private inner class MeasureForks(private val name: String, private val before: Path?) {
        private val values = LinkedHashMap<String, MutableList<Double>>()
        private val without = LinkedHashMap<String, String>()

        fun check(floors: Map<Pair<String, String>, Floor>) {
            fun misses() = values.any { (unit, all) -> Floors.of(name, unit, floors)?.isMet(medianOf(all)) == false }
            val effort = if (isQuick) quick else FULL
            try {
                repeat(effort.forks) { fork(effort) }
                if (misses()) repeat(MORE_FORKS) { fork(effort) }
            } catch (e: ProcessFailure) {
                missed++
                echo(LINE.format(name, "", "", "", "FAILED: ${e.message}"))
            }
            for ((unit, all) in values) print(unit, medianOf(all), Floors.of(name, unit, floors))
            for ((unit, why) in without - values.keys) echo(LINE.format(name, unit, "-", "-", "left out: $why"))
        }

        private fun fork(effort: Effort) {
            val arguments = listOf(name, "${Folders.fixtures}", "${Folders.target.resolve("scratch")}") +
                listOf(effort.warmUp, effort.measured).map { "$it" } + listOfNotNull(before?.toString())
            for (line in Processes.output(Forks.command("dev.marcato.benchmark.gate.GateForkKt") + arguments)) {
                val fields = line.split('\t')
                when (fields[0]) {
                    "value" -> values.getOrPut(fields[1]) { ArrayList() } += fields[2].toDouble()
                    "without" -> without[fields[1]] = fields[2]
                }
            }
        }

        private fun print(unit: String, value: Double, floor: Floor?) {
            val isMissed = floor?.isMet(value) == false
            if (isMissed) missed++
            val verdict = if (floor == null) {
                ""
            } else if (isMissed) {
                "MISSED"
            } else {
                "pass"
            }
            echo(LINE.format(name, unit, Units.text(unit, value), floor ?: "-", verdict))
        }
    }

    private fun say(message: String) = echo("gate: $message", err = true)

    private fun String.format(vararg cells: Any): String = String.format(Locale.ROOT, this, *cells).trimEnd()

    private companion object {
        const val LINE = "%-20s %-26s %12s  %-18s %s"
        const val MORE_FORKS = 2
        val FULL = Effort(warmUp = 4_000, measured = 4_000, forks = 3)
    }
}
