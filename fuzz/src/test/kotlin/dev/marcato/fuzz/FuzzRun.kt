// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** How long to search, and from where. */
internal data class FuzzPlan(
    /** Ends the run after this many executions. */
    val executions: Long,
    /** Ends the run after this many seconds if it hasn't ended before. */
    val seconds: Long,
    /** What the fuzzer draws its random numbers from; 0 for another number each time. */
    val seed: Int,
    /** Where inputs that reach something new are kept. */
    val corpus: Path,
    /** What it begins with. */
    val seeds: List<ByteArray>,
    /** The classes whose branches it observes. */
    val seen: String = LIBRARY,
    /** How many bytes an input may have. */
    val longestInput: Int = LONGEST_INPUT,
    /** How many mutations may turn one input into the next. */
    val mutationsAtOnce: Int = 5,
    /** More options for its process, such as how to compile. */
    val options: List<String> = emptyList(),
) {
    companion object {
        const val LONGEST_INPUT = 4096

        // Without the checks, whose branches are not worth a search.
        const val LIBRARY = "dev.marcato.*:dev.marcato.blocking.**:dev.marcato.edit.**:dev.marcato.internal.**"
    }
}

/**
 * Runs the fuzzer against one target, in a process of its own: it instruments classes and has signal handlers, and the
 * process has little memory, so that a target which takes more and more of it shows.
 */
internal class FuzzRun(private val target: FuzzTarget, private val plan: FuzzPlan) {
    private val folder = Path.of("target", "fuzz", target.id).toAbsolutePath()
    private val log = folder.resolve("log.txt")

    /** Runs, and returns what was found. */
    fun run(): FuzzResult {
        folder.toFile().deleteRecursively()
        Files.createDirectories(plan.corpus)
        Seeds.write(plan.seeds, folder.resolve("seeds"))
        Seeds.writeWords(folder.resolve("words.txt"))
        val process = ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
        // Otherwise it would go on searching after the tests are killed.
        val end = Thread(process::destroyForcibly)
        Runtime.getRuntime().addShutdownHook(end)
        try {
            check(process.waitFor(plan.seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
                "The fuzzer does not end; see $log"
            }
        } finally {
            process.destroyForcibly()
            Runtime.getRuntime().removeShutdownHook(end)
        }
        return FuzzResult(target, process.exitValue(), Files.readAllLines(log, Charsets.ISO_8859_1), findings())
    }

    private fun findings(): List<ByteArray> = Files.list(folder).use { files ->
        files.filter { file -> ARTIFACTS.any(file.fileName.toString()::startsWith) }.map(Files::readAllBytes).toList()
    }

    private fun command(): List<String> = java() + listOf(
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=${FuzzEntry::class.java.name}",
        "--target_args=${target.id}",
        "--instrumentation_includes=${plan.seen}",
        // Its bug detectors look for injections into databases and the like.
        "--custom_hook_includes=none",
        "--reproducer_path=$folder",
        "-artifact_prefix=$folder/",
        "-dict=${folder.resolve("words.txt")}",
        "-max_len=${plan.longestInput}",
        "-len_control=0",
        "-mutate_depth=${plan.mutationsAtOnce}",
        "-timeout=$SECONDS_PER_INPUT",
        "-report_slow_units=$SECONDS_PER_INPUT",
        "-rss_limit_mb=$LARGEST_PROCESS_MB",
        "-print_final_stats=1",
        "-reload=0",
        "-seed=${plan.seed}",
        "-runs=${plan.executions}",
        "-max_total_time=${plan.seconds}",
        plan.corpus.toAbsolutePath().toString(),
        folder.resolve("seeds").toString(),
    )

    private fun java(): List<String> = listOf(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx$HEAP",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading",
    ) + plan.options + listOf(
        "-cp",
        System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path"),
    )

    private companion object {
        const val HEAP = "512m"
        const val LARGEST_PROCESS_MB = 2048

        // A thousand times what one input takes: a busy machine must not look like an endless reading.
        const val SECONDS_PER_INPUT = 30
        const val GRACE_SECONDS = 120L
        val ARTIFACTS = listOf("crash-", "timeout-", "oom-", "leak-", "slow-unit-")
    }
}

/** The result of a run. */
internal class FuzzResult(
    private val target: FuzzTarget,
    val exitCode: Int,
    private val log: List<String>,
    val findings: List<ByteArray>,
) {
    /** How many inputs were tried. */
    val executions: Long
        get() = log.firstNotNullOfOrNull { EXECUTIONS.find(it) }?.groupValues?.get(1)?.toLong() ?: 0

    /** How many inputs reached something new. */
    val newInputs: Long
        get() = log.firstNotNullOfOrNull { NEW.find(it) }?.groupValues?.get(1)?.toLong() ?: 0

    /** One line for the log of the build. */
    override fun toString(): String {
        val perSecond = log.firstNotNullOfOrNull { SPEED.find(it) }?.groupValues?.get(1)
        val reached = log.lastOrNull { " cov: " in it }?.substringAfter(" cov: ")?.substringBefore(" exec/s")
        return "${target.id}: $executions executions, $perSecond per second, cov: $reached"
    }

    /** What an investigation needs: what was wrong, where, and the input. */
    fun report(): String = buildString {
        append(this@FuzzResult).append(", exit code ").append(exitCode).append('\n')
        val start = log.indexOfFirst { "== Java Exception" in it || "ERROR: libFuzzer" in it }
        log.drop(if (start < 0) maxOf(0, log.size - LINES) else start).take(LINES).forEach { append(it).append('\n') }
        for (input in findings) {
            append("input: ").append(input.joinToString("") { "%02x".format(it) }).append('\n')
        }
    }

    private companion object {
        const val LINES = 40
        val EXECUTIONS = Regex("""stat::number_of_executed_units:\s*(\d+)""")
        val NEW = Regex("""stat::new_units_added:\s*(\d+)""")
        val SPEED = Regex("""stat::average_exec_per_sec:\s*(\d+)""")
    }
}
