// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.facts

import dev.marcato.schema.internal.FactLine
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.boolean
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll
import java.io.File

class FactLineSpec : FreeSpec({
    "every line of the facts is printed as it was parsed" {
        val folder = File(System.getProperty("basedir") ?: ".").resolve("src/main/resources/dev/marcato/schema")
        val lines = folder.listFiles()!!.flatMap { it.readLines() }.filterNot { it.isEmpty() || it[0] == '#' }
        lines.filter { "${FactLine.parse(it)}" != it }.shouldBeEmpty()
        (lines.size > 14_000) shouldBe true
    }

    "whatever is printed is parsed to the same parts" {
        checkAll(2_000, anyLine) { line ->
            val parsed = FactLine.parse("$line")
            parts(parsed) shouldBe parts(line)
        }
    }

    "any text is a line" {
        checkAll(2_000, Arb.string(0..60)) { text ->
            val line = FactLine.parse(text)
            parts(FactLine.parse("$line")) shouldBe parts(FactLine.parse("${FactLine.parse("$line")}"))
        }
    }

    "the parts of a line" - {
        "a field" {
            val line = FactLine.parse("440 R Series Statement/Added Entry--Title [obsolete 2008]")
            parts(line) shouldBe listOf(0, "440", "R", "", "Series Statement/Added Entry--Title", "", "obsolete 2008")
            line.obsoleteSince shouldBe "2008"
        }

        "positions with a name and a pattern" {
            val line = FactLine.parse("  /00-05 dateEntered: Date entered on file ~^[0-9]{6}$")
            parts(line) shouldBe listOf(1, "/00-05", "", "dateEntered", "Date entered on file", "~^[0-9]{6}$", "")
            line.reference('~') shouldBe "^[0-9]{6}$"
            line.reference('=') shouldBe null
        }

        "a code, with blanks" {
            FactLine.parse("    ## Projection not specified").code shouldBe "  "
        }
    }
})

private fun parts(line: FactLine) =
    listOf(line.depth, line.key, line.flags, line.name, line.label, line.reference, line.obsolete)

private val words = listOf("Title", "of", "record", "(NR)", "A/B--c", "$2", "3 1/2 in.")

private val anyLine = arbitrary {
    val depth = Arb.int(0..3).bind()
    val key = when (depth) {
        0 -> Arb.element("245", "LDR", "@languages", "title:").bind()
        1 -> Arb.element("\$a", "\$a-z", "1", "/06", "/18-21*", "/06-08?", "[BK]").bind()
        else -> Arb.element("a", "#", "001-999", "|||").bind()
    }
    val hasFlags = (depth == 0 && key.length == 3) || (depth == 1 && key[0] == '$')
    val flags = if (hasFlags) Arb.element("R", "NR", "NR!").bind() else ""
    val name = if (key[0] == '/' && Arb.boolean().bind()) "literaryForm" else ""
    val label = List(Arb.int(1..4).bind()) { Arb.element(words).bind() }.joinToString(" ")
    val reference = Arb.element("", "=languages", "@relators", "~^[a-z]+$", "<008/18-21>").bind()
    FactLine(depth, key, flags, name, label, reference, Arb.element("", "obsolete", "obsolete 2008").bind())
}
