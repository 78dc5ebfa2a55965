// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files

class CorporaSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        Files.createDirectories(folder.resolve("b"))
        for (name in listOf("b/one.MRC", "a.mrc", "a.xml", "c.marc")) Files.write(folder.resolve(name), ByteArray(0))
        val corpora = Corpora.of(folder)

        "lists files by extension, in a stable order" {
            corpora.files("mrc", "marc").map(corpora::displayName) shouldBe listOf("a.mrc", "b/one.MRC", "c.marc")
        }

        "says why there is nothing to test with" - {
            "if the folder is absent" {
                val absent = Corpora.of(folder.resolve("nowhere"))
                absent.folder shouldBe null
                absent.files("mrc") shouldBe emptyList()
                absent.skipReason.orEmpty() shouldContain "is no folder"
                absent.skipReasonFor("mrc") shouldBe absent.skipReason
            }

            "if no file has the extension" {
                corpora.skipReason shouldBe null
                corpora.skipReasonFor("mrc", "gz") shouldBe null
                corpora.skipReasonFor("gz").orEmpty() shouldContain "no gz file"
            }
        }
    })
