// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Failure
import dev.marcato.testing.InWords
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextProblemCases
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.flow.map

/** The outcomes of a reading in words, and then those of the failure that ended it, if any. */
private suspend fun told(read: suspend (take: (Outcome) -> Unit) -> Unit): List<String> {
    val outcomes = ArrayList<String>()
    val failure = Failure.of { read { outcomes.add(InWords.of(it)) } }
    return outcomes + listOfNotNull(failure?.let(InWords::of))
}

private suspend fun drained(take: (Outcome) -> Unit, batch: suspend () -> List<Outcome>) {
    while (true) batch().ifEmpty { return }.forEach(take)
}

private typealias Way = suspend (input: Path, options: ReadOptions, take: (Outcome) -> Unit) -> Unit

private val ways = mapOf<String, Way>(
    "outcomes()" to { input, options, take -> Readers.of(input, options).outcomes().collect(take) },
    "outcomesParallel()" to { input, options, take -> Readers.of(input, options).outcomesParallel().collect(take) },
    "outcomeCursor().next()" to { input, options, take ->
        Readers.of(input, options).outcomeCursor().use { cursor -> drained(take) { listOfNotNull(cursor.next()) } }
    },
    "outcomeCursor().readBatch()" to { input, options, take ->
        Readers.of(input, options).outcomeCursor().use { cursor -> drained(take) { cursor.readBatch(3, 2_000) } }
    },
    "a cursor of a flow of bytes" to { input, options, take ->
        val pieces = PushedBytes.inPieces(Files.readAllBytes(input), 100)
        Readers.of(pieces, options).outcomeCursor().use { cursor -> drained(take) { cursor.readBatch() } }
    },
    "readOutcome()" to { input, options, take ->
        Readers.blocking(input, options).use { reader -> drained(take) { listOfNotNull(reader.readOutcome()) } }
    },
    "readOutcomeBatch()" to { input, options, take ->
        Readers.blocking(input, options).use { reader -> drained(take) { reader.readOutcomeBatch(3, 2_000) } }
    },
    "blocking outcomes()" to { input, options, take ->
        Readers.blocking(input, options).outcomes().use { outcomes -> outcomes.forEach { take(it) } }
    },
    "outcomes() of files" to { input, options, take ->
        MarcFiles.open(listOf(input), options).outcomes().map { it.value }.collect(take)
    },
    "outcomesParallel() of files" to { input, options, take ->
        MarcFiles.open(listOf(input), options).outcomesParallel().map { it.value }.collect(take)
    },
    "blocking outcomes() of files" to { input, options, take ->
        BlockingMarcFiles.open(listOf(input), options).outcomes().use { found -> found.forEach { take(it.value) } }
    },
)

private suspend fun agree(bytes: ByteArray, file: Path, options: ReadOptions = LENIENT) {
    Files.write(file, bytes)
    for (some in listOf(options, options.toBuilder().strictness(Strictness.STRICT).build())) {
        val expected = told { take -> Readers.of(bytes, some).outcomes().collect(take) }
        for ((name, read) in ways) withClue(name) { told { take -> read(file, some, take) } shouldBe expected }
    }
}

class OutcomesEverywhereSpec : FreeSpec({
    val folder = tempdir().toPath()

    "every way gives the same outcomes, and strictly the same failure after them" - {
        "of files damaged at random" {
            checkAll(150, ArbRecords.damagedFile()) { agree(it.toByteArray(), folder.resolve("random.mrc")) }
        }

        "of files damaged at random that are read in parts" {
            val whole = Iso2709Bytes.encodeAll(Catalogue.ordinary().records(1_000).toList())
            whole.size shouldBeGreaterThan 600_000
            checkAll(6, ArbRecords.damaged(whole, maxSteps = 12)) {
                agree(it.toByteArray(), folder.resolve("large.mrc"))
            }
        }

        for (case in ProblemCases.all()) {
            "of $case" { agree(case.input(), folder.resolve("case.mrc"), case.lenientOptions()) }
        }

        for (case in TextProblemCases.all()) {
            "of $case" { agree(case.text.toByteArray(), folder.resolve("case.txt"), case.lenientOptions()) }
        }
    }

    "a batch of outcomes" - {
        val sound = ProblemCases.sound()
        val filler = "\n".toByteArray()

        "counts the bytes of the input" {
            val bytes = sound + filler + sound + filler
            for (most in listOf(sound.size, sound.size + 1)) {
                val cursor = Readers.of(bytes).outcomeCursor()
                val reader = Readers.blocking(bytes)
                val size = if (most == sound.size) 1 else 2
                cursor.readBatch(maxBytes = most) shouldHaveSize size
                reader.readOutcomeBatch(100, most) shouldHaveSize size
            }
        }

        "has one that is too large for it alone, though its bytes aren't held" {
            val options = LENIENT.toBuilder().apply { limits { damageBytes = 0 } }.build()
            val bytes = sound + "x".repeat(5_000).toByteArray() + sound
            val cursor = Readers.of(bytes, options).outcomeCursor()
            List(4) { cursor.readBatch(maxBytes = 1_000).size } shouldBe listOf(1, 1, 1, 0)
        }

        "of nothing is refused" {
            shouldThrow<IllegalArgumentException> { Readers.of(sound).outcomeCursor().readBatch(maxItems = 0) }
            shouldThrow<IllegalArgumentException> { Readers.blocking(sound).readOutcomeBatch(0) }
            shouldThrow<IllegalArgumentException> { Readers.blocking(sound).readOutcomeBatch(1, 0) }
        }

        "comes from a reader of outcomes only" {
            val reader = Readers.blocking(sound + sound)
            reader.readOutcomeBatch(1) shouldHaveSize 1
            shouldThrow<IllegalStateException> { reader.readBatch() }
            reader.readOutcome()?.byteOffset shouldBe sound.size
            reader.readOutcomeBatch() shouldBe emptyList()
        }
    }

    "what isn't MARC at all is no empty catalogue" - {
        for (xml in listOf("<html/>", "<error/>", "<mods/>")) {
            "$xml, strictly, by every way of asking for records or outcomes" {
                val file = Files.write(folder.resolve("page.xml"), xml.toByteArray())
                val asked = mapOf<String, suspend () -> Unit>(
                    "records()" to { Readers.of(file).records().collect {} },
                    "cursor()" to { Readers.of(file).cursor().next() },
                    "cursor().readBatch()" to { Readers.of(file).cursor().readBatch() },
                    "mapParallel" to { Readers.of(file).mapParallel { it }.collect {} },
                    "read()" to { Readers.blocking(file).use { it.read() } },
                    "readBatch()" to { Readers.blocking(file).use { it.readBatch() } },
                    "iterator()" to { Readers.blocking(file).use { reader -> reader.forEach { _ -> } } },
                    "stream()" to { Readers.blocking(file).use { it.stream().count() } },
                    "files" to { MarcFiles.open(listOf(file)).records().collect {} },
                ) + ways.mapValues { (_, read) -> { read(file, ReadOptions.DEFAULT) {} } }
                for ((name, ask) in asked) {
                    withClue(name) {
                        shouldThrow<MarcException> { ask() }.problem.code shouldBe ProblemCode.NO_RECORD_FOUND
                    }
                }
            }
        }
    }
})
