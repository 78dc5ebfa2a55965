// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcFiles
import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.testing.ProblemCases
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.io.UncheckedIOException
import java.net.URI
import java.nio.file.AccessDeniedException
import java.nio.file.FileSystemLoopException
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.NotDirectoryException
import java.nio.file.Path
import java.util.regex.PatternSyntaxException
import kotlinx.coroutines.flow.toList

private fun Path.withFiles(vararg names: String): Path = also {
    for (name in names) {
        val file = resolve(name)
        Files.createDirectories(file.parent)
        Files.write(file, ProblemCases.sound())
    }
}

private fun Path.names(glob: String): List<String> =
    MarcFiles.open(this, glob).list().map { relativize(it).toString().replace('\\', '/') }

class FoldersSpec : FreeSpec({
    "a glob says which files of a folder are read, in the order of the names on their paths" - {
        val folder = tempdir().toPath()
            .withFiles(
                "b.mrc",
                "a/x.mrc",
                "a/b/y.mrc",
                "a-b/z.mrc",
                "a/b/c/d.xml",
                "2023/1.mrc",
                "2023/q/2.mrc",
                "B.mrc",
            )
        val all = listOf("2023/1.mrc", "2023/q/2.mrc", "B.mrc", "a/b/y.mrc", "a/x.mrc", "a-b/z.mrc", "b.mrc")

        val globs = mapOf(
            "*.mrc" to listOf("B.mrc", "b.mrc"),
            "b.mrc" to listOf("b.mrc"),
            "**/*.mrc" to all,
            "**.mrc" to all,
            "**/*.{mrc,xml}" to listOf(*all.take(3).toTypedArray(), "a/b/c/d.xml", *all.drop(3).toTypedArray()),
            "**/y.mrc" to listOf("a/b/y.mrc"),
            "a/**/*.mrc" to listOf("a/b/y.mrc", "a/x.mrc"),
            "a/**/b/**/y.mrc" to listOf("a/b/y.mrc"),
            "*/*.mrc" to listOf("2023/1.mrc", "a/x.mrc", "a-b/z.mrc"),
            "2023/*.mrc" to listOf("2023/1.mrc"),
            "2023/**/*.mrc" to listOf("2023/1.mrc", "2023/q/2.mrc"),
            "{a,2023}/*.mrc" to listOf("2023/1.mrc", "a/x.mrc"),
            "{**/y,b}.mrc" to listOf("a/b/y.mrc", "b.mrc"),
            "**" to listOf("2023/1.mrc", "2023/q/2.mrc", "B.mrc", "a/b/c/d.xml") + all.drop(3),
            "*.marc" to emptyList(),
        )
        for ((glob, names) in globs) {
            glob { folder.names(glob) shouldBe names }
        }

        "and all of them are read, by one thread or several" {
            val files = MarcFiles.open(folder, "**/*.mrc")
            files.list().map { folder.relativize(it).toString() } shouldBe all
            files.records().toList().map { it.source } shouldBe files.list()
            files.mapParallel(2) { it.source }.toList() shouldBe files.list()
            files.outcomes().toList().map { it.source } shouldBe files.list()
            BlockingMarcFiles.open(folder, "**/*.mrc").use { blocking ->
                blocking.list() shouldBe files.list()
                blocking.map { it.source } shouldBe files.list()
            }
        }

        "but an invalid one is refused when they are listed" {
            shouldThrow<PatternSyntaxException> { MarcFiles.open(folder, "**/[").list() }
            shouldThrow<PatternSyntaxException> { MarcFiles.open(folder, "[").records().toList() }
        }
    }

    "a folder of another file system is read, too" {
        val zip = tempdir().toPath().resolve("records.zip")
        FileSystems.newFileSystem(URI.create("jar:${zip.toUri()}"), mapOf("create" to "true")).use { files ->
            val folder = files.getPath("/").withFiles("b/c.mrc", "a.mrc")
            MarcFiles.open(folder, "**/*.mrc").list().map { it.toString() } shouldBe listOf("/a.mrc", "/b/c.mrc")
            MarcFiles.open(folder, "**/*.mrc").records().toList().map { "${it.source}" } shouldBe
                listOf("/a.mrc", "/b/c.mrc")
        }
    }

    "links" - {
        "are followed, to files and folders" {
            val folder = tempdir().toPath().withFiles("real/a.mrc")
            val elsewhere = tempdir().toPath().withFiles("deep/b.mrc")
            Files.createSymbolicLink(folder.resolve("link"), elsewhere)
            Files.createSymbolicLink(folder.resolve("c.mrc"), folder.resolve("real/a.mrc"))
            folder.names("**/*.mrc") shouldBe listOf("c.mrc", "link/deep/b.mrc", "real/a.mrc")
            Files.createSymbolicLink(elsewhere.resolve("root"), folder.resolve("real"))
            folder.resolve("link").names("**/*.mrc") shouldBe listOf("deep/b.mrc", "root/a.mrc")
        }

        "that lead nowhere are files, which can't be read" {
            val folder = tempdir().toPath().withFiles("a.mrc")
            val nowhere = Files.createSymbolicLink(folder.resolve("b.mrc"), folder.resolve("gone"))
            Files.createSymbolicLink(folder.resolve("lock"), folder.resolve("gone"))
            folder.names("**/*.mrc") shouldBe listOf("a.mrc", "b.mrc")
            shouldThrow<NoSuchFileException> { MarcFiles.open(folder, "*.mrc").records().toList() }.file shouldBe
                "$nowhere"
        }

        "that lead to a folder above them end the reading, or are reported, and are not followed" {
            val folder = tempdir().toPath().withFiles("a/b/x.mrc", "a/y.mrc")
            val loop = Files.createSymbolicLink(folder.resolve("a/b/up"), folder.resolve("a"))
            for (read in listOf<suspend (MarcFiles) -> Unit>(
                { it.list() },
                { it.records().collect {} },
                { it.outcomes().collect {} },
                { it.mapParallel(2) { 1 }.collect {} },
            )) {
                shouldThrow<FileSystemLoopException> { read(MarcFiles.open(folder, "**/*.mrc")) }.file shouldBe "$loop"
                val told = ArrayList<String>()
                read(MarcFiles.open(folder, "**/*.mrc", onFailure = { file, e -> told += "$file ${e.javaClass.name}" }))
                told shouldBe listOf("$loop ${FileSystemLoopException::class.java.name}")
            }
            shouldThrow<UncheckedIOException> {
                BlockingMarcFiles.open(folder, "**/*.mrc").forEach { _ -> }
            }.cause?.javaClass shouldBe FileSystemLoopException::class.java
            MarcFiles.open(folder, "**/*.mrc", onFailure = { _, _ -> }).records().toList().map { it.source } shouldBe
                listOf(folder.resolve("a/b/x.mrc"), folder.resolve("a/y.mrc"))
        }
    }

    "what can't be listed is reported" - {
        "a folder that isn't there, or is none" {
            val folder = tempdir().toPath().withFiles("a.mrc")
            val cases = mapOf(
                (folder.resolve("gone") to "*.mrc") to NoSuchFileException::class,
                (folder.resolve("gone") to "**/*.mrc") to NoSuchFileException::class,
                (folder to "gone/*.mrc") to NoSuchFileException::class,
                (folder.resolve("a.mrc") to "*") to NotDirectoryException::class,
                (folder.resolve("a.mrc") to "**") to NotDirectoryException::class,
            )
            for ((place, kind) in cases) {
                val (start, glob) = place
                val told = ArrayList<Exception>()
                MarcFiles.open(start, glob, onFailure = { _, e -> told += e }).records().toList().shouldBeEmpty()
                told.map { it::class } shouldBe listOf(kind)
                val thrown = shouldThrow<java.nio.file.FileSystemException> { MarcFiles.open(start, glob).list() }
                thrown::class shouldBe kind
            }
        }

        "a folder that may not be looked into; without subfolders, it doesn't matter" {
            val folder = tempdir().toPath().withFiles("a.mrc", "b/c.mrc", "d/e.mrc")
            val closed = folder.resolve("b").toFile()
            closed.setReadable(false)
            try {
                // The superuser may look into every folder.
                if (!Files.isReadable(closed.toPath())) {
                    shouldThrow<AccessDeniedException> { MarcFiles.open(folder, "**/*.mrc").list() }.file shouldBe
                        "$closed"
                    val told = ArrayList<Path>()
                    val files = MarcFiles.open(folder, "**/*.mrc", onFailure = { file, _ -> told.add(file) })
                    files.list() shouldBe listOf(folder.resolve("a.mrc"), folder.resolve("d/e.mrc"))
                    told shouldBe listOf(closed.toPath())
                }
                folder.names("*.mrc") shouldBe listOf("a.mrc")
                folder.names("d/*.mrc") shouldBe listOf("d/e.mrc")
            } finally {
                closed.setReadable(true)
            }
        }
    }
})
