// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.count
import dev.marcato.cli.reading.Formats
import dev.marcato.testing.Corpora
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.fileSize
import kotlin.random.Random

/** Whatever the number of threads, and wherever they cut a file, the same comes out as from one thread. */
class ThreadsSpec : FreeSpec({
    val sample = CommandLineSample.toByteArray()

    val commands = listOf(
        listOf("stats", "--format", "json"),
        listOf("count"),
        listOf("check"),
        listOf("check", "--format", "jsonl", "--all"),
        listOf("select", "001, 245ab, 6XXa"),
        listOf("freq", "650a"),
        listOf("grep", "245a ~ e"),
        listOf("grep", "--count", "650"),
        listOf("grep", "--to", "xml", "!650"),
        listOf("select", "--format", "jsonl", "001, title=245ab"),
        listOf("freq", "650a, 008/35-37", "--top", "5"),
        listOf("check", "--schema", "marc21"),
        listOf("check", "--schema", "marc21", "--each", "--examples", "2"),
        listOf("check", "--schema", "marc21", "--format", "jsonl"),
        listOf("check", "--schema", "marc21", "--format", "csv", "--where", "not 650"),
        listOf("check", "--schema", "marc21", "--limit", "60"),
        listOf("stats", "--schema", "marc21", "--format", "json"),
        // What is selected in the parts, and what has to wait for the parts before.
        listOf("stats", "--format", "json", "--where", "650"),
        listOf("stats", "--limit", "40"),
        listOf("count", "--where", "650a", "--limit", "70"),
        listOf("check", "--where", "not 650"),
        listOf("check", "--format", "jsonl", "--all", "--limit", "121"),
        listOf("check", "--format", "jsonl", "--all", "--limit", "100000"),
        listOf("select", "001", "--id", "sample0007,sample0003,mc000000073,nobody"),
        listOf("select", "--repeat", "650a", "--where", "650", "--limit", "17"),
        listOf("freq", "650a", "--limit", "200", "--where", "008/35-37 = eng"),
        listOf("grep", "245a ~ e", "--limit", "33", "--where", "LDR/06 = a"),
        listOf("grep", "--count", "650", "--id", "sample0001", "--limit", "1"),
        listOf("convert", "--to", "xml", "--where", "650", "--limit", "90"),
        listOf("convert", "--to-charset", "marc8", "--on-illegal", "refuse", "--where", "not 650"),
    )

    fun shouldNotDependOnThreads(file: Path, vararg more: Any) {
        for (command in commands) {
            val alone = marcato(*command.toTypedArray(), *more, "--threads", 1, file)
            for ((threads, partBytes) in listOf(2 to 700, 8 to 5_000, 2 to 100_000)) {
                val together =
                    marcato(*command.toTypedArray(), *more, "--threads", threads, "--part-bytes", partBytes, file)
                withClue("$command with $threads threads in parts of $partBytes bytes") {
                    "$together" shouldBe "$alone"
                }
            }
        }
    }

    "the sample catalogue" {
        inFolder { shouldNotDependOnThreads(it.file("sample.mrc", sample)) }
    }

    "the sample catalogue, read strictly" {
        inFolder { shouldNotDependOnThreads(it.file("sample.mrc", sample), "--strict") }
    }

    "files with damage" - {
        for (seed in 1..4) {
            "number $seed" {
                val random = Random(seed)
                val bytes = sample.copyOf(60_000 * seed)
                repeat(seed * seed * 10) { bytes[random.nextInt(bytes.size)] = random.nextInt(256).toByte() }
                inFolder {
                    val file = it.file("damaged.mrc", bytes)
                    shouldNotDependOnThreads(file)
                    shouldNotDependOnThreads(file, "--strict")
                }
            }
        }
    }

    "a file that holds no record" {
        inFolder { folder ->
            val file = folder.file("zeros.mrc", "0".repeat(50_000))
            shouldNotDependOnThreads(file)
            marcato("count", "--part-bytes", 5_000, file).errorLines.first() shouldContain "no record was found in it"
        }
    }

    "what is compressed, or of another format, is not cut" {
        inFolder { folder ->
            val file = folder.file("sample.mrc", sample)
            for (name in listOf("sample.mrc.gz", "sample.xml", "sample.json", "sample.mrk")) {
                // The sample has damage, which other formats have no place for.
                marcato("convert", "--quiet", file, "-o", folder.path(name)).code shouldBe 4
                shouldNotDependOnThreads(folder.path(name))
            }
        }
    }

    "several files, one of which is missing" {
        inFolder { folder ->
            val file = folder.file("sample.mrc", sample)
            for (command in commands) {
                val files = arrayOf<Any>(file, folder.path("missing.mrc"), file)
                val alone = marcato(*command.toTypedArray(), "--threads", 1, *files)
                if ("--limit" !in command) alone.code shouldBe 3
                "${marcato(*command.toTypedArray(), "--threads", 3, "--part-bytes", 3_000, *files)}" shouldBe "$alone"
            }
        }
    }

    "conversion" {
        inFolder { folder ->
            val file = folder.file("sample.mrc", sample)
            for (format in Formats.writable) {
                val alone = marcato("convert", "--to", format, "--threads", 1, file)
                for (threads in listOf(2, 8)) {
                    "${marcato("convert", "--to", format, "--threads", threads, file)}" shouldBe "$alone"
                    val inParts =
                        marcato("convert", "--to", format, "--threads", threads, "--part-bytes", 900, file)
                    "$inParts" shouldBe "$alone"
                }
            }
        }
    }

    val corpora = Corpora.find()
    "real files".config(enabledIf = { runsUnless(corpora.skipReason) }) {
        var compared = 0
        for (file in corpora.files("mrc", "marc", "dat", "bin")) {
            // A command for each, and every command for some.
            if (file.fileSize() !in 2_000..1_000_000) continue
            withClue(corpora.displayName(file)) {
                val command = commands[compared % commands.size].toTypedArray()
                val alone = marcato(*command, "--threads", 1, file)
                "${marcato(*command, "--threads", 3, "--part-bytes", 1_500, file)}" shouldBe "$alone"
            }
            compared++
        }
        compared shouldBeGreaterThan 50
    }

    "the number of threads is checked" {
        for (command in listOf("stats", "select", "check", "grep", "freq", "count", "convert")) {
            val field = if (command in listOf("select", "grep", "freq")) listOf("245") else emptyList()
            val ran = marcato(command, *field.toTypedArray(), "--threads", 0, "-")
            ran.code shouldBe 2
            ran.errorLines.single() shouldContain "--threads is at least 1, not 0"
        }
    }
})
