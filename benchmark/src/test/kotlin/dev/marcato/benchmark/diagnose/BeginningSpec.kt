// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files

class BeginningSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val file = folder.resolve("records.mrc")
        val target = folder.resolve("new/beginning.mrc")
        Files.writeString(file, "one\u001Dtwo\u001Dthree\u001D")

        "a file that is short enough is taken as it is" {
            Beginning.of(file, 14, target) shouldBe file
        }

        "of a longer one only whole records are taken" {
            Files.readString(Beginning.of(file, 13, target)) shouldBe "one\u001Dtwo\u001D"
            Files.readString(Beginning.of(file, 8, target)) shouldBe "one\u001Dtwo\u001D"
            Files.readString(Beginning.of(file, 7, target)) shouldBe "one\u001D"
        }

        "where no record ends all is taken" {
            Files.readString(Beginning.of(file, 2, target)) shouldBe "on"
        }

        "gzip is told by its first bytes" {
            Beginning.isGzip(file) shouldBe false
            Beginning.isGzip(Files.write(folder.resolve("a"), byteArrayOf(0x1F, 0x8B.toByte(), 8))) shouldBe true
            Beginning.isGzip(Files.write(folder.resolve("b"), byteArrayOf(0x1F))) shouldBe false
            Beginning.isGzip(Files.write(folder.resolve("c"), ByteArray(0))) shouldBe false
        }
    })
