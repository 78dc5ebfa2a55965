// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.console.VisibleControls
import dev.marcato.record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream

// Clears the screen, sets the title, rings; by an escape sequence, and by one that has a character of its own.
private const val EVIL = "\u001B[2J\u001B]0;title\u0007 \u009B31m \u007F"
private const val SHOWN = "␛[2J␛]0;title␇ \uFFFD31m ␡"

private val evil = BlockingMarcWriter.toByteArray(
    listOf(
        record {
            field("001", "1")
            field("245", '0', '0') { 'a' to "Ωmega $EVIL 🐳" }
        },
    ),
)

class TerminalOutputSpec : FreeSpec({
    val commands = listOf(
        "select 245a",
        "select --format tsv 245a",
        "freq 245a",
        "freq --format csv 245a",
        "head --to line",
        "cat --to jsonl",
        "convert --to json",
        "grep --to mrk 245",
        "view",
        "stats --format json",
        "check --all --format jsonl",
    ).map { it.split(' ').toTypedArray() }

    "what records say does nothing to a terminal" {
        for (command in commands) {
            val out = marcato(*command, "-", input = evil, isOutputTerminal = true).out
            // Of the program's own there are colours.
            val harmful = out.replace(Regex("\u001B\\[[0-9]*m"), "").filter { it.isISOControl() && it !in "\n\t" }
            withClue(command.asList()) { harmful shouldBe "" }
        }
        marcato("select", "245a", "-", input = evil, isOutputTerminal = true).lines.last() shouldBe "Ωmega $SHOWN 🐳"
        marcato("head", "--to", "line", "-", input = evil, isOutputTerminal = true).out shouldContain "Ωmega $SHOWN 🐳"
    }

    "files and pipes get it as it is" {
        marcato("select", "245a", "-", input = evil).lines.last() shouldBe "Ωmega $EVIL 🐳"
        marcato("head", "--to", "line", "-", input = evil).out shouldContain EVIL
        marcato("cat", "-", input = evil).bytes shouldBe evil
    }

    "lines, tabs and characters of all lengths reach a terminal unchanged" {
        val bytes = ByteArrayOutputStream()
        val target = VisibleControls(bytes)
        val text = "a\tb\nä Ω 目 🐳\n"
        target.write(text.toByteArray())
        target.write('\n'.code)
        target.write("x\rÄy".toByteArray(), 1, 3)
        bytes.toString(Charsets.UTF_8) shouldBe "$text\n␍Ä"
    }
})
