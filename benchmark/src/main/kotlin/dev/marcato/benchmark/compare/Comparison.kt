// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/**
 * Measures subjects in turns, each time in a new process: A B C, A B C, ... So a slow minute of the machine meets all of
 * them, the profile of one is not the burden of the next, and the median is over several compilations.
 *
 * @param peers the commands of the drivers that there are
 */
internal class Comparison(
    private val plan: Plan,
    private val scratch: Path,
    private val peers: Map<Subject.Runtime, List<String>>,
    private val say: (String) -> Unit,
) {
    private val outputs = LinkedHashMap<Task, MutableList<ForkOutput>>()
    private val failed = LinkedHashMap<Task, String>()

    /** Tasks that failed, and disagreements of checks, in words; empty if all is well. */
    val faults: List<String>
        get() = failed.map { (task, why) -> "${name(task)} failed: $why" } + disagreements()

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
                say("turn $turn of ${plan.turns}, ${index + 1} of ${tasks.size}: ${name(task)}")
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
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val wantsRetained = if (isFirst && task.work == Work.READ) listOf("retained") else emptyList()
        return listOf(java, "-Xms$HEAP", "-Xmx$HEAP") + JOL_OPTIONS +
            listOf("-cp", System.getProperty("java.class.path"), "dev.marcato.benchmark.compare.ForkKt") +
            listOf(task.subject.id, task.work.id, file, scratch.toString()) + times + wantsRetained
    }

    private fun measurements(): List<Measurement> {
        val environment = Environment.here(HEAP)
        val measurements = outputs.filterKeys { it !in failed }.map { (task, forks) ->
            measurement(task, forks, environment)
        }
        val base = measurements.filter { it.subject == Subject.MARC4J }.associateBy { it.fixture to it.work }
        return measurements.map {
            val marc4j = base[it.fixture to it.work]
            it.copy(ratioToMarc4j = marc4j?.let { other -> it.recordsPerSecond / other.recordsPerSecond })
        }
    }

    private fun measurement(task: Task, forks: List<ForkOutput>, environment: Environment): Measurement {
        val runs = forks.flatMap { it.runs }
        val speeds = runs.map { it.recordsPerSecond }
        val allocated = runs.mapNotNull { run -> run.allocatedBytes?.let { it.toDouble() / run.records } }
        return Measurement(
            work = task.work,
            fixture = task.target.fixture,
            subject = task.subject,
            recordsPerSecond = medianOf(speeds),
            spread = spreadOf(speeds),
            runs = runs.size,
            rawBytesPerRecord = Files.size(task.target.file).toDouble() / forks.first().check.records,
            allocatedBytesPerRecord = if (allocated.isEmpty()) null else medianOf(allocated),
            retainedBytesPerRecord = forks.firstNotNullOfOrNull { it.retainedBytesPerRecord },
            ratioToMarc4j = null,
            environment = environment,
        )
    }

    private fun disagreements(): List<String> = outputs.entries.groupBy { it.key.target }.values.flatMap { onTarget ->
        val checks = onTarget.flatMap { (task, forks) -> forks.map { task to it.check } }
        // The first that has looked at values tells what the others must agree with.
        val (witness, expected) = checks.firstOrNull { it.second.values != null } ?: checks.first()
        checks.filterNot { (_, check) -> check.agreesWith(expected) }.distinct().map { (task, check) ->
            "${name(task)} disagrees: $check, but ${witness.subject}: $expected"
        }
    }

    private fun name(task: Task): String = "${task.target.fixture} ${task.work} ${task.subject}"

    companion object {
        /** Of each JVM that is measured, in bytes. */
        const val HEAP = 1L shl 30

        /** JOL would otherwise look for agents and tell about it. */
        private val JOL_OPTIONS = listOf("-Djol.skipHotspotSAAttach=true", "-Djdk.attach.allowAttachSelf=true")

        /** The largest file that subjects in memory can hold two copies of. */
        const val LARGEST_IN_MEMORY = HEAP / 3
    }
}
