// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteIfExists
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes

private class Outcome(val code: Int, val out: String, val err: String)

private fun runWith(vararg arguments: String): Outcome {
    val out = ByteArrayOutputStream()
    val err = ByteArrayOutputStream()
    val code = run(arguments.asList(), PrintStream(out, true, "UTF-8"), PrintStream(err, true, "UTF-8"))
    return Outcome(code, out.toString("UTF-8"), err.toString("UTF-8"))
}

class MainSpec : FreeSpec({
    // Surefire runs in the folder of the module.
    val sample = Path.of("sample", "catalogue.mrc")

    "the sample catalogue" - {
        "is the one that SampleCatalogue describes" {
            if (System.getProperty("sample.update") != null) sample.writeBytes(SampleCatalogue.toByteArray())
            sample.readBytes() shouldBe SampleCatalogue.toByteArray()
        }

        "is counted to its last record" {
            val outcome = runWith(sample.toString())
            outcome.code shouldBe 0
            outcome.err shouldBe ""
            outcome.out shouldStartWith "$sample\n48 records, "
            outcome.out shouldContain "\nTypes\n  language material "
            outcome.out shouldContain "\nThe first titles\n"
        }
    }

    "a catalogue with a damaged record" - {
        val file = createTempFile("damaged", ".mrc")
        val bytes = SampleCatalogue.toByteArray()
        file.writeBytes(bytes.copyOf(bytes.size - 1))
        val outcome = runWith(file.toString())
        file.deleteIfExists()

        "is told with where it is, after what is before it was counted" {
            outcome.code shouldBe 1
            outcome.out shouldStartWith "$file\n47 records, "
            outcome.err shouldStartWith "marcato: $file: RECORD_CUT_OFF in record 47 (001 "
            outcome.err.trimEnd().lines().size shouldBe 1
        }
    }

    "what cannot be read" - {
        "is one line for a missing file, and the other files are still read" {
            val outcome = runWith("no such file.mrc", sample.toString())
            outcome.code shouldBe 3
            outcome.err shouldBe "marcato: no such file.mrc: there is no such file\n"
            outcome.out shouldStartWith "$sample\n48 records, "
        }

        "is one line for a directory" {
            val folder = Files.createTempDirectory("folder")
            val outcome = runWith(folder.toString())
            Files.delete(folder)
            outcome.code shouldBe 3
            outcome.err shouldStartWith "marcato: $folder: it cannot be read: "
        }
    }

    "the arguments" - {
        "are explained when there are none" {
            val outcome = runWith()
            outcome.code shouldBe 2
            outcome.out shouldBe ""
            outcome.err shouldContain "Usage: marcato FILE..."
        }

        "are explained on request" {
            val outcome = runWith("--help")
            outcome.code shouldBe 0
            outcome.out shouldContain "Usage: marcato FILE..."
            outcome.out shouldEndWith "a file cannot be read.\n"
        }
    }
})
