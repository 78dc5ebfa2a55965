// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.Outcome
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.internal.bytes.Answer
import dev.marcato.testing.Accounting
import dev.marcato.testing.CensusFile
import dev.marcato.testing.CensusFiles
import dev.marcato.testing.Corpora
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.LeaderLike
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.nio.file.Files
import java.util.Random

/**
 * Counts where leaders seem to begin, and in how many ways files with alphabetic tags can be cut without a difference.
 *
 * Each build counts a little. All that docs/damage.md gives numbers of is counted anew by [FULL], which takes minutes.
 */
private const val FULL = "./mvnw -pl library test -Dtest=BoundaryCensusSpec -Dcensus.full"

private val isFull = System.getProperty("census.full") != null
private val recordsInFile = if (isFull) 48 else 7
private val millionsOfBytes = if (isFull) 200 else 4

class BoundaryCensusSpec :
    FreeSpec({
        timeout = 3_600_000

        "leaders of every kind are found where the record before has lost its terminator" {
            for (leader in LEADERS) {
                val bytes = "title\u001E$leader${"001000300000245001000003"}\u001E42\u001E10\u001FaTitle\u001E\u001D"
                withClue(leader) { places(bytes.toByteArray(), ::leaderAfterText) shouldBe listOf(6) }
            }
        }

        "leaders are found even if they are cut off, and directories aren't mistaken for them" {
            for (found in listOf("00165nam a2200085", "00165nam a2200085 i", "00165nam  2200085   4500")) {
                withClue(found) { places("title\u001E$found".toByteArray(), ::leaderAfterText) shouldBe listOf(6) }
            }
            val runs =
                listOf("AVA0022", "A", "8520022", "\u001E42", "\u001E  \u001Fa 45", "AVA45220", "8524510000318520022")
            for (run in runs) {
                for (tag in listOf("AVA", "loc", "A-A")) {
                    for (cut in 0..run.length) {
                        val bytes = "00013${tag}002200035" + run.take(cut)
                        withClue(bytes) { places(bytes.toByteArray(), ::leaderAfterText) shouldBe emptyList() }
                    }
                }
            }
        }

        "directories with alphabetic tags look like leaders, but not where a leader may be" {
            var places = 0L
            var shapes = 0
            var leaders = 0
            val random = Random(2)
            while (places < millionsOfBytes * 1_000_000L) {
                val bytes = file(random, 1_000_000)
                val starts = startsIn(bytes)
                shapes += places(bytes, ::leaderShape).count { it !in starts }
                leaders += places(bytes, ::leaderAfterText).count { it !in starts }
                // Each real one is found, by both.
                places(bytes, ::leaderAfterText).count { it in starts } shouldBe starts.size
                places += bytes.size - starts.size
            }
            println(
                "BoundaryCensusSpec: of $places places $shapes have the shape of a leader, $leaders are taken for one",
            )
            shapes shouldBeGreaterThan 1_000
            leaders shouldBe 0
        }

        "real leaders are found" {
            val corpora = Corpora.find()
            val reason = corpora.skipReasonFor("mrc")
            if (reason != null) println("BoundaryCensusSpec leaves out real files: $reason")
            var anchors = 0
            var found = 0
            for (file in if (reason == null) corpora.files("mrc", "marc", "dat", "usmarc") else emptyList()) {
                val bytes = Files.readAllBytes(file)
                val starts = startsIn(bytes).intersect(places(bytes, ::leaderShape).toSet())
                anchors += starts.size
                found += places(bytes, ::leaderAfterText).count { it in starts }
            }
            println("BoundaryCensusSpec: $found of $anchors real leaders would be found without the 0x1D before them")
            found shouldBe anchors
        }

        for (file in CensusFiles(recordsInFile, seed = 33).all()) {
            "a file with ${file.kind} is the same in splits of every size" {
                val whole = BlockingMarcReader.open(file.bytes, LENIENT).outcomes().toList()
                Accounting.check(file.bytes, whole)
                shouldHoldUntouched(whole, file)
                val sizes = splitSizes(file.bytes.size)
                for (size in sizes) {
                    withClue("splits of $size") { splits(file.bytes, size).shouldBeLike(whole, isNumbered = false) }
                }
                println("BoundaryCensusSpec: ${sizes.size} sweeps, 0 differ: ${file.kind}")
            }
        }
    })

/** Leaders as they are in real files, also those that have few signs, or digits at 8 and 9. */
private val LEADERS = listOf(
    "00062nam a2200049 i 4500",
    "00062nam  2200049   4500",
    "00062nam0 2200049   450 ",
    "00062namaa2200049 ca4500",
    "00062nja a22000491ib4500",
    "00062nam1122000497  4500",
    "99999cgm a  99999 a 4500",
)

private fun places(bytes: ByteArray, test: (KnownBytes, Int) -> Answer): List<Int> {
    val terrain = KnownBytes(ByteBuffer.wrap(bytes), bytes.size, isComplete = true)
    return bytes.indices.filter { test(terrain, it) == Answer.YES }
}

private fun file(random: Random, size: Int): ByteArray {
    val target = ByteArrayOutputStream()
    while (target.size() < size) target.write(Iso2709Bytes.encode(LeaderLike.record(random)))
    return target.toByteArray()
}

/** Where the file, or a record after a terminator, begins. */
private fun startsIn(bytes: ByteArray): Set<Int> =
    setOf(0) + bytes.indices.filter { bytes[it] == 0x1D.toByte() && it + 1 < bytes.size }.map { it + 1 }

private fun shouldHoldUntouched(outcomes: List<Outcome>, file: CensusFile) {
    val sound = outcomes.filterIsInstance<Outcome.Read>().filter { it.problems.isEmpty() }.associateBy { it.byteOffset }
    for (range in file.untouched) {
        withClue("record in $range") {
            sound[range.first.toLong()]?.record?.rawBytes shouldBe file.bytes.sliceArray(range)
        }
    }
}

/** The sizes used for files with numeric tags: each from 1 to 400, powers of two, one more and less, and others. */
private fun splitSizes(size: Int): List<Int> {
    if (!isFull) return listOf(1, 3, 7, 16, 31, 100, 257, 1_000, 1_024, 4_097).filter { it <= size }
    val powers = (3..17).flatMap { listOf((1 shl it) - 1, 1 shl it, (1 shl it) + 1) }
    val random = Random(size.toLong())
    return (1..400).toList() + powers + List(88) { 1 + random.nextInt(size) }
}

private fun splits(bytes: ByteArray, size: Int): List<Outcome> = (0L until bytes.size step size.toLong()).flatMap {
    BlockingMarcReader.openRange(SeekableInput.of(bytes), it, it + size, LENIENT).use { reader ->
        generateSequence { reader.readOutcome() }.toList()
    }
}
