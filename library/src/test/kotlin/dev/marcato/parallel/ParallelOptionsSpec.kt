// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.PARALLELISM_PROPERTY
import dev.marcato.PARALLELISM_VARIABLE
import dev.marcato.ParallelOptions
import dev.marcato.configuredWorkers
import dev.marcato.mapParallel
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.util.concurrent.Executors
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList

class ParallelOptionsSpec :
    FreeSpec({
        "the number of workers" - {
            "is the one that was set" {
                ParallelOptions { workers = 3 }.workers shouldBe 3
                ParallelOptions.builder().workers(5).build().workers shouldBe 5
            }

            "else what the property says, else what the variable says, else that of the cores" {
                configuredWorkers(property = "3", variable = "4", cores = 8) shouldBe 3
                configuredWorkers(property = null, variable = " 4 ", cores = 8) shouldBe 4
                configuredWorkers(property = null, variable = null, cores = 8) shouldBe 8
            }

            "is what this process is configured to" {
                val variable = System.getenv(PARALLELISM_VARIABLE)?.toInt()
                ParallelOptions {}.workers shouldBe (variable ?: Runtime.getRuntime().availableProcessors())
                withProperty("7") { ParallelOptions {}.workers shouldBe 7 }
            }

            "is what comes next if a setting is empty" {
                configuredWorkers(property = "", variable = "4", cores = 8) shouldBe 4
                configuredWorkers(property = " ", variable = "", cores = 8) shouldBe 8
            }

            "is the largest possible if a setting or a machine has more" {
                for (text in listOf("10000", "10001", "99999999999", "9".repeat(100))) {
                    configuredWorkers(property = text, variable = null, cores = 8) shouldBe 10_000
                    configuredWorkers(property = null, variable = text, cores = 8) shouldBe 10_000
                }
                configuredWorkers(property = null, variable = null, cores = 20_000) shouldBe 10_000
                configuredWorkers(property = null, variable = "257", cores = 8) shouldBe 257
            }

            "is a number, and one at least; the failure names what is wrong" {
                val expected = "is the number of workers and must be a positive whole number, not"
                for (text in listOf("many", "abc", "0", "000", "-2", "+2", "1.5", "1 2", "\u0663")) {
                    shouldThrow<IllegalArgumentException> { configuredWorkers(text, null, 8) }.message shouldBe
                        "The system property marcato.parallelism $expected \"$text\""
                    shouldThrow<IllegalArgumentException> { configuredWorkers(null, text, 8) }.message shouldBe
                        "The environment variable MARCATO_PARALLELISM $expected \"$text\""
                }
                withProperty("two") {
                    shouldThrow<IllegalArgumentException> { (0..9).asFlow().mapParallel { it }.toList() }
                    shouldThrow<IllegalArgumentException> { ParallelOptions.DEFAULT.workers }
                    ParallelOptions { workers = 2 }.workers shouldBe 2
                }
            }
        }

        "zero and negative numbers are refused by name" {
            val wrong = listOf<Pair<String, ParallelOptions.Builder.(Int) -> Unit>>(
                "workers" to { workers = it },
                "windowRecords" to { windowRecords = it },
                "windowBytes" to { windowBytes = it },
            )
            for ((name, set) in wrong) {
                for (number in listOf(0, -1, Int.MIN_VALUE)) {
                    shouldThrow<IllegalArgumentException> { ParallelOptions { set(number) } }.message shouldBe
                        "$name must be at least 1, not $number"
                }
                ParallelOptions { set(1) }
            }
            shouldThrow<IllegalArgumentException> { ParallelOptions { workers = Int.MAX_VALUE } }.message shouldBe
                "workers must be at most 10000, not ${Int.MAX_VALUE}"
        }

        "options start from others" {
            val pool = Executors.newSingleThreadExecutor()
            val options = ParallelOptions.builder().workers(2).windowRecords(30).windowBytes(400).executor(pool).build()
            options.toBuilder().build().toString() shouldBe options.toString()
            options.toString() shouldBe "ParallelOptions(workers=2 windowRecords=30 windowBytes=400)"
            ParallelOptions.parse(options.toText()).toText() shouldBe "workers=2 windowRecords=30 windowBytes=400"
            ParallelOptions.DEFAULT.toText() shouldBe ""
            pool.shutdown()
        }
    })

private inline fun withProperty(value: String, action: () -> Unit) {
    val before = System.getProperty(PARALLELISM_PROPERTY)
    System.setProperty(PARALLELISM_PROPERTY, value)
    try {
        action()
    } finally {
        if (before == null) {
            System.clearProperty(PARALLELISM_PROPERTY)
        } else {
            System.setProperty(PARALLELISM_PROPERTY, before)
        }
    }
}
