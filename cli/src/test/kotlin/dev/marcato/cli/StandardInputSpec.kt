// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.count
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain

private val all = SampleCatalogue.toByteArray()

class StandardInputSpec : FreeSpec({
    "cat FILE | marcato stats tells of the file, and not of the sample catalogue" {
        val ran = marcato("stats", input = all, isInputTerminal = false, sample = "sample/catalogue.mrc")
        ran.code shouldBe 0
        ran.lines.first() shouldBe "standard input"
        ran.lines[1].substringBefore(',') shouldBe "48 records"
        ran.err shouldNotContain "sample"
    }

    val commands = listOf(
        "stats", "count", "view", "check", "convert --to xml", "select 001", "freq 001", "grep 650", "cat", "head",
        "sample", "dedupe",
    ).map { it.split(' ').toTypedArray() }

    "every command that reads records reads a pipe if no file is named" {
        for (command in commands) {
            val named = marcato(*command, "-", input = all)
            val piped = marcato(*command, input = all, isInputTerminal = false)
            withClue(command.asList()) {
                piped.toString() shouldBe named.toString()
                piped.bytes.size shouldBe named.bytes.size
            }
        }
    }

    "split and partition do so as well" {
        for ((command, files) in listOf(
            listOf("split", "-n", "40", "-o", "{n}.mrc") to listOf("0001.mrc", "0002.mrc"),
            listOf("partition", "LDR/08", "-o", "of-{value}.mrc") to listOf("of-none.mrc"),
        )) {
            inFolder { folder ->
                val arguments = command.map { if ('{' in it) "${folder.path(it)}" else it }
                marcato(*arguments.toTypedArray(), input = all, isInputTerminal = false).code shouldBe 0
                folder.names() shouldBe files
            }
        }
    }

    "at a terminal they say that no file is named" {
        for (command in commands) {
            val ran = marcato(*command, input = all)
            withClue(command.asList()) {
                ran.code shouldBe 2
                ran.err shouldBe "marcato: no file is named (name one, or - for standard input)\n"
            }
        }
    }
})
