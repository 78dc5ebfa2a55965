// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import com.github.ajalt.clikt.testing.test
import dev.marcato.benchmark.measure.InputKind
import dev.marcato.testing.Catalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files

class DiagnoseSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val file = folder.resolve("small.mrc")
        beforeSpec { Files.write(file, Catalogue.ordinary().toByteArray(RECORDS)) }

        "a quick run over a small file, for every kind of input" {
            // What is measured does not matter here, only that it is.
            val result = Diagnose(quick = 20).test(listOf("--quick", "$file"))
            result.statusCode shouldBe 0
            for (kind in InputKind.entries) result.stdout shouldContain "${kind.id}: 1,500 records, "
            result.stdout shouldContain Regex("2 workers over one thread, 1.8: (met|missed|not measurable)")
            result.stdout shouldContain "what limits: "
        }

        "a file that is not there, or an unknown input, is misuse" {
            shouldThrow<UsageError> { Diagnose().parse(listOf("$folder/none.mrc")) }
            shouldThrow<UsageError> { Diagnose().parse(listOf("--input", "tape", "$file")) }
        }

        "a file without records is a failure that says so" {
            val empty = Files.write(folder.resolve("empty.mrc"), ByteArray(0))
            val result = Diagnose(quick = 20).test(listOf("--quick", "--input", "memory", "$empty"))
            result.statusCode shouldBe 2
            result.stderr shouldContain "holds no records"
        }
    })

private const val RECORDS = 1_500
