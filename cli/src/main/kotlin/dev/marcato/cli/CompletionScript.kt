// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Model.OptionSpec

/** Writes what makes a shell complete the program's commands, their options, and what these can be set to. */
internal class CompletionScript(private val commands: List<CommandSpec>, private val out: Appendable) {
    fun bash() {
        out.append("# Completion of marcato for bash.\n_marcato() {\n")
        out.append(
            "  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}\n",
        )
        out.append("  COMPREPLY=()\n  if [ \"\$COMP_CWORD\" -eq 1 ]; then\n")
        out.append("    COMPREPLY=(\$(compgen -W '${names()} --help --version' -- \"\$word\"))\n    return\n  fi\n")
        out.append("  case \$command:\$before in\n")
        for (command in commands) {
            for (option in options(command)) {
                val values = valuesOf(option).ifEmpty { continue }
                val patterns = option.names().joinToString("|") { "${command.name()}:$it" }
                out.append(
                    "    $patterns) COMPREPLY=(\$(compgen -W '${values.joinToString(
                        " ",
                    )}' -- \"\$word\")); return ;;\n",
                )
            }
        }
        out.append("    completion:completion) COMPREPLY=(\$(compgen -W '$SHELLS' -- \"\$word\")); return ;;\n  esac\n")
        out.append("  case \$command:\$word in\n")
        for (command in commands) {
            val names = options(command).flatMap { it.names().asList() }.filter { it.startsWith("--") }
            out.append(
                "    ${command.name()}:-*) COMPREPLY=(\$(compgen -W '${names.joinToString(
                    " ",
                )}' -- \"\$word\")); return ;;\n",
            )
        }
        out.append("  esac\n  compopt -o filenames 2>/dev/null\n")
        out.append("  mapfile -t COMPREPLY < <(compgen -f -- \"\$word\")\n}\n")
        out.append("complete -F _marcato marcato ./marcato\n")
    }

    fun zsh() {
        out.append("#compdef marcato\n# Completion of marcato for zsh.\n_marcato() {\n")
        out.append("  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n")
        for (command in commands) out.append("      '${command.name()}:${quoted(summary(command))}'\n")
        out.append("    )\n    _describe command commands\n    return\n  fi\n")
        out.append("  local command=\$words[2]\n  shift words\n  (( CURRENT-- ))\n  case \$command in\n")
        for (command in commands) {
            out.append("    ${command.name()})\n      _arguments")
            for (option in options(command)) {
                val description = quoted(summary(option)).replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
                val values = valuesOf(option)
                val argument = when {
                    option.arity().max() == 0 -> ""
                    values.isNotEmpty() -> ":value:(${values.joinToString(" ")})"
                    else -> ":${option.paramLabel().lowercase()}:_files"
                }
                for (name in option.names()) out.append(" \\\n        '$name[$description]$argument'")
            }
            val rest = if (command.name() == "completion") "*:shell:($SHELLS)" else "*:file:_files"
            out.append(" \\\n        '$rest'\n      ;;\n")
        }
        out.append("  esac\n}\ncompdef _marcato marcato ./marcato\n")
    }

    fun fish() {
        out.append("# Completion of marcato for fish.\n")
        for (command in commands) {
            out.append(
                "complete -c marcato -n __fish_use_subcommand -f -a ${command.name()} -d '${quoted(
                    summary(command),
                )}'\n",
            )
        }
        for (command in commands) {
            val condition = "-n '__fish_seen_subcommand_from ${command.name()}'"
            for (option in options(command)) {
                out.append("complete -c marcato $condition")
                for (name in option.names()) {
                    out.append(
                        if (name.startsWith("--")) " -l ${name.drop(2)}" else " -s ${name.drop(1)}",
                    )
                }
                val values = valuesOf(option)
                if (option.arity().max() >
                    0
                ) {
                    out.append(if (values.isEmpty()) " -r" else " -x -a '${values.joinToString(" ")}'")
                }
                out.append(" -d '${quoted(summary(option))}'\n")
            }
        }
        out.append("complete -c marcato -n '__fish_seen_subcommand_from completion' -x -a '$SHELLS'\n")
    }

    private fun names(): String = commands.joinToString(" ") { it.name() }

    private fun options(command: CommandSpec): List<OptionSpec> = command.options().filterNot {
        it.hidden()
    }.sortedBy { it.longestName() }

    private fun valuesOf(option: OptionSpec): List<String> = when {
        option.longestName() == "--to" -> Formats.writable.toList()
        option.longestName() == "--from" -> Formats.readable.toList()
        option.type().isEnum -> option.type().enumConstants.map { (it as Enum<*>).name.lowercase() }
        else -> emptyList()
    }

    private fun summary(command: CommandSpec): String = command.usageMessage().description().joinToString(" ")

    private fun summary(option: OptionSpec): String = option.description().joinToString(" ")

    // Within single quotation marks; each shell ends and begins them again round a mark.
    private fun quoted(text: String): String = text.replace("'", "")

    private companion object {
        const val SHELLS = "bash zsh fish"
    }
}
