// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.count
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes

class SampleSpec : FreeSpec({
    // Surefire runs in the folder of the module.
    val sample = Path.of("sample", "catalogue.mrc")

    "the sample catalogue" - {
        "is the one that CommandLineSample makes" {
            if (System.getProperty("sample.update") != null) sample.writeBytes(CommandLineSample.toByteArray())
            sample.readBytes() shouldBe CommandLineSample.toByteArray()
        }

        "has some hundred records, of which two are damaged" {
            val ran = marcato("count", sample)
            ran.code shouldBe 0
            ran.lines.last().trim() shouldBe "299         1         ${sample.readBytes().size}  $sample"
            ran.err shouldBe
                "marcato: 1 record has problems and 1 stretch isn't a record; marcato check $sample shows them\n"
        }

        "is what stats tells of when no file is named" {
            val ran = marcato("stats", sample = sample.toString())
            ran.code shouldBe 0
            ran.lines.first() shouldBe "$sample"
            ran.err shouldContain "this is the sample catalogue"
        }
    }
})
