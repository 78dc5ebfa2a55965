// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.kinds.CommandGroup
import dev.marcato.cli.reading.Formats
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

class CompletionSpec : FreeSpec({
    for (shell in listOf("bash", "zsh", "fish")) {
        "the script for $shell names every command, every option that is not hidden, and the words these can be" {
            val ran = marcato("completion", shell)
            ran.code shouldBe 0
            val dash = if (shell == "fish") "-l " else "--"
            val all = Commands.all()
            for (command in all + all.filterIsInstance<CommandGroup>().flatMap { it.members() }) {
                ran.out shouldContain command.name
                for (option in command.options.options.filterNot { it.isHidden }) {
                    for (name in option.names.filter { it.startsWith("--") }) ran.out shouldContain dash + name.drop(2)
                    if (option.choices.isNotEmpty()) ran.out shouldContain option.choices.joinToString(" ")
                }
            }
            ran.out shouldContain Formats.writable.joinToString(" ")
            ran.out shouldNotContain "part-bytes"
        }
    }
})
