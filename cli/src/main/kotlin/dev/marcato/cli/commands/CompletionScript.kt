// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.checking.ValidationOptions
import dev.marcato.cli.kinds.Command
import dev.marcato.cli.kinds.CommandGroup
import dev.marcato.cli.options.Option
import dev.marcato.cli.reading.Formats
import dev.marcato.validation.Validator

/**
 * Writes scripts with which a shell completes commands, options and their values. The scripts join the name of a group
 * and its command: `mongo-load`.
 */
internal class CompletionScript(private val commands: List<Command>, private val out: Appendable) {
    private val groups = commands.filterIsInstance<CommandGroup>()

    /** All commands with options, by their names in the scripts. */
    private val named: List<Pair<String, Command>> = commands.map { it.name to it } +
        groups.flatMap { group -> group.members().map { "${group.name}-${it.name}" to it } }

    // The words that can follow a command which takes no files.
    private val wordsOf = mapOf(
        "completion" to "bash zsh fish",
        "help" to "${Help.PATHS} ${Help.RULES} ${Help.EDITS} ${names()}",
        "explain" to Validator.RULES.joinToString(" ") { it.code },
    )

    fun bash() {
        out.append("# Completion of marcato for bash.\n_marcato() {\n")
        out.append(
            "  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}\n",
        )
        // The shell takes an equals sign for a separate word, unless the user has changed COMP_WORDBREAKS.
        out.append("  local start=\n  if [ \"\$word\" = = ]; then word=; fi\n")
        out.append("  if [ \"\$before\" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi\n")
        out.append("  case \$word in --*=*) before=\${word%%=*}; start=\$before=; word=\${word#*=} ;; esac\n")
        out.append("  COMPREPLY=()\n  if [ \"\$COMP_CWORD\" -eq 1 ]; then\n")
        out.append("    COMPREPLY=(\$(compgen -W '${names()} --help --version' -- \"\$word\"))\n    return\n  fi\n")
        for (group in groups) {
            out.append("  if [ \"\$command\" = ${group.name} ] && [ \"\$COMP_CWORD\" -gt 1 ]; then\n")
            out.append("    if [ \"\$COMP_CWORD\" -eq 2 ]; then\n")
            out.append("      COMPREPLY=(\$(compgen -W '${names(group)} --help' -- \"\$word\"))\n")
            out.append("      return\n    fi\n")
            out.append("    command=${group.name}-\${COMP_WORDS[2]}\n  fi\n")
        }
        out.append("  case \$command:\$before in\n")
        for ((name, command) in named) {
            for (option in options(command)) {
                val values = valuesOf(option).ifEmpty { continue }
                val patterns = option.names.joinToString("|") { "$name:$it" }
                out.append(
                    "    $patterns) COMPREPLY=(\$(compgen -P \"\$start\" -W '${values.joinToString(
                        " ",
                    )}' -- \"\$word\")); return ;;\n",
                )
            }
        }
        for ((name, words) in wordsOf) {
            out.append("    $name:$name) COMPREPLY=(\$(compgen -W '$words' -- \"\$word\")); return ;;\n")
        }
        out.append("  esac\n")
        out.append("  case \$command:\$word in\n")
        for ((name, command) in named) {
            val names = options(command).flatMap { it.names }.filter { it.startsWith("--") }
            out.append(
                "    $name:-*) COMPREPLY=(\$(compgen -W '${names.joinToString(
                    " ",
                )}' -- \"\$word\")); return ;;\n",
            )
        }
        out.append("  esac\n  compopt -o filenames 2>/dev/null\n")
        out.append("  mapfile -t COMPREPLY < <(compgen -P \"\$start\" -f -- \"\$word\")\n}\n")
        out.append("complete -F _marcato marcato ./marcato\n")
    }

    fun zsh() {
        out.append("#compdef marcato\n# Completion of marcato for zsh.\n_marcato() {\n")
        out.append("  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n")
        for (command in commands) out.append("      '${command.name}:${quoted(summary(command))}'\n")
        out.append("    )\n    _describe command commands\n    return\n  fi\n")
        out.append("  local command=\$words[2]\n  shift words\n  (( CURRENT-- ))\n")
        for (group in groups) {
            out.append("  if [[ \$command = ${group.name} ]]; then\n    if (( CURRENT == 2 )); then\n")
            out.append("      compadd ${names(group)}\n      return\n    fi\n")
            out.append("    command=${group.name}-\$words[2]\n    shift words\n    (( CURRENT-- ))\n  fi\n")
        }
        out.append("  case \$command in\n")
        for ((name, command) in named) {
            out.append("    $name)\n      _arguments")
            for (option in options(command)) {
                val description = quoted(summary(option)).replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
                val values = valuesOf(option)
                val argument = when {
                    option.label == null -> ""
                    values.isNotEmpty() -> ":value:(${values.joinToString(" ")})"
                    else -> ":${option.label.lowercase()}:_files"
                }
                for (word in option.names) {
                    // Its value may be in the same word.
                    val end = if (option.label != null && word.startsWith("--")) "=" else ""
                    out.append(" \\\n        '$word$end[$description]$argument'")
                }
            }
            val rest = wordsOf[name]?.let { "*:word:($it)" } ?: "*:file:_files"
            out.append(" \\\n        '$rest'\n      ;;\n")
        }
        out.append("  esac\n}\ncompdef _marcato marcato ./marcato\n")
    }

    fun fish() {
        out.append("# Completion of marcato for fish.\n")
        for (command in commands) {
            out.append(
                "complete -c marcato -n __fish_use_subcommand -f -a ${command.name} -d '${quoted(
                    summary(command),
                )}'\n",
            )
        }
        for (group in groups) {
            val seen = "__fish_seen_subcommand_from"
            val isOpen = "$seen ${group.name}; and not $seen ${names(group)}"
            for (member in group.members()) {
                out.append("complete -c marcato -n '$isOpen' -f -a ${member.name} ")
                out.append("-d '${quoted(summary(member))}'\n")
            }
        }
        for ((name, command) in named) {
            val words = name.split('-')
            val condition = "-n '${words.joinToString("; and ") { "__fish_seen_subcommand_from $it" }}'"
            for (option in options(command)) {
                out.append("complete -c marcato $condition")
                for (word in option.names) {
                    out.append(
                        if (word.startsWith("--")) " -l ${word.drop(2)}" else " -s ${word.drop(1)}",
                    )
                }
                val values = valuesOf(option)
                if (option.label != null) {
                    out.append(if (values.isEmpty()) " -r" else " -x -a '${values.joinToString(" ")}'")
                }
                out.append(" -d '${quoted(summary(option))}'\n")
            }
        }
        for ((name, words) in wordsOf) {
            out.append("complete -c marcato -n '__fish_seen_subcommand_from $name' -x -a '$words'\n")
        }
    }

    private fun names(): String = commands.joinToString(" ") { it.name }

    private fun names(group: CommandGroup): String = group.memberNames.joinToString(" ")

    private fun options(command: Command): List<Option<*>> =
        command.options.options.filterNot { it.isHidden }.sortedBy { it.longestName }

    private fun valuesOf(option: Option<*>): List<String> = when {
        option.longestName == "--to" -> Formats.writable.toList()
        option.longestName == "--from" -> Formats.readable.toList()
        option.longestName == "--schema" -> ValidationOptions.NAMES
        else -> option.choices
    }

    private fun summary(command: Command): String = command.description

    private fun summary(option: Option<*>): String = option.description

    // The text is in single quotation marks, and each shell escapes these differently.
    private fun quoted(text: String): String = text.replace("'", "")
}
