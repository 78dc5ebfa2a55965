// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.CompletionScript
import dev.marcato.cli.usageFailure
import picocli.CommandLine
import picocli.CommandLine.Command
import picocli.CommandLine.Parameters

@Command(
    name = "completion",
    description = ["Prints a script that completes commands and options in a shell: bash, zsh or fish."],
    footer = [
        "",
        "Examples:",
        "  source <(marcato completion bash)                  # in ~/.bashrc",
        "  source <(marcato completion zsh)                   # in ~/.zshrc, after compinit",
        "  marcato completion fish > ~/.config/fish/completions/marcato.fish",
    ],
)
internal class Completion : dev.marcato.cli.Command() {
    @Parameters(paramLabel = "SHELL", description = ["bash, zsh or fish."])
    lateinit var shell: String

    override fun run(): Int {
        val commands = dev.marcato.cli.Commands.all().map { CommandLine(it).commandSpec }
        val script = CompletionScript(commands, console.text)
        when (shell) {
            "bash" -> script.bash()
            "zsh" -> script.zsh()
            "fish" -> script.fish()
            else -> throw usageFailure("there is no completion for \"$shell\"", "shells are bash, zsh, fish")
        }
        return dev.marcato.cli.ExitCode.DONE
    }
}
