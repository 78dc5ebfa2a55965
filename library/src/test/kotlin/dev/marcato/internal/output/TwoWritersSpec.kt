// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.FileMode
import dev.marcato.MarcException
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.Writing
import dev.marcato.writeTo
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.BufferedReader
import java.io.IOException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.createDirectory
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.flow.flowOf

private const val IN_USE = "it is being written by another writer"

/** Lets several writers, in this process and in others, write one file; and kills some of them. */
class TwoWritersSpec : FreeSpec({
    val one = record { field("001", "one") }
    val other = record { field("001", "other") }

    fun target(): Path = tempdir().toPath().resolve("out.mrc")

    fun namesBeside(path: Path): List<String> = path.parent.listDirectoryEntries().map { it.name }.sorted()

    "a second writer to the same file fails" - {
        "at once, and says why, while the first one continues" {
            val path = target()
            val first = BlockingMarcWriter.open(path)
            first.write(one)
            shouldThrow<IOException> { BlockingMarcWriter.open(path) }.message shouldBe "$path: $IN_USE"
            shouldThrow<IOException> { flowOf(other).writeTo(path) }.message shouldBe "$path: $IN_USE"
            shouldThrow<IOException> { flowOf(other).writeTo(path) { fileMode = FileMode.APPEND } }.message shouldBe
                "$path: $IN_USE"
            first.commit()
            path.readBytes() shouldBe Writing.bytesOf(one)
            namesBeside(path) shouldContainExactly listOf("out.mrc")
        }

        "however it names the file" {
            val path = target()
            path.resolveSibling("inner").createDirectory()
            val link = Files.createSymbolicLink(path.resolveSibling("link.mrc"), path)
            BlockingMarcWriter.open(path).use {
                for (name in listOf(link, path.resolveSibling("inner/../out.mrc"))) {
                    shouldThrow<IOException> { BlockingMarcWriter.open(name) }.message shouldBe "$name: $IN_USE"
                }
            }
        }

        "but not once the first one is complete, was discarded, or has failed" {
            val path = target()
            BlockingMarcWriter.open(path).use { it.write(one) }
            BlockingMarcWriter.open(path).let {
                it.write(other)
                it.discard()
            }
            val strict = BlockingMarcWriter.open(path)
            shouldThrow<MarcException> {
                strict.write(record { field("500") { 'a' to "x".repeat(100_000) } })
                strict.flush()
            }
            path.readBytes() shouldBe Writing.bytesOf(one)
            flowOf(other).writeTo(path)
            path.readBytes() shouldBe Writing.bytesOf(other)
        }

        "but not when the first one was forgotten" {
            val path = target()
            forget(path)
            val second = eventually(1.minutes) {
                System.gc()
                BlockingMarcWriter.open(path)
            }
            second.use { it.write(one) }
            namesBeside(path) shouldContainExactly listOf("out.mrc")
        }

        "when both append, and what the first one has added stays" {
            val path = target()
            val options = WriteOptions { fileMode = FileMode.APPEND }
            val first = BlockingMarcWriter.open(path, options)
            first.write(one)
            first.flush()
            shouldThrow<IOException> { BlockingMarcWriter.open(path, options) }.message shouldBe "$path: $IN_USE"
            Writer(path, "append").use { it.line() shouldBe "$path: $IN_USE" }
            first.commit()
            path.readBytes() shouldBe Writing.bytesOf(one)
        }

        "in another process, too" {
            val path = target()
            BlockingMarcWriter.open(path).use { first ->
                first.write(one)
                Writer(path, "replace").use { it.line() shouldBe "$path: $IN_USE" }
            }
            Writer(path, "replace").use { second ->
                second.line() shouldBe "open"
                shouldThrow<IOException> { BlockingMarcWriter.open(path) }.message shouldBe "$path: $IN_USE"
                path.readBytes() shouldBe Writing.bytesOf(one)
                second.goOn()
                second.line() shouldBe "closed"
            }
            path.readBytes() shouldBe Writing.bytesOf(record { field("001", "process") })
            namesBeside(path) shouldContainExactly listOf("out.mrc")
        }
    }

    "of processes that begin to write one file at the same moment one succeeds" {
        val path = target()
        val writers = List(3) { Writer(path, "rounds") }
        try {
            for (writer in writers) writer.line() shouldBe "ready"
            repeat(60) { round ->
                for (writer in writers) writer.goOn()
                val answers = writers.map { it.line() }
                withClue("round $round: $answers") { answers.count { it == "open" } shouldBe 1 }
                for (writer in writers) writer.goOn()
                for (writer in writers) writer.line() shouldBe "closed"
                namesBeside(path) shouldContainExactly listOf("out.mrc")
            }
        } finally {
            for (writer in writers) writer.close()
        }
    }

    "the unfinished file of a killed process" - {
        "is removed by the next writer of the same file" {
            val path = target()
            Writer(path, "replace").use { it.line() shouldBe "open" }
            namesBeside(path) shouldContainExactly listOf(".out.mrc.marcato.part")
            BlockingMarcWriter.open(path).use { it.write(one) }
            path.readBytes() shouldBe Writing.bytesOf(one)
            namesBeside(path) shouldContainExactly listOf("out.mrc")
        }

        "is removed even if the next writer fails" {
            val path = target()
            Writer(path, "replace").use { it.line() shouldBe "open" }
            BlockingMarcWriter.open(path).discard()
            namesBeside(path) shouldContainExactly emptyList()
        }

        "stays if only another file is written, be its name as long as names can be" {
            val path = target().resolveSibling("n".repeat(200) + "1.mrc")
            val neighbour = path.resolveSibling("n".repeat(200) + "2.mrc")
            Writer(path, "replace").use { it.line() shouldBe "open" }
            val left = namesBeside(path)
            left.size shouldBe 1
            BlockingMarcWriter.open(neighbour).use { it.write(one) }
            namesBeside(path) shouldContainExactly (left + neighbour.name).sorted()
            BlockingMarcWriter.open(path).use { it.write(one) }
            namesBeside(path) shouldContainExactly listOf(path.name, neighbour.name).sorted()
        }
    }

    "another file with the name of an unfinished one stays, and the file is written all the same" {
        val path = target()
        val folder = path.resolveSibling(".out.mrc.marcato.part").createDirectory()
        folder.resolve("kept").writeText("kept")
        BlockingMarcWriter.open(path).use { it.write(one) }
        path.readBytes() shouldBe Writing.bytesOf(one)
        folder.resolve("kept").readText() shouldBe "kept"
        namesBeside(path) shouldContainExactly listOf(".out.mrc.marcato.part", "out.mrc")
    }

    "a link with the name of an unfinished file stays, and so does the file that it leads to" {
        val path = target()
        val precious = path.resolveSibling("precious").also { it.writeText("precious") }
        val link = Files.createSymbolicLink(path.resolveSibling(".out.mrc.marcato.part"), precious)
        BlockingMarcWriter.open(path).use { it.write(one) }
        path.readBytes() shouldBe Writing.bytesOf(one)
        Files.isSymbolicLink(link) shouldBe true
        precious.readText() shouldBe "precious"
    }

    "a writer whose unfinished file is removed fails, and the old file stays" {
        val path = target().also { it.writeText("old") }
        val writer = BlockingMarcWriter.open(path)
        writer.write(one)
        Files.delete(path.resolveSibling(".out.mrc.marcato.part"))
        shouldThrow<FileSystemException> { writer.commit() }.file shouldBe "$path"
        path.readText() shouldBe "old"
        path.resolveSibling(".out.mrc.marcato.part").exists() shouldBe false
    }
})

private fun forget(path: Path) {
    BlockingMarcWriter.open(path).write(record { field("001", "forgotten") })
}

/** A process that writes [path] step by step: it says what it has done, and waits for a line before the next step. */
private class Writer(path: Path, what: String) : AutoCloseable {
    private val process: Process = ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.marcato.internal.output.TwoWritersSpecKt",
        what,
        path.toString(),
    ).redirectError(ProcessBuilder.Redirect.INHERIT).start()

    private val lines: BufferedReader = process.inputStream.bufferedReader()

    fun line(): String? = lines.readLine()

    fun goOn() {
        process.outputStream.write('\n'.code)
        process.outputStream.flush()
    }

    /** Kills it, if it hasn't ended. */
    override fun close() {
        process.destroyForcibly()
        process.waitFor(1, TimeUnit.MINUTES) shouldBe true
    }
}

private fun openOrSayWhy(path: Path, options: WriteOptions): BlockingMarcWriter? = try {
    BlockingMarcWriter.open(path, options).also { println("open") }
} catch (e: IOException) {
    println(e.message)
    null
}

internal fun main(args: Array<String>) {
    val (what, path) = args
    val options = WriteOptions { fileMode = if (what == "append") FileMode.APPEND else FileMode.REPLACE }
    if (what == "rounds") println("ready")
    do {
        if (what == "rounds") readln()
        val writer = openOrSayWhy(Path.of(path), options)
        writer?.write(record { field("001", "process") })
        readln()
        writer?.commit()
        println("closed")
    } while (what == "rounds")
}
