// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import com.github.ajalt.clikt.testing.CliktCommandTestResult
import com.github.ajalt.clikt.testing.test
import dev.marcato.benchmark.measure.Folders
import dev.marcato.benchmark.measure.statusOf
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files

/** What is measured is real, and short: that it is measured is what counts here. */
class GateSpec :
    FreeSpec({
        val folder = tempdir().toPath()

        fun gate(floors: String, vararg arguments: String): CliktCommandTestResult {
            val file = Files.writeString(folder.resolve("floors.txt"), floors)
            return Gate(Effort(warmUp = 10, measured = 10, forks = 1))
                .test(listOf("--quick", "--floors", "$file") + arguments)
        }

        "floors that are met let it pass" {
            val result = gate("read-memory ratio to marc4j 0.001\nread-memory bytes a record 100000")
            result.stdout shouldContain Regex("read-memory +ratio to marc4j +[0-9.]+ +at least 0.00 +pass")
            result.stdout shouldContain Regex("read-memory +bytes a record +[0-9,]+ +at most 100,000 +pass")
            result.stdout shouldContain "All floors are met."
            result.statusCode shouldBe 0
        }

        "a floor that is missed fails it, after more measuring" {
            val result = gate("read-memory ratio to marc4j 100000\nread-memory bytes a record 100000")
            result.stdout shouldContain Regex("read-memory +ratio to marc4j +[0-9.]+ +at least 100,000.00 +MISSED")
            result.stdout shouldContain "1 missed."
            result.statusCode shouldBe 1
        }

        "only what is named is measured, and what has no floor is reported" {
            val result = gate("read-memory bytes a record 1", "first-record")
            result.stdout shouldContain Regex("first-record +microseconds +[0-9,]+ +-\n")
            result.stdout shouldNotContain "read-memory"
            result.statusCode shouldBe 0
        }

        "the library is compared with another copy of itself" {
            val classes = Folders.benchmark.resolveSibling("library/target/classes").toString()
            val own = BeforeLibrary.pass(classes, "read-memory", "${Folders.fixtures}", "$folder")
            own.asLong shouldBe 10_000
            (own.javaClass.classLoader === BeforeLibrary::class.java.classLoader) shouldBe false
        }

        "mistakes of usage have a status of their own" {
            val broken = Files.writeString(folder.resolve("broken.txt"), "read-memory ratio to marc4j")
            Gate().statusOf(listOf("--floors", "$broken"), misused = 2) shouldBe 2
            Gate().statusOf(listOf("--fast"), misused = 2) shouldBe 2
            gate("read-memory ratio to marc4j").stderr shouldContain
                "line 1: \"marc4j\" isn't a number"
            gate("read-memory bytes a record 1", "reed").stderr shouldContain "There is no measure \"reed\""
            gate("read-memory bytes a record 1", "--against", "no-such-commit").stderr shouldContain
                "There is no commit \"no-such-commit\""
        }

        "all measures do what they are compared with" {
            val measures = Measures(Folders.fixtures, folder).all.values
            for (measure in measures) {
                val records = measure.own()
                (records > 0) shouldBe true
                measure.base?.let { it() shouldBe records }
            }
        }
    })
