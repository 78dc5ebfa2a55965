// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.testing.Accounting
import dev.marcato.testing.Corpora
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextProblemCases
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayInputStream
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import java.util.zip.GZIPInputStream
import org.marc4j.MarcPermissiveStreamReader
import org.marc4j.MarcReader as Marc4jReader
import org.marc4j.MarcStreamReader

private val corpora = Corpora.find()
private val binary = arrayOf("mrc", "marc", "dat", "usmarc", "utf8", "sample", "gz")

class CorporaDamageSpec :
    FreeSpec({
        val reason = corpora.skipReasonFor(*binary)
        if (reason != null) println("CorporaDamageSpec is skipped: $reason")

        "real files".config(enabledIf = { reason == null }) - {
            "are accounted for to the last byte, in whatever pieces they come" {
                var records = 0
                var repaired = 0
                var damages = 0
                val codes = sortedMapOf<ProblemCode, Int>()
                for (file in corpora.files(*binary)) {
                    val bytes = bytesOf(file) ?: continue
                    withClue(corpora.displayName(file)) {
                        val outcomes = Readers.outcomes(bytes, AS_ISO_2709)
                        Accounting.check(bytes, outcomes)
                        Readers.outcomes(PushedBytes.inPieces(bytes, 777), AS_ISO_2709).shouldBeLike(outcomes)
                        records += outcomes.count { it is Outcome.Read }
                        repaired += outcomes.count { it is Outcome.Read && it.problems.isNotEmpty() }
                        damages += outcomes.count { it is Outcome.Damage }
                        outcomes.flatMap { it.problems }.forEach { codes.merge(it.code, 1, Int::plus) }
                    }
                }
                println("Corpora, leniently: $records records, $repaired of them repaired, $damages damages; $codes")
                repaired shouldBeGreaterThan 0
            }

            "give at least as many records as marc4j finds in them, strict or permissive, as $PAGE and the README say" {
                val recorded = page.rows()
                var ofMarc4jStrict = 0
                var ofMarc4jPermissive = 0
                var ofMarcato = 0
                val differing = sortedMapOf<String, List<Int>>()
                for (file in corpora.files(*binary)) {
                    val bytes = bytesOf(file) ?: continue
                    val ours = Readers.outcomes(bytes, AS_ISO_2709).count { it is Outcome.Read }
                    val strict = countByMarc4j { MarcStreamReader(ByteArrayInputStream(bytes)) }
                    val permissive =
                        countByMarc4j { MarcPermissiveStreamReader(ByteArrayInputStream(bytes), true, true) }
                    withClue(corpora.displayName(file)) { ours shouldBeGreaterThanOrEqual maxOf(strict, permissive) }
                    if (strict != ours || permissive != ours) {
                        differing[corpora.displayName(file)] = listOf(strict, permissive, ours)
                    }
                    ofMarc4jStrict += strict
                    ofMarc4jPermissive += permissive
                    ofMarcato += ours
                }
                differing shouldBe recorded
                val found = "${differing.size} of ${corpora.files(*binary).size} real files"
                page shouldContain "They list the $found where the three numbers differ."
                readme shouldContain "From $found, at least one of marc4j's two readers delivers fewer records"
                readme shouldContain "| all files | %,d | %,d | %,d |"
                    .format(Locale.ROOT, ofMarc4jStrict, ofMarc4jPermissive, ofMarcato)
            }
        }

        "$PAGE mentions every code that reading has" {
            val named = Regex("`([A-Z_0-9]+)`").findAll(page.substringBefore("## By file")).map { it.groupValues[1] }
            val codes = ProblemCases.all().map { it.code } + TextProblemCases.all().map { it.code }
            named.toSet() shouldBe codes.map { it.name }.toSet()
        }
    })

private const val PAGE = "docs/damage.md"

// Some of these files are in other formats; the page says what they become when they are taken for this one.
private val AS_ISO_2709 = LENIENT.toBuilder().format(MarcFormat.ISO_2709).build()
private val page = File("..", PAGE).readText()
private val readme = File("..", "README.md").readText()

/** The tables by file: strict marc4j, permissive marc4j, Marcato. */
private fun String.rows(): Map<String, List<Int>> =
    Regex("""\| `([^`]+)` \| (\d+) \| (\d+) \| (\d+) \|""").findAll(this).associate { row ->
        row.groupValues[1] to row.groupValues.drop(2).map(String::toInt)
    }

private fun bytesOf(file: Path): ByteArray? {
    val bytes = Files.readAllBytes(file)
    val isGzip = bytes.size > 2 && bytes[0] == 0x1F.toByte() && bytes[1] == 0x8B.toByte()
    if (isGzip) return runCatching { GZIPInputStream(ByteArrayInputStream(bytes)).readBytes() }.getOrNull()
    return bytes
}

/** How many records marc4j gives before it fails. */
private fun countByMarc4j(open: () -> Marc4jReader): Int {
    var count = 0
    try {
        val reader = open()
        while (reader.hasNext()) {
            checkNotNull(reader.next())
            count++
        }
    } catch (e: RuntimeException) {
        // Whatever it is: it throws more kinds of these than it documents.
    }
    return count
}
