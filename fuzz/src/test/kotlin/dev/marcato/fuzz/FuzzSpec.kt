// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.time.Duration.Companion.days

private const val SHORT_RUN = 500L

// Found after about 100,000, depending on the order in which classes are loaded.
private const val LONGEST_PLANTED_RUN = 3_000_000L
private const val BLIND_RUN = 250_000L
private const val PLANTED_LONGEST = 16
private const val SEED = 2709

// A safety net: runs end after a number of inputs, so that they try the same on every machine.
private const val LONGEST_SHORT_RUN_SECONDS = 300L
private const val LONGEST_LONG_RUN_SECONDS = 100_000L

// A short run would be over before the optimizing compiler has finished.
private val QUICK_COMPILER = listOf("-XX:TieredStopAtLevel=1")

// For all targets together; none for the short run of every build.
private val inputs: Long? = System.getProperty("fuzz.runs")?.toLong()
private val targets = System.getProperty("fuzz.target")?.let { listOf(FuzzTarget.named(it)) } ?: FuzzTarget.PROMISES

class FuzzSpec :
    FreeSpec({
        timeout = 100.days.inWholeMilliseconds
        val reason = absenceOfFuzzer()
        if (reason != null) println("FuzzSpec is skipped: $reason")

        "for any bytes".config(enabledIf = { reason == null }) - {
            if (inputs == null) {
                "every promise holds, as far as a short search can show" {
                    shouldFindNothing(FuzzTarget.EVERYTHING, shortPlan(FuzzTarget.EVERYTHING, SHORT_RUN))
                }
            } else {
                for (target in targets) target.promise { shouldFindNothing(target, longPlan(target, inputs)) }
            }
        }

        "a planted fault".config(enabledIf = { reason == null && inputs == null }) - {
            "is found by a search that sees which branches are taken" {
                val result = searchForPlanted(LONGEST_PLANTED_RUN, seen = "dev.marcato.fuzz.Planted*")
                withClue(result.report()) { result.findings shouldHaveSize 1 }
            }

            "is not found by the same search when it sees none" {
                val result = searchForPlanted(BLIND_RUN, seen = "dev.marcato.fuzz.FuzzEntry")
                withClue(result.report()) {
                    result.findings shouldHaveSize 0
                    result.executions shouldBeGreaterThanOrEqual BLIND_RUN
                }
            }
        }
    })

private fun shouldFindNothing(target: FuzzTarget, plan: FuzzPlan) {
    val result = FuzzRun(target, plan).run()
    println(result)
    withClue(result.report()) {
        result.findings shouldHaveSize 0
        result.exitCode shouldBe 0
        result.executions shouldBeGreaterThanOrEqual plan.executions
        // It keeps none unless it sees what is reached.
        result.newInputs shouldBeGreaterThan 0
    }
}

private fun shortPlan(target: FuzzTarget, executions: Long): FuzzPlan {
    val corpus = Path.of("target", "fuzz", target.id, "corpus")
    return FuzzPlan(executions, LONGEST_SHORT_RUN_SECONDS, SEED, corpus, Seeds.of(target), options = QUICK_COMPILER)
}

private fun searchForPlanted(executions: Long, seen: String): FuzzResult {
    val plan = shortPlan(FuzzTarget.PLANTED, executions)
    return FuzzRun(FuzzTarget.PLANTED, plan.copy(seen = seen, longestInput = PLANTED_LONGEST, mutationsAtOnce = 2))
        .run().also(::println)
}

/** Searches anew each time, starting from what the last search reached, which is kept. */
private fun longPlan(target: FuzzTarget, inputs: Long): FuzzPlan {
    println(Seeds.corpora.skipReason ?: "Begins with real records, too: ${Seeds.corpora}")
    val seeds = Seeds.of(target) + Seeds.ofCorpora(FuzzPlan.LONGEST_INPUT)
    val corpus = Path.of("corpus", target.id)
    return FuzzPlan(inputs / targets.size, LONGEST_LONG_RUN_SECONDS, seed = 0, corpus, seeds)
}
