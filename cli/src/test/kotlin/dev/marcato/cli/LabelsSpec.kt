// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.DataField
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.reading.Formats
import dev.marcato.record
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainInOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Names and meanings from the schema of MARC 21, wherever records are shown. */
class LabelsSpec : FreeSpec({
    fun bytes(vararg records: Record): ByteArray = records.fold(ByteArray(0)) { all, one -> all + one.toBytes() }

    val book = record {
        field("001", "1")
        field("007", "ta")
        field("008", "260101s1851    nyu    #      000 1 eng d".replace('#', 'x'))
        field("100", '1', ' ') { 'a' to "Melville, Herman," }
        field("245", '9', '0') {
            'a' to "Moby Dick"
            'Q' to "of our own"
        }
        field("999", ' ', ' ') { 'a' to "local" }
    }
    val short = record {
        field("001", "2")
        field("008", "260101s18")
    }

    "explain" - {
        "says what a field, its indicators and its subfields are" {
            val ran = marcato("explain", "245")
            ran.code shouldBe 0
            ran.out.lines() shouldContainInOrder listOf(
                "245 Title Statement (not repeatable)",
                "  ^1 Title added entry",
                "    0 No added entry",
                "  \$a Title (not repeatable)",
            )
            ran.out.lines().first() shouldContain "Bibliographic"
        }

        "of the places that a path names, one after the other" {
            val ran = marcato("explain", "008/06", "856\$u", "100^1")
            ran.code shouldBe 0
            ran.out shouldContain "    s Single known date/probable date\n"
            ran.out shouldContain "  \$u Uniform Resource Identifier (repeatable)\n"
            ran.out shouldContain "    1 Surname\n"
            ran.out shouldNotContain "\$a"
        }

        "in the first format that has it, or in the one that is named" {
            marcato("explain", "150").out.lines().first() shouldContain "Authority"
            marcato("explain", "853\$a", "--format", "holdings").out.lines().first() shouldContain "Holdings"
            marcato("explain", "200\$a", "--format", "unimarc").out shouldContain "Title Proper"
            marcato("explain", "150", "--format", "bibliographic").code shouldBe 1
        }

        "of a path with conditions, what it selects" {
            val out = marcato("explain", "650{^2=\"7\"}\$a[0]").out
            out.lines() shouldContain "  \$a Topical term or geographic name as entry element (not repeatable)"
            out shouldNotContain "\$x"
        }

        "says that there is no such place, with exit code 1, and explains the others" {
            val ran = marcato("explain", "999", "245\$a", "245\$Q", "001/3")
            ran.code shouldBe 1
            ran.errorLines.size shouldBe 3
            ran.out shouldContain "  \$a Title (not repeatable)\n"
        }

        "shows where a path is wrong" {
            val ran = marcato("explain", "24")
            ran.code shouldBe 2
            ran.err shouldContain "24\n    ^"
            marcato("explain").code shouldBe 2
        }
    }

    "view --labels" - {
        "names fields, subfields and positions, and what codes mean" {
            val lines = marcato("view", "--labels", "-", input = bytes(book)).out.lines()
            lines shouldContainInOrder listOf(
                "LDR Leader",
                "    /06 [Type of record] a Language material",
                "001 Control Number",
                "    1",
                "    /00 [Category of material] t Text",
                "    /35-37 [Language] eng English",
                "100 1  Main Entry--Personal Name",
                "    ^1 1 Surname",
                "    \$a [Personal name] Melville, Herman,",
                "245 90 Title Statement",
                "    ^1 9 (unknown)",
                "    \$a [Title] Moby Dick",
                "    \$Q of our own",
                "999",
                "    \$a local",
            )
            lines shouldContain "    /07-10 [Date 1] 1851"
            lines shouldContain "    /22 [Target audience] x (unknown)"
        }

        "shows a field that is too short as it is" {
            val out = marcato("view", "--labels", "--tags", "008", "-", input = bytes(short)).out
            out shouldContain "    /07-10 [Date 1] 18 (cut off)\n"
            out shouldContain "    /35-37 [Language] (missing)\n"
            out shouldContain "    (9 characters instead of 40)\n    260101s18\n"
        }

        "shows every value of every sample record, whatever its kind" {
            for (record in recordsOfTheSample()) {
                val out = marcato("view", "--labels", "-", input = record.toBytes()).out
                withClue(out) {
                    for (field in record.fields) {
                        val values = (field as? DataField)?.subfields?.map { it.value }.orEmpty()
                        for (value in values.filter { text -> text.none { it.isISOControl() } }) {
                            out shouldContain value
                        }
                    }
                }
            }
        }

        "names those of UNIMARC" {
            val unimarc = record { field("200", '1', ' ') { 'a' to "Titre" } }
            val out = marcato("view", "--labels", "--unimarc", "-", input = bytes(unimarc)).out
            out shouldContain "200 1  Title and Statement of Responsibility"
        }
    }

    "stats names tags, subfields and languages" {
        val out = marcato("stats", "-", input = bytes(book, short)).out
        out.lines() shouldContain "       Title Statement:  \$Q 1  \$a 1"
        out shouldContain "  eng English"
        inFolder { folder ->
            val page = folder.path("page.html")
            marcato("stats", "--html", page, "-", input = bytes(book, short)).code shouldBe 0
            val html = page.toFile().readText()
            html shouldContain ">245 <span class=\"name\">Title Statement</span></th>"
            html shouldContain "<span class=\"code\" title=\"Title\"><b>\$a</b> 1</span>"
            html shouldContain "eng English"
        }
    }

    "stats of authorities names those" {
        val heading = record {
            leader = Leader.of("00000nz  a2200000n  4500")
            field("001", "1")
            field("150", ' ', ' ') { 'a' to "Whales" }
        }
        marcato("stats", "-", input = bytes(heading)).out shouldContain "Heading--Topical Term"
    }

    "diff --labels names the fields that differ" {
        inFolder { folder ->
            val first = folder.path("a.mrc").also { it.toFile().writeBytes(bytes(book)) }
            val changed = book.edit { editFields("100") { set('a', "Melville, H.") } }
            val second = folder.path("b.mrc").also { it.toFile().writeBytes(bytes(changed)) }
            val ran = marcato("diff", "--labels", first, second)
            ran.code shouldBe 1
            ran.out shouldContain "- 100 1  \$a Melville, Herman,  (Main Entry--Personal Name)\n"
            marcato("diff", first, second).out shouldNotContain "Main Entry"
        }
    }

    "labels are in every format that can be read" {
        for (format in Formats.writable) {
            val converted = marcato("convert", "--to", format, "-", input = bytes(book)).bytes
            withClue(format) {
                marcato("view", "--labels", "-", input = converted).out shouldContain "\$a [Title] Moby Dick"
            }
        }
    }
})

private fun recordsOfTheSample(): List<Record> =
    BlockingMarcReader.open(SampleCatalogue.toByteArray()).use { it.toList() }
