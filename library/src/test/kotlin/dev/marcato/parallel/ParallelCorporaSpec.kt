// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.testing.Corpora
import dev.marcato.testing.CutReading
import dev.marcato.testing.InWords
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import kotlinx.coroutines.flow.Flow

private val corpora = Corpora.find()
private val binary = arrayOf("mrc", "marc", "dat", "usmarc", "utf8", "sample", "gz")

/** Real files, damaged ones among them: what sequential and parallel reading make of them is the same. */
class ParallelCorporaSpec :
    FreeSpec({
        val reason = corpora.skipReasonFor(*binary)
        if (reason != null) println("ParallelCorporaSpec is skipped: $reason")

        "every real file has the same outcomes, cut or not, by 1 to 8 workers, in chunks of several sizes"
            .config(enabledIf = { reason == null }) {
                val files = corpora.files(*binary).filter { Files.size(it) > 0 }
                files.forEachIndexed { index, file ->
                    val expected = digestOf(MarcReader.open(file, BINARY).outcomes())
                    val parallel = ParallelOptions { workers = 1 + index % 8 }
                    val chunk = listOf(1_024, 20_000, 512 * 1024)[index / 8 % 3]
                    val options = BINARY.toBuilder().chunkSize(chunk).build()
                    withClue("${corpora.displayName(file)}, ${parallel.workers} workers, chunks of $chunk") {
                        digestOf(MarcReader.open(file, options).outcomesParallel(parallel)) shouldBe expected
                        if (!isCompressed(file)) {
                            // From memory: hundreds of thousands of short reads beside the workers can, once in a
                            // long while, leave the default dispatcher asleep; see docs/threads.md.
                            val outcomes = CutReading.outcomes(Files.readAllBytes(file), 3_001, options, parallel)
                            digestOf(outcomes) shouldBe expected
                        }
                    }
                }
                println("${files.size} files of the corpora were read in parallel")
            }
    })

// Some of these names hold JSON or XML, which as ISO 2709 is damage, and cut like any other.
private val BINARY = LENIENT.toBuilder().format(MarcFormat.ISO_2709).build()

private suspend fun digestOf(outcomes: Flow<Outcome>): String {
    val digest = MessageDigest.getInstance("SHA-256")
    outcomes.collect { digest.update(InWords.of(it).toByteArray()) }
    return digest.digest().joinToString("") { "%02x".format(it) }
}

private fun isCompressed(file: Path): Boolean =
    Files.newInputStream(file).use { it.read() == 0x1F && it.read() == 0x8B }
