// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.readText

// 100 $a: entered on, type of date, two dates, ..., character sets at 26.
private fun coded(year: String, sets: String) = "20200101d$year    u  y0frey${sets.padEnd(8)}ba"

/** A record of UNIMARC in mnemonic text. */
private fun unimarc(type: Char, number: Int, vararg fields: String): String =
    "=LDR  00000n${type}m  2200000   450 \n=001  $number\n" + fields.joinToString("") { "=$it\n" } + "\n"

private val catalogue = unimarc(
    'a',
    1,
    "100  \\\\\$a" + coded("1857", "50"),
    "101  0\\\$afre\$aeng",
    "200  1\\\$aLes fleurs du mal",
    "210  \\\\\$aParis\$d1857",
    "215  \\\\\$a252 p.",
    "606  \\\\\$aPoésie",
    "700  \\1\$aBaudelaire\$bCharles",
) + unimarc('b', 2, "100  \\\\\$a" + coded("1901", "0103"), "101  0\\\$alat", "200  1\\\$aCodex é") +
    unimarc('l', 3, "200  1\\\$aSite", "010  \\\\\$a2-07-036024-7", "856  \\\\\$uhttps://example.org") +
    unimarc('x', 4, "200  \\1\$aBaudelaire")

class UnimarcStatsSpec : FreeSpec({
    "stats --unimarc judges by UNIMARC" - {
        inFolder { folder ->
            val file = folder.file("unimarc.mrk", catalogue)
            val records = folder.path("unimarc.mrc")
            marcato("convert", file, "-o", records).code shouldBe 0
            for (input in listOf(file, records)) {
                val lines = marcato("stats", "--unimarc", input).lines.map { it.trim().replace(Regex(" +"), " ") }
                fun share(label: String) = lines.single { it.startsWith("$label ") }.removePrefix("$label ")
                    .substringBefore(" %").trim()

                "completeness by its fields (${input.fileName})" {
                    lines shouldContainAll listOf("Of 3 bibliographic records, have")
                    share("title (200)") shouldBe "3 100.0"
                    share("author or other name (70X-72X)") shouldBe "1 33.3"
                    share("year (100)") shouldBe "2 66.7"
                    share("language (101)") shouldBe "2 66.7"
                    share("publication (210, 214)") shouldBe "1 33.3"
                    share("extent (215)") shouldBe "1 33.3"
                    share("ISBN or ISSN (010, 011)") shouldBe "1 33.3"
                    share("subject (60X-61X)") shouldBe "1 33.3"
                    share("link (856)") shouldBe "1 33.3"
                    share("form or genre (608)") shouldBe "0 0.0"
                }

                "types, languages and years by its codes (${input.fileName})" {
                    share("language material") shouldBe "1 25.0"
                    share("manuscript language material") shouldBe "1 25.0"
                    share("electronic resource") shouldBe "1 25.0"
                    share("authority entry") shouldBe "1 25.0"
                    lines shouldContainAll listOf("Languages (101)", "Years (100), 1857 to 1901")
                    share("fre French") shouldBe "1 50.0"
                    share("lat Latin") shouldBe "1 50.0"
                }
            }
            val json = marcato("stats", "--unimarc", "--format", "json", records).out
            val page = folder.path("page.html")
            marcato("stats", "--unimarc", "--html", page, records).code shouldBe 0
            val html = page.readText()

            "character sets as they were read" {
                json shouldContain "\"characterSets\":{\"ASCII only\":2,\"UNIMARC 0103\":1,\"UTF-8\":1}"
                html shouldContain "<h2>Character sets (as read)</h2>"
                html shouldNotContain "MARC-8"
            }

            "the page has the same labels" { html shouldContain "title (200)" }
        }
    }

    "stats of the same records without --unimarc judges by MARC 21" {
        val ran = marcato("stats", "--from", "mrk", "-", input = catalogue.toByteArray())
        ran.out shouldContain "title (245)"
        ran.out shouldContain "Character sets (leader/09)"
    }

    "parts of a large file sum up to the same" {
        inFolder { folder ->
            val file = folder.path("large.mrc")
            marcato("convert", "--from", "mrk", "-", "-o", file, input = catalogue.repeat(50).toByteArray())
            val whole = marcato("stats", "--unimarc", "--threads", 1, file)
            marcato("stats", "--unimarc", "--threads", 4, "--part-bytes", 500, file).out shouldBe whole.out
            whole.lines[1].substringBefore(',') shouldBe "200 records"
        }
    }
})
