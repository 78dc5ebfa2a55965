// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.random.Random

class WholeFileSpec : FreeSpec({
    fun old(): Path = tempdir().toPath().resolve("out.txt").also { it.writeText("old") }

    fun Path.expectOld() {
        readText() shouldBe "old"
        parent.listDirectoryEntries() shouldContainExactly listOf(this)
    }

    "whatever is written, in pieces of any size, is in the file" {
        val path = old()
        checkAll(100, Arb.list(Arb.int(0, 80_000), 0..6), Arb.int()) { sizes, seed ->
            val random = Random(seed)
            val expected = ByteArrayOutputStream()
            WholeFile.open(path).use { file ->
                for (size in sizes) {
                    val bytes = random.nextBytes(size + 2)
                    for (stream in listOf(expected, file.stream)) {
                        stream.write(bytes, 1, size)
                        stream.write(size)
                        if (size % 7 == 0) stream.flush()
                    }
                }
            }
            path.readBytes() shouldBe expected.toByteArray()
        }
    }

    "it appears on commit, once" {
        val path = old()
        val file = WholeFile.open(path, durability = Durability.DISK)
        file.path shouldBe path
        "$file" shouldBe "WholeFile($path)"
        file.stream.write("new".toByteArray())
        path.readText() shouldBe "old"
        file.commit()
        path.readText() shouldBe "new"
        path.writeText("newer")
        file.commit()
        file.discard()
        file.close()
        path.readText() shouldBe "newer"
        shouldThrow<IllegalStateException> { file.stream.write(1) }
        shouldThrow<IllegalStateException> { file.stream.flush() }
        file.stream.close()
    }

    "it stays as it was" - {
        "if it is discarded" {
            val path = old()
            val file = WholeFile.open(path)
            file.stream.write(ByteArray(100_000))
            file.discard()
            path.expectOld()
            file.discard()
            file.close()
            shouldThrow<IllegalStateException> { file.commit() }
            shouldThrow<IllegalStateException> { file.stream.write(1) }
        }

        "if it is closed without a decision, which is an error if bytes were written" {
            val path = old()
            WholeFile.open(path).close()
            path.expectOld()
            val file = WholeFile.open(path)
            file.stream.write(1)
            shouldThrow<IllegalStateException> { file.close() }.message shouldBe
                "Bytes were written, but neither commit() nor discard() was called: $path is as it was before"
            path.expectOld()
        }

        "if the block of use fails" {
            val path = old()
            val broken = IllegalArgumentException("broken")
            runCatching {
                WholeFile.open(path).use {
                    it.stream.write(ByteArray(100_000))
                    throw broken
                }
            }.exceptionOrNull() shouldBeSameInstanceAs broken
            path.expectOld()
        }

        "if the block of use discards it" {
            val path = old()
            WholeFile.open(path).use {
                it.stream.write(1)
                it.discard()
            }
            path.expectOld()
        }
    }

    "other streams and writers can be put around it" {
        val path = old()
        WholeFile.open(path).use { file ->
            GZIPOutputStream(file.stream).use { it.write("compressed".toByteArray()) }
        }
        GZIPInputStream(path.readBytes().inputStream()).readBytes().decodeToString() shouldBe "compressed"
        val record = record { field("001", "1") }
        WholeFile.open(path).use { file ->
            file.stream.write('\n'.code)
            BlockingMarcWriter.open(file.stream).use { it.write(record) }
        }
        path.readBytes() shouldBe byteArrayOf('\n'.code.toByte()) + Writing.bytesOf(record)
    }

    "the range of an array is checked" {
        WholeFile.open(old()).use { file ->
            for ((offset, count) in listOf(-1 to 1, 0 to -1, 2 to 9, Int.MAX_VALUE to 1)) {
                shouldThrow<IndexOutOfBoundsException> { file.stream.write(ByteArray(10), offset, count) }
            }
            file.discard()
        }
    }

    "it keeps permissions and links, and can be named in every way" {
        val path = old()
        val permissions = PosixFilePermissions.fromString("rw-r-----")
        Files.setPosixFilePermissions(path, permissions)
        val link = Files.createSymbolicLink(path.resolveSibling("link"), path)
        val ways = listOf(
            { WholeFile.open(link) },
            { WholeFile.open(link.toFile()) },
            { WholeFile.open("$link") },
            { WholeFile.open(kotlinx.io.files.Path("$link")) },
        )
        for ((number, way) in ways.withIndex()) {
            way().use { it.stream.write('0'.code + number) }
            path.readText() shouldBe "$number"
        }
        Files.isSymbolicLink(link) shouldBe true
        Files.getPosixFilePermissions(path) shouldBe permissions
    }

    "one writer at a time has it, whether it writes records or not" {
        val path = old()
        val inUse = "$path: it is being written by another writer"
        WholeFile.open(path).use {
            shouldThrow<IOException> { WholeFile.open(path) }.message shouldBe inUse
            shouldThrow<IOException> { BlockingMarcWriter.open(path) }.message shouldBe inUse
            it.discard()
        }
        BlockingMarcWriter.open(path).use {
            shouldThrow<IOException> { WholeFile.open(path) }.message shouldBe inUse
            it.discard()
        }
        path.expectOld()
    }

    "a device is written in place, and its failure ends the writing".config(
        enabled = Files.exists(Path.of("/dev/full")),
    ) {
        val file = WholeFile.open("/dev/full")
        val failure = shouldThrow<IOException> {
            file.stream.use { stream -> stream.write(ByteArray(100_000)) }
        }
        failure.message shouldContain "No space left"
        failure.suppressed.toList() shouldBe emptyList()
        shouldThrow<IOException> { file.stream.write(1) } shouldBeSameInstanceAs failure
        shouldThrow<IOException> { file.commit() }.cause shouldBeSameInstanceAs failure
        file.close()
    }

    "a folder that is missing, or in its place, is named" {
        val folder = tempdir().toPath()
        val missing = folder.resolve("no/out.txt")
        shouldThrow<NoSuchFileException> { WholeFile.open(missing) }.message shouldBe
            "$missing: there is no folder ${folder.resolve("no")}"
        shouldThrow<FileSystemException> { WholeFile.open(folder) }.message shouldBe "$folder: Is a directory"
        missing.exists() shouldBe false
    }
})
