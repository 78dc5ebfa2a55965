// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.benchmark.measure.Forks
import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import dev.marcato.benchmark.measure.medianOf
import dev.marcato.benchmark.measure.spreadOf
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/**
 * Measures subjects in turns, each time in a new process: A B C, A B C, ... So a slow minute of the machine meets all of
 * them, the profile of one is not the burden of the next, and the median is over several compilations.
 *
 * @param peers the commands of the drivers that there are
 * @param before the classes of the library at another commit, for tasks that want them
 */
internal class Comparison(
    private val plan: Plan,
    private val peers: Map<Subject.Runtime, List<String>>,
    private val before: Path?,
    private val say: (String) -> Unit,
) {
    private val outputs = LinkedHashMap<Task, MutableList<ForkOutput>>()
    private val failed = LinkedHashMap<Task, String>()

    /** Tasks that failed, and disagreements of checks, in words; empty if all is well. */
    val faults: List<String>
        get() = failed.map { (task, why) -> "$task failed: $why" } + disagreements()

    /** Measures all [tasks] and returns what was found. */
    fun run(tasks: List<Task>): List<Measurement> {
        val begin = System.nanoTime()
        for (turn in 1..plan.turns) {
            val elapsed = Duration.ofNanos(System.nanoTime() - begin)
            if (plan.limit != null && elapsed.dividedBy(maxOf(turn - 1L, 1)).plus(elapsed) > plan.limit) {
                say("left out turn $turn and later ones: there is no time for them")
                break
            }
            tasks.filterNot { it in failed }.forEachIndexed { index, task ->
                say("turn $turn of ${plan.turns}, ${index + 1} of ${tasks.size}: $task")
                measure(task, isFirst = turn == 1)
            }
        }
        return measurements()
    }

    private fun measure(task: Task, isFirst: Boolean) {
        try {
            val output = ForkOutput.parse(Processes.output(command(task, isFirst)))
            outputs.getOrPut(task) { ArrayList() }.add(output)
        } catch (e: ProcessFailure) {
            failed[task] = e.message.orEmpty()
        }
    }

    private fun command(task: Task, isFirst: Boolean): List<String> {
        val times = listOf(plan.warmUp, plan.measured).map { (it.toMillis() / 1e3).toString() }
        val file = task.target.file.toString()
        if (task.subject.isPeer) {
            return peers.getValue(task.subject.runtime) + listOf(task.subject.id, task.work.id, file) + times
        }
        val wantsRetained = if (isFirst && task.work == Work.READ) listOf("retained") else emptyList()
        val options = listOf("-Xms${Forks.HEAP}", "-Xmx${Forks.HEAP}") + JOL_OPTIONS
        return Forks.command("dev.marcato.benchmark.compare.ForkKt", before.takeIf { task.isBefore }, options) +
            listOf(task.subject.id, task.work.id, file) + times + wantsRetained
    }

    private fun measurements(): List<Measurement> {
        val measurements = outputs.filterKeys { it !in failed }.map { (task, forks) -> measurement(task, forks) }
        val base = measurements.associateBy { Triple(it.fixture, it.work, it.subject) }
        return measurements.map {
            val beside = if (it.subject.isInMemory) Subject.MARC4J_BYTES else Subject.MARC4J
            val marc4j = base[Triple(it.fixture, it.work, beside)] ?: base[Triple(it.fixture, it.work, Subject.MARC4J)]
            it.copy(ratioToMarc4j = marc4j?.let { other -> it.recordsPerSecond / other.recordsPerSecond })
        }
    }

    private fun measurement(task: Task, forks: List<ForkOutput>): Measurement {
        val runs = forks.flatMap { it.runs }
        val speeds = runs.map { it.recordsPerSecond }
        val allocated = runs.mapNotNull { run -> run.allocatedBytes?.let { it.toDouble() / run.records } }
        return Measurement(
            work = task.work,
            fixture = task.target.fixture,
            subject = task.subject,
            isBefore = task.isBefore,
            recordsPerSecond = medianOf(speeds),
            spread = spreadOf(speeds),
            rawBytesPerRecord = Files.size(task.target.file).toDouble() / forks.first().check.records,
            allocatedBytesPerRecord = if (allocated.isEmpty()) null else medianOf(allocated),
            retainedBytesPerRecord = forks.firstNotNullOfOrNull { it.retainedBytesPerRecord },
            ratioToMarc4j = null,
        )
    }

    private fun disagreements(): List<String> = outputs.entries.groupBy { it.key.target }.values.flatMap { onTarget ->
        val checks = onTarget.flatMap { (task, forks) -> forks.map { task to it.check } }
        val (witness, expected) = checks.first()
        checks.filterNot { (_, check) -> check == expected }.distinct().map { (task, check) ->
            "$task disagrees: $check, but ${witness.subject}: $expected"
        }
    }

    private companion object {
        /** JOL would otherwise look for agents and tell about it. */
        val JOL_OPTIONS = listOf("-Djol.skipHotspotSAAttach=true", "-Djdk.attach.allowAttachSelf=true")
    }
}
