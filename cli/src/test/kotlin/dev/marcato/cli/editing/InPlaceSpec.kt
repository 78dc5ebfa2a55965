// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.util.zip.GZIPInputStream
import kotlin.io.path.readBytes
import kotlin.io.path.readText

private val first = Iso2709Bytes.encode(SampleCatalogue.records()[0])
private val second = Iso2709Bytes.encode(SampleCatalogue.records()[1])

class InPlaceSpec : FreeSpec({
    "each file is replaced, and kept under another name that no older copy has" {
        inFolder { folder ->
            val one = folder.file("one.mrc", first)
            val two = folder.file("two.mrc", second)
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r-----"))
            marcato("edit", "-e", "set 245^1 to \"8\"", "--in-place", one, two).code shouldBe 0
            marcato("edit", "-e", "set 245^1 to \"9\"", "--in-place", one).code shouldBe 0
            marcato("edit", "-e", "set 245^1 to \"7\"", "--in-place", "--no-copy", two).code shouldBe 0
            folder.names() shouldContainExactly
                listOf("one.mrc", "one.mrc.orig", "one.mrc.orig.2", "two.mrc", "two.mrc.orig")
            folder.path("one.mrc.orig").readBytes() shouldBe first
            folder.path("two.mrc.orig").readBytes() shouldBe second
            marcato("select", "--no-header", "245^1", one, two, folder.path("one.mrc.orig.2")).lines shouldBe
                listOf("9", "7", "8")
            PosixFilePermissions.toString(Files.getPosixFilePermissions(one)) shouldBe "rw-r-----"
        }
    }

    "a file that no rule changes stays as it is, without a copy" {
        inFolder { folder ->
            val one = folder.file("one.mrc", first)
            val time = Files.getLastModifiedTime(one)
            val ran = marcato("edit", "-e", "remove 999", "--in-place", one)
            ran.code shouldBe 0
            ran.err shouldContain "one.mrc: it stays as it is, because no rule changes a record"
            folder.names() shouldContainExactly listOf("one.mrc")
            Files.getLastModifiedTime(one) shouldBe time
        }
    }

    "damage stays where it is, also between records of which one is dropped" {
        inFolder { folder ->
            val file = folder.file("in.mrc", first + "rubbish\u001D".toByteArray() + second)
            marcato("edit", "-e", "drop record if 001 = \"sample0001\"", "--in-place", file).code shouldBe 0
            file.readBytes() shouldBe "rubbish\u001D".toByteArray() + second
        }
    }

    "a file of which something would be lost stays as it is, unless that is wanted" {
        inFolder { folder ->
            val long = "x".repeat(9_990)
            val rules = folder.file(
                "a.edits",
                (1..12).joinToString("\n") {
                    "add 500 \$a \"$it$long\" if 001 = \"sample0001\""
                },
            )
            val file = folder.file("in.mrc", first + second)
            val ran = marcato("edit", rules, "--in-place", file)
            ran.code shouldBe 4
            ran.err shouldContain "it stays as it is, because something would be lost"
            file.readBytes() shouldBe first + second
            folder.names() shouldContainExactly listOf("a.edits", "in.mrc")
            marcato("edit", rules, "--in-place", "--keep-going", file).code shouldBe 4
            file.readBytes() shouldBe second
            folder.path("in.mrc.orig").readBytes() shouldBe first + second
        }
    }

    "a text format and a compressed file stay what they are" {
        inFolder { folder ->
            val xml = folder.path("in.xml")
            marcato("convert", folder.file("in.mrc", first), "-o", xml).code shouldBe 0
            marcato("edit", "-e", "set 245^1 to \"9\"", "--in-place", "--no-copy", xml).code shouldBe 0
            xml.readText() shouldContain "<datafield tag=\"245\" ind1=\"9\""
            // By its bytes, whatever its name is.
            val packed = folder.path("packed")
            marcato("convert", folder.path("in.mrc"), "-o", folder.path("x.mrc.gz")).code shouldBe 0
            Files.move(folder.path("x.mrc.gz"), packed)
            marcato("edit", "-e", "set 245^1 to \"9\"", "--in-place", packed).code shouldBe 0
            val bytes = GZIPInputStream(packed.readBytes().inputStream()).readBytes()
            marcato("select", "--no-header", "245^1", "-", input = bytes).lines shouldBe listOf("9")
        }
    }

    "a link stays a link" {
        inFolder { folder ->
            val file = folder.file("in.mrc", first)
            val link = Files.createSymbolicLink(folder.path("link.mrc"), file)
            marcato("edit", "-e", "set 245^1 to \"9\"", "--in-place", link).code shouldBe 0
            Files.isSymbolicLink(link) shouldBe true
            Files.isSymbolicLink(folder.path("link.mrc.orig")) shouldBe false
            folder.path("link.mrc.orig").readBytes() shouldBe first
            marcato("select", "--no-header", "245^1", file).lines shouldBe listOf("9")
        }
    }

    "a file that isn't there, or isn't MARC, stays as it is" {
        inFolder { folder ->
            marcato("edit", "-e", "remove 245", "--in-place", folder.path("none.mrc")).code shouldBe 3
            val text = folder.file("text.txt", "this is no catalogue at all, is it?")
            marcato("edit", "-e", "remove 245", "--in-place", text).code shouldBe 1
            folder.names() shouldContainExactly listOf("text.txt")
            text.readText() shouldBe "this is no catalogue at all, is it?"
        }
    }
})
