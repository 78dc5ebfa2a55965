// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Compression
import dev.marcato.Durability
import dev.marcato.FileMode
import dev.marcato.MarcException
import dev.marcato.MarcWriter
import dev.marcato.Record
import dev.marcato.TargetState
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.record
import dev.marcato.testing.Failure
import dev.marcato.testing.Readers
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import dev.marcato.toByteArray
import dev.marcato.writeTo
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.IOException
import java.nio.file.FileSystemException
import java.nio.file.FileSystemLoopException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.zip.GZIPInputStream
import kotlin.concurrent.thread
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow

class FileWritingSpec : FreeSpec({
    val records = (1..500).map { record { field("001", "$it") } }
    val bytes = Writing.bytesOf(*records.toTypedArray())
    val bad = WriteCases.ofField(10_000)

    fun folder(): Path = tempdir().toPath()

    suspend fun write(path: Path, what: List<Record> = records, configure: WriteOptions.Builder.() -> Unit = {}) =
        what.asFlow().writeTo(path, configure = configure)

    "a new file" - {
        "has all records, and nothing is beside it" {
            val path = folder().resolve("out.mrc")
            val report = write(path)
            path.readBytes() shouldBe bytes
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
            report.records shouldBe 500
            report.bytes shouldBe bytes.size
            report.target shouldBe TargetState.COMPLETE
        }

        "exists even without records" {
            val path = folder().resolve("out.mrc")
            write(path, emptyList()).target shouldBe TargetState.COMPLETE
            Files.size(path) shouldBe 0
        }

        "has the permissions that any new file has" {
            val folder = folder()
            write(folder.resolve("out.mrc"))
            val other = Files.createFile(folder.resolve("other"))
            Files.getPosixFilePermissions(folder.resolve("out.mrc")) shouldBe Files.getPosixFilePermissions(other)
        }

        "is forced to the disk when that is asked for" {
            val path = folder().resolve("out.mrc")
            write(path) { durability = Durability.DISK }
            path.readBytes() shouldBe bytes
        }

        "can't be written without its folder" {
            val path = folder().resolve("missing/out.mrc")
            shouldThrow<NoSuchFileException> { write(path) }
            shouldThrow<NoSuchFileException> { BlockingMarcWriter.open(path) }
        }

        "cannot be in a folder that takes none, and the report says that nothing was written"
            .config(enabled = Files.isDirectory(Path.of("/proc"))) {
                val path = Path.of("/proc/marcato.mrc")
                MarcWriter.open(path).let { writer ->
                    shouldThrow<IOException> { writer.writeAll(records.asFlow()) }
                    writer.report.target shouldBe TargetState.UNTOUCHED
                    writer.report.records shouldBe 0
                    shouldThrow<IOException> { writer.commit() }
                }
            }

        "may have a name as long as names can be" {
            val path = folder().resolve("n".repeat(251) + ".mrc")
            write(path)
            path.readBytes() shouldBe bytes
        }

        "can be named in every way" {
            val folder = folder()
            records.asFlow().writeTo(folder.resolve("a").toFile())
            records.asFlow().writeTo(folder.resolve("b").toString())
            records.asFlow().writeTo(kotlinx.io.files.Path(folder.resolve("c").toString()))
            for (name in listOf("a", "b", "c")) folder.resolve(name).readBytes() shouldBe bytes
        }
    }

    "a file that is replaced" - {
        fun old(): Path = folder().resolve("out.mrc").also { it.writeText("old") }

        "stays as it is until the writing ends" {
            val path = old()
            val writer = MarcWriter.open(path)
            writer.writeAll(records.asFlow())
            path.readText() shouldBe "old"
            writer.report.records shouldBe 500
            writer.report.target shouldBe TargetState.PENDING
            writer.commit()
            path.readBytes() shouldBe bytes
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
        }

        "stays as it is if a record is refused" {
            val path = old()
            val writer = MarcWriter.open(path)
            shouldThrow<MarcException> { writer.writeAll((records + bad).asFlow()) }
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
            writer.report.toString() shouldBe "500 records, ${bytes.size} bytes, 1 refused; target UNTOUCHED"
            shouldThrow<IOException> { writer.commit() }.cause.shouldBeInstanceOf<MarcException>()
            path.readText() shouldBe "old"
        }

        "stays as it is if what is written fails to come" {
            val path = old()
            val broken = IllegalArgumentException("broken")
            val flow = flow {
                records.forEach { emit(it) }
                throw broken
            }
            Failure.of { flow.writeTo(path) } shouldBe broken
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
        }

        "stays as it is if the writing is discarded" {
            val path = old()
            val writer = BlockingMarcWriter.open(path)
            writer.writeAll(records)
            writer.discard()
            writer.discard()
            writer.close()
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
            shouldThrow<IllegalStateException> { writer.write(records.first()) }
        }

        "keeps its permissions, owner and group" {
            val path = old()
            val permissions = PosixFilePermissions.fromString("rw-r-----")
            Files.setPosixFilePermissions(path, permissions)
            val isRoot = Files.getAttribute(path, "unix:uid") == 0
            if (isRoot) Files.setAttribute(path, "unix:gid", 7)
            if (isRoot) Files.setAttribute(path, "unix:uid", 9)
            write(path)
            path.readBytes() shouldBe bytes
            Files.getPosixFilePermissions(path) shouldBe permissions
            if (isRoot) Files.getAttribute(path, "unix:gid") shouldBe 7
            if (isRoot) Files.getAttribute(path, "unix:uid") shouldBe 9
        }

        "is the one that a link leads to, and the link stays" {
            val path = old()
            val link = Files.createSymbolicLink(path.resolveSibling("link.mrc"), Path.of("out.mrc"))
            val second = Files.createSymbolicLink(path.resolveSibling("second.mrc"), Path.of("link.mrc"))
            write(second)
            Files.isSymbolicLink(link) shouldBe true
            Files.isSymbolicLink(second) shouldBe true
            path.readBytes() shouldBe bytes
        }

        "is made where a link leads to nothing yet" {
            val folder = folder()
            val link = Files.createSymbolicLink(folder.resolve("link.mrc"), Path.of("out.mrc"))
            write(link)
            Files.isSymbolicLink(link) shouldBe true
            folder.resolve("out.mrc").readBytes() shouldBe bytes
        }

        "cannot be where links lead in a circle" {
            val folder = folder()
            Files.createSymbolicLink(folder.resolve("a"), Path.of("b"))
            Files.createSymbolicLink(folder.resolve("b"), Path.of("a"))
            shouldThrow<FileSystemLoopException> { write(folder.resolve("a")) }
        }

        "cannot be a folder" {
            val folder = folder()
            shouldThrow<FileSystemException> { write(folder) }.message shouldContain "directory"
            folder.listDirectoryEntries().shouldBeEmpty()
        }
    }

    "a file that is appended to" - {
        "has the old records and the new ones" {
            val path = folder().resolve("out.mrc")
            write(path) { fileMode = FileMode.APPEND }
            write(path) {
                fileMode = FileMode.APPEND
                durability = Durability.DISK
            }
            path.readBytes() shouldBe bytes + bytes
        }

        "is as it was if the writing fails" {
            val path = folder().resolve("out.mrc")
            write(path)
            val writer = MarcWriter.open(path) { fileMode = FileMode.APPEND }
            shouldThrow<MarcException> { writer.writeAll((records + bad).asFlow()) }
            path.readBytes() shouldBe bytes
            writer.report.records shouldBe 500
            writer.report.target shouldBe TargetState.UNTOUCHED
        }

        "is not there if it was not, and the writing fails" {
            val path = folder().resolve("out.mrc")
            Failure.of { write(path, listOf(bad)) { fileMode = FileMode.APPEND } }.shouldBeInstanceOf<MarcException>()
            path.exists() shouldBe false
        }
    }

    "a file whose name ends in .gz" - {
        "is compressed" {
            val path = folder().resolve("out.mrc.GZ")
            write(path)
            GZIPInputStream(Files.newInputStream(path)).use { it.readBytes() } shouldBe bytes
            Readers.blocking(path).use { it.toList() } shouldBe records
        }

        "can be appended to" {
            val path = folder().resolve("out.mrc.gz")
            write(path)
            write(path) { fileMode = FileMode.APPEND }
            Readers.blocking(path).use { it.toList() } shouldBe records + records
        }

        "is compressed or not as asked for, whatever the name" {
            val path = folder().resolve("out.gz")
            write(path) { compression = Compression.NONE }
            path.readBytes() shouldBe bytes
            records.asFlow().toByteArray { compression = Compression.GZIP }.let(::gunzipped) shouldBe bytes
            emptyList<Record>().asFlow().toByteArray { compression = Compression.GZIP }.let(::gunzipped).size shouldBe 0
        }

        "stays as it was if the writing fails" {
            val path = folder().resolve("out.gz").also { it.writeText("old") }
            Failure.of { write(path, records + bad) }.shouldBeInstanceOf<MarcException>()
            path.readText() shouldBe "old"
            path.parent.listDirectoryEntries() shouldContainExactly listOf(path)
        }
    }

    val isUnix = Files.exists(Path.of("/dev/full"))

    "anything but a regular file is written in place" - {
        "a device that takes everything".config(enabled = isUnix) {
            val report = write(Path.of("/dev/null"))
            report.bytes shouldBe bytes.size
            report.target shouldBe TargetState.COMPLETE
            Files.isRegularFile(Path.of("/dev/null")) shouldBe false
        }

        "a named pipe".config(enabled = isUnix) {
            val pipe = folder().resolve("pipe")
            ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() shouldBe 0
            var read = ByteArray(0)
            val reader = thread { read = pipe.readBytes() }
            write(pipe)
            reader.join()
            read shouldBe bytes
        }

        "a named pipe whose reader goes away breaks".config(enabled = isUnix) {
            val pipe = folder().resolve("pipe")
            ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() shouldBe 0
            val reader = thread { Files.newInputStream(pipe).use { it.read() } }
            val writer = MarcWriter.open(pipe)
            val endless = flow { while (true) emit(records.first()) }
            shouldThrow<IOException> { writer.writeAll(endless) }.message shouldContain "Broken pipe"
            reader.join()
            writer.report.target shouldBe TargetState.PARTIAL
        }

        "a full disk is reported, with what was handed over before".config(enabled = isUnix) {
            val writer = BlockingMarcWriter.open(Path.of("/dev/full"))
            shouldThrow<IOException> { writer.writeAll(records) }.message shouldContain "No space left"
            writer.report.records shouldBe 0
            writer.report.target shouldBe TargetState.PARTIAL
            shouldThrow<IOException> { writer.write(records.first()) }.message shouldContain "No space left"
        }

        "a full disk that shows only at the end is not hidden by it".config(enabled = isUnix) {
            val writer = BlockingMarcWriter.open(Path.of("/dev/full"))
            writer.write(records.first())
            shouldThrow<IOException> { writer.commit() }.message shouldContain "No space left"
            writer.close()
        }
    }

    "the unfinished file is beside its place, hidden, and named for it" {
        val path = folder().resolve("out.mrc")
        val writer = BlockingMarcWriter.open(path)
        val name = path.parent.listDirectoryEntries().single().name
        name.startsWith(".out.mrc.") && name.endsWith(".part") shouldBe true
        writer.commit()
    }
})

private fun gunzipped(bytes: ByteArray): ByteArray = GZIPInputStream(bytes.inputStream()).use { it.readBytes() }
