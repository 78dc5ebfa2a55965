// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.testing.Corpora
import dev.marcato.testing.Decoded
import dev.marcato.testing.Decoding.encodeMarc8
import dev.marcato.testing.Decoding.hex
import dev.marcato.testing.Decoding.marc8
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path

private const val PAIRS = "reference/marc8/pairs"

class Marc8PairsSpec : FreeSpec({
    val corpora = Corpora.find()
    val folder = corpora.folder?.resolve(PAIRS)?.takeIf { Files.isDirectory(it) }
    val reason = if (folder == null) corpora.skipReason ?: "no $PAIRS there" else null
    if (reason != null) println("Marc8PairsSpec is skipped: $reason")

    "lines that are published in MARC-8 and UTF-8" - {
        for (source in listOf("pymarc", "rubymarc")) {
            "of $source decode as published, byte for byte".config(enabledIf = { reason == null }) {
                val marc8 = lines(checkNotNull(folder).resolve("$source-test_marc8.txt"))
                val utf8 = lines(folder.resolve("$source-test_utf8.txt"))
                marc8.size shouldBe utf8.size
                marc8 shouldHaveAtLeastSize 1_500
                marc8.indices.forEach { line ->
                    withClue("line ${line + 1}: ${marc8[line].hex()}") {
                        marc8(marc8[line]) shouldBe Decoded(String(utf8[line], Charsets.UTF_8), emptyList())
                    }
                }
                println("Marc8PairsSpec: ${marc8.size} lines of $source decode as published")
            }

            "of $source are written as they were, but for escape sequences that change nothing"
                .config(enabledIf = { reason == null }) {
                    val marc8 = lines(checkNotNull(folder).resolve("$source-test_marc8.txt"))
                    var identical = 0
                    for (line in marc8) {
                        val text = marc8(line).text
                        val written = encodeMarc8(text)
                        withClue(line.hex()) {
                            marc8(written) shouldBe Decoded(text, emptyList())
                            // One line has codes of Innovative Interfaces, which others need not read.
                            (written.size <= line.size || '\u2026' in text) shouldBe true
                        }
                        if (written.contentEquals(line)) identical++
                    }
                    println("Marc8PairsSpec: $identical of ${marc8.size} lines of $source come back byte for byte")
                }
        }
    }
})

private fun lines(file: Path): List<ByteArray> {
    val text = String(Files.readAllBytes(file), Charsets.ISO_8859_1)
    return text.removeSuffix("\n").split('\n').map { it.toByteArray(Charsets.ISO_8859_1) }
}
