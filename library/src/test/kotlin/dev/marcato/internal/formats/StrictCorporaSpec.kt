// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Corpora
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths

private val corpora = Corpora.find()
private val KINDS = listOf("marcxml", "gz:marcxml", "marcxml-like", "json", "mrk", "alephseq")

/** Strict reading of real files in text formats is lenient reading up to the first problem. */
class StrictCorporaSpec :
    FreeSpec({
        val reason = corpora.skipReason
        if (reason != null) println("StrictCorporaSpec is skipped: $reason")

        "files of text formats".config(enabledIf = { reason == null }) - {
            "are read strictly up to the first problem that lenient reading reports, which is thrown" {
                var sound = 0
                var broken = 0
                for (path in textFiles(checkNotNull(corpora.folder))) {
                    val lenient = ArrayList<Record>()
                    var first: MarcProblem? = null
                    var before = 0
                    val options = ReadOptions {
                        strictness = Strictness.LENIENT
                        onProblem { problem ->
                            if (first == null) {
                                first = problem
                                before = lenient.size
                            }
                        }
                    }
                    BlockingMarcReader.open(path, options).use { it.forEach(lenient::add) }
                    val strict = ArrayList<Record>()
                    val failure = try {
                        BlockingMarcReader.open(path).use { it.forEach(strict::add) }
                        null
                    } catch (e: MarcException) {
                        e.problem
                    }
                    withClue(path.fileName) {
                        failure?.code shouldBe first?.code
                        failure?.position?.byteOffset shouldBe first?.position?.byteOffset
                        strict shouldBe lenient.take(if (first == null) lenient.size else before)
                    }
                    if (failure == null) sound++ else broken++
                }
                println("Corpora: $sound files of text formats are read strictly to their ends, $broken to a problem")
                sound shouldBeGreaterThan 0
                broken shouldBeGreaterThan 0
            }
        }
    })

private fun textFiles(folder: Path): List<Path> = Files.readAllLines(folder.resolve("MANIFEST.tsv")).drop(1)
    .map { it.split('\t') }
    .filter { it[3] in KINDS }
    .map { folder.resolve(Paths.get(it[1], it[2])) }
    .filter { Files.exists(it) }
