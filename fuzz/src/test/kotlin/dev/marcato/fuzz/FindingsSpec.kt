// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldNotBeEmpty
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readBytes

/** Inputs that searches found once, named after what was wrong; see [FuzzInput] for the meaning of the bytes. */
private val FINDINGS = folder("findings").listDirectoryEntries("*.bin").sorted()

class FindingsSpec :
    FreeSpec({
        "what a search found once is right now" - {
            FINDINGS.shouldNotBeEmpty()
            for (finding in FINDINGS) {
                finding.nameWithoutExtension {
                    for (target in FuzzTarget.PROMISES) withClue(target.promise) { target.check(finding.readBytes()) }
                }
            }
        }

        "an error would be noticed" {
            val planted = folder("planted").resolve("marc.bin").readBytes()
            shouldThrow<AssertionError> { FuzzTarget.PLANTED.check(planted) }
        }
    })

private fun folder(name: String): Path =
    Path.of(checkNotNull(FindingsSpec::class.java.getResource(name)) { "There is no resource $name" }.toURI())
