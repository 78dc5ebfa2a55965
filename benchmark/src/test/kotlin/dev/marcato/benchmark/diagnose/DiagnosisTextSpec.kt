// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

class DiagnosisTextSpec :
    FreeSpec({
        val text = DiagnosisText.of(sampleDiagnosis())

        "it begins with the file and the machine" {
            text.lines().first() shouldBe
                "catalogue <1> & more.mrc, JDK 17.0.15, 2 cores, 1024 MiB heap, load 0.5 when it began"
        }

        "each back end has a part, which ends with a verdict" {
            for (backEnd in BackEnd.entries) text shouldContain "${backEnd.id.uppercase()}: 7,000 records"
            text.lines().count { it == "  verdict" } shouldBe BackEnd.entries.size
            text shouldContain "2 workers are 1.80 times as fast as one thread, which is good."
        }

        "a point tells all that was measured of it" {
            val line = "    16384                       500,000          1 %         20.0         41.5        3,211" +
                "      1.23 MB"
            text.lines().filter { it == line }.size shouldBe BackEnd.entries.size
            text shouldContain "    64 KiB                      960,000"
        }

        "each sweep has its knee, that of batches what it spares" {
            text shouldContain "knee: 65536, with 50 times fewer hand-overs than one each"
            text shouldContain "    knee: 64 KiB\n"
        }

        "a gate that the machine cannot show says so" {
            text shouldContain "2 workers over one thread: 1.8 or more, measured 1.80: met"
            text shouldContain "4 workers over one worker and the collector: 2.5 or more: cannot be shown here"
        }

        "what does not exist for a back end is left out" {
            val memory = DiagnosisText.of(sampleDiagnosis(sampleFindings(BackEnd.MEMORY)))
            memory shouldNotContain "chunk-size:"
            memory shouldContain "range-size:"
            val stream = DiagnosisText.of(sampleDiagnosis(sampleFindings(BackEnd.INPUT_STREAM)))
            stream shouldContain "chunk-size:"
            stream shouldNotContain "range-size:"
        }
    })
