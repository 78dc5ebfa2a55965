// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.testing.DamagedBytes
import io.kotest.core.spec.style.FreeSpec
import java.util.Random
import kotlin.time.Duration.Companion.days

private const val MUTATIONS = 3_000
private const val THOROUGH = 25
private const val SEED = 1968L
private val mutations = System.getProperty("fuzz.mutations")?.toInt() ?: MUTATIONS

/** Needs no fuzzer, so it runs wherever the library does. */
class MutationSpec :
    FreeSpec({
        // A million mutations take longer than tests usually may.
        timeout = 100.days.inWholeMilliseconds
        val reason = Seeds.corpora.skipReasonFor("mrc", "marc")
        if (reason != null) println("MutationSpec has no real records: $reason")

        "every promise holds, whatever is done to" - {
            "records of our own" { shouldHoldForMutationsOf(Seeds.of(FuzzTarget.EVERYTHING)) }

            "real records".config(enabledIf = { reason == null }) {
                shouldHoldForMutationsOf(Seeds.ofCorpora(FuzzPlan.LONGEST_INPUT))
            }
        }
    })

private fun shouldHoldForMutationsOf(inputs: List<ByteArray>) {
    val random = Random(SEED)
    repeat(mutations) { round ->
        val input = inputs[random.nextInt(inputs.size)]
        val damage = DamagedBytes.of(input.copyOfRange(FuzzInput.CHOICES, input.size), random, 1 + random.nextInt(4))
        // Every third one is also read in another way.
        val choices = input.copyOf(FuzzInput.CHOICES).also { if (round % 3 == 0) random.nextBytes(it) }
        // The accounting is checked for each; what reads the same bytes many times, only for a few.
        val targets = if (round % THOROUGH == 0) FuzzTarget.PROMISES else listOf(FuzzTarget.ACCOUNTING)
        for (target in targets) {
            val bytes = choices + damage.toByteArray()
            try {
                target.check(bytes)
            } catch (e: AssertionError) {
                val hex = bytes.joinToString("") { "%02x".format(it) }
                throw AssertionError("${e.message}; $target, mutation $round, $damage: $hex", e)
            }
        }
    }
    println("MutationSpec: $mutations mutations of ${inputs.size} inputs")
}
