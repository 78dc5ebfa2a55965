// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe

class DiagnosisCsvSpec :
    FreeSpec({
        val lines = DiagnosisCsv.of(sampleDiagnosis(sampleFindings(BackEnd.PATH))).trimEnd('\n').lines()

        "the first line names the columns, and every other one has as many" {
            lines.first() shouldBe
                "back_end,series,value,records_per_second,spread,runs,speed_up,hand_overs_per_1000," +
                "wake_ups_per_1000,allocated_bytes_per_record,peak_live_bytes,share,nanoseconds_per_record"
            lines.map { line -> line.count { it == ',' } }.distinct() shouldBe listOf(12)
        }

        "there is a line for each point, number of workers, number of readers and stage" {
            lines.drop(1).groupingBy { it.split(',')[1] }.eachCount() shouldBe mapOf(
                "batch-size" to 3,
                "chunk-size" to 3,
                "read-ahead" to 3,
                "range-size" to 3,
                "one-thread" to 1,
                "workers" to 3,
                "plain-readers" to 3,
                "stage" to 5,
            )
        }

        "numbers are plain, and what there is nothing to say about is empty" {
            lines shouldContain "path,batch-size,16384,500000,0.01,3,,20,41.5,3211,1234567,,"
            lines shouldContain "path,workers,2,1422000,0.012658,2,1.8,,,,,,"
            lines shouldContain "path,stage,I/O,,,,,,,,,0.05,80"
            lines shouldContain "path,stage,waits,,,,,,,,,0.1,"
        }
    })
