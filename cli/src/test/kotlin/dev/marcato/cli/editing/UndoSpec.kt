// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.CommandLineSample
import dev.marcato.cli.Ran
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.cli.reading.Formats
import dev.marcato.cli.runsUnless
import dev.marcato.testing.Corpora
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream
import kotlin.io.path.fileSize
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlin.random.Random

private val records = SampleCatalogue.records().map(Iso2709Bytes::encode)
private val sample = CommandLineSample.toByteArray()

private fun joined(parts: List<ByteArray>): ByteArray =
    ByteArrayOutputStream().also { out -> parts.forEach(out::writeBytes) }.toByteArray()

class UndoSpec : FreeSpec({
    /** Edits [content], reverts that, and returns the second run. */
    fun thereAndBack(content: ByteArray, name: String, vararg more: Any, check: (Path) -> Unit = {}): Ran =
        inFolder { folder ->
            val rules = folder.file("all.edits", RULES)
            val file = folder.file(name, content)
            val undo = folder.path("undo.jsonl")
            val out = folder.path("out.bin")
            val to = if (more.any { it == "--to" }) emptyList() else listOf("--to", "marc")
            val ran = marcato("edit", rules, file, "-o", out, "--undo", undo, *to.toTypedArray(), *more)
            withClue("$ran") { (ran.code in setOf(0, 1, 4) && Files.exists(undo)) shouldBe true }
            check(out)
            marcato("edit", "--revert", undo, out)
        }

    "what was edited comes back byte for byte" {
        val ran = thereAndBack(joined(records), "in.mrc") { it.readBytes() shouldBe it.readBytes() }
        ran.code shouldBe 0
        ran.bytes shouldBe joined(records)
    }

    "with damage, repaired records and line ends between records, in parts and from one thread" {
        val lines = joined(records.map { it + "\r\n".toByteArray() })
        for (content in listOf(sample, lines, "rubbish".toByteArray() + sample + lines + "at the end".toByteArray())) {
            for (more in listOf("--threads 1", "--threads 3 --part-bytes 900", "--keep-damage")) {
                val ran = thereAndBack(content, "in.mrc", *more.split(' ').toTypedArray())
                withClue("$more: ${ran.err}") { ran.bytes.contentEquals(content) shouldBe true }
                ran.code shouldBe 0
            }
        }
    }

    "from every format to every format, and only what was changed" {
        for (from in Formats.writable) {
            val content = marcato("convert", "--to", from, "-", input = joined(records)).bytes
            for (to in Formats.writable) {
                for (more in listOf(emptyList(), listOf("--only-changed"))) {
                    val ran = thereAndBack(content, "in.bin", "--from", from, "--to", to, *more.toTypedArray())
                    withClue("$from to $to $more: ${ran.err}") { ran.bytes.contentEquals(content) shouldBe true }
                    ran.code shouldBe 0
                }
            }
        }
    }

    "damaged bytes of any kind" {
        for (seed in 1..12) {
            val random = Random(seed)
            val bytes = sample.copyOf(9_000 * seed)
            repeat(seed * 10) { bytes[random.nextInt(bytes.size)] = random.nextInt(256).toByte() }
            val ran = thereAndBack(bytes, "in.mrc", "--repair", listOf("keep", "raw", "relaid")[seed % 3])
            withClue("seed $seed: ${ran.err}") { ran.bytes.contentEquals(bytes) shouldBe true }
        }
    }

    "from a pipe and compressed files" {
        inFolder { folder ->
            val undo = folder.path("undo.jsonl.gz")
            val ran = marcato("edit", "-e", "remove 650", "-", "--undo", undo, input = sample)
            val back = marcato("edit", "--revert", undo, "-", input = ran.bytes)
            back.bytes.contentEquals(sample) shouldBe true
            val packed = ByteArrayOutputStream().also { out ->
                GZIPOutputStream(out).use { it.write(sample) }
            }.toByteArray()
            val file = folder.file("in.mrc.gz", packed)
            marcato(
                "edit", "-e", "remove 650", file, "-o",
                folder.path(
                    "out.mrc.gz",
                ),
                "--undo", undo, "-f",
            ).code shouldBe
                4
            marcato("edit", "--revert", undo, folder.path("out.mrc.gz"), "-o", folder.path("back.mrc.gz")).code shouldBe
                0
            GZIPInputStream(
                folder.path("back.mrc.gz").readBytes().inputStream(),
            ).readBytes().contentEquals(sample) shouldBe
                true
        }
    }

    "records that aren't those that were written are named, and the others come back" {
        inFolder { folder ->
            val file = folder.file("in.mrc", joined(records))
            val undo = folder.path("undo.jsonl")
            val out = folder.path("out.mrc")
            marcato("edit", "-e", "set 245^1 to \"9\"", file, "-o", out, "--undo", undo).code shouldBe 0
            val edited =
                joined(records.map { marcato("edit", "-q", "-e", "set 245^1 to \"9\"", "-", input = it).bytes })
            edited.contentEquals(out.readBytes()) shouldBe true
            val parts = records.map { marcato("edit", "-q", "-e", "set 245^1 to \"9\"", "-", input = it).bytes }
            val altered = marcato("edit", "-q", "-e", "add 599 \$a \"later\"", "-", input = parts[2]).bytes

            fun reverted(now: List<ByteArray>): Ran = marcato("edit", "--revert", undo, "-", input = joined(now))

            // One was edited again, one was put in, one was taken out.
            val again = reverted(parts.take(2) + altered + parts.drop(3))
            again.code shouldBe 4
            again.errorLines.single() shouldContain "record 2 (001 sample0003) isn't the one that was written; it stays"
            again.bytes.contentEquals(joined(records.take(2) + altered + records.drop(3))) shouldBe true

            val more = reverted(parts.take(2) + altered + parts.drop(2))
            more.code shouldBe 4
            more.errorLines.single() shouldContain
                "record (001 sample0003) before record 2 (001 sample0003) wasn't written by"
            more.bytes.contentEquals(joined(records.take(2) + altered + records.drop(2))) shouldBe true

            val fewer = reverted(parts.take(2) + parts.drop(3))
            fewer.code shouldBe 4
            fewer.errorLines.single() shouldContain "record 2 (001 sample0003) isn't there any more"
            fewer.bytes.contentEquals(joined(records.take(2) + records.drop(3))) shouldBe true

            val end = reverted(parts + altered)
            end.code shouldBe 4
            end.errorLines.single() shouldContain "record (001 sample0003) after the last one wasn't written by"
            end.bytes.contentEquals(joined(records + altered)) shouldBe true
        }
    }

    "another file, and a file that isn't one to undo, are refused" {
        inFolder { folder ->
            val file = folder.file("in.mrc", joined(records.take(3)))
            val undo = folder.path("undo.jsonl")
            val out = folder.path("out.mrc")
            marcato("edit", "-e", "set 245^1 to \"9\"", file, "-o", out, "--undo", undo).code shouldBe 0
            val back = folder.path("back.mrc")
            val wrong =
                marcato("edit", "--revert", undo, folder.file("other.mrc", joined(records.drop(3).take(2))), "-o", back)
            wrong.code shouldBe 3
            wrong.err shouldContain "nothing in it is as it was written (is it another file?)"
            marcato("edit", "--revert", file, out, "-o", back).err shouldContain
                "that isn't a file that --undo has written"
            for (cut in listOf(3, 1, 0)) {
                val half = folder.file("half", undo.readText().lines().take(cut).joinToString("\n"))
                val ran = marcato("edit", "--revert", half, out, "-o", back)
                ran.code shouldBe 3
                ran.err shouldNotContain "should not happen"
            }
            val cutOff = folder.file("half", undo.readBytes().copyOf(200))
            marcato("edit", "--revert", cutOff, out, "-o", back).err shouldContain "its end is missing"
            Files.exists(back) shouldBe false
        }
    }

    "what was edited in place comes back in place" {
        inFolder { folder ->
            val file = folder.file("in.mrc", sample)
            val undo = folder.path("undo.jsonl")
            marcato("edit", "-e", "remove 650", "--in-place", "--undo", undo, file).code shouldBe 0
            file.readBytes().contentEquals(sample) shouldBe false
            folder.path("in.mrc.orig").readBytes().contentEquals(sample) shouldBe true
            marcato("edit", "--revert", undo, "--in-place", "--no-copy", file).code shouldBe 0
            file.readBytes().contentEquals(sample) shouldBe true
            folder.names() shouldContainExactly listOf("in.mrc", "in.mrc.orig", "undo.jsonl")
        }
    }

    val corpora = Corpora.find()
    "real files of all formats".config(enabledIf = { runsUnless(corpora.skipReason) }) {
        var compared = 0
        for (file in corpora.files().filter { it.fileSize() in 1..300_000 }) {
            inFolder { folder ->
                val rules = folder.file("all.edits", RULES)
                val undo = folder.path("undo.jsonl")
                val out = folder.path("out.bin")
                val to = Formats.writable.elementAt(if (compared % 3 == 0) compared / 3 % Formats.writable.size else 0)
                val ran = marcato("edit", rules, file, "-o", out, "--to", to, "--undo", undo, "--keep-going")
                withClue("${corpora.displayName(file)} to $to: $ran") {
                    ran.errorLines.none { "should not happen" in it } shouldBe true
                    (ran.code in setOf(0, 1, 3, 4)) shouldBe true
                    if (ran.code == 3) return@inFolder
                    val back = marcato("edit", "--revert", undo, out)
                    val content = file.readBytes().let { bytes ->
                        val isGzip = bytes.size > 2 && bytes[0] == 0x1F.toByte() && bytes[1] == 0x8B.toByte()
                        if (isGzip) GZIPInputStream(bytes.inputStream()).readBytes() else bytes
                    }
                    withClue(back.err) { back.bytes.contentEquals(content) shouldBe true }
                }
            }
            compared++
        }
        compared shouldBeGreaterThan 400
    }
})
