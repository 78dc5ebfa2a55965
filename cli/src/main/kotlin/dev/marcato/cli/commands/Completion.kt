// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.Command
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue

internal class Completion(private val commands: () -> List<Command>) :
    Command(
        name = "completion",
        description = "Prints a script that completes commands and options in a shell: bash, zsh or fish.",
        footer = listOf(
            "",
            "Examples:",
            "  source <(marcato completion bash)                  # in ~/.bashrc",
            "  source <(marcato completion zsh)                   # in ~/.zshrc, after compinit",
            "  marcato completion fish > ~/.config/fish/completions/marcato.fish",
        ),
    ) {
    private val shell by options.argument("SHELL", description = "bash, zsh or fish.")

    override fun run(): Int {
        val script = CompletionScript(commands(), console.text)
        when (shell) {
            "bash" -> script.bash()
            "zsh" -> script.zsh()
            "fish" -> script.fish()
            else -> throw usageFailure("there is no completion for \"$shell\"", "shells are bash, zsh, fish")
        }
        return ExitCode.DONE
    }
}
