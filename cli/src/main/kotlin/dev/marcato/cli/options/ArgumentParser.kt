// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import org.apache.commons.cli.DefaultParser
import org.apache.commons.cli.MissingArgumentException
import org.apache.commons.cli.Option as Parsed
import org.apache.commons.cli.Options
import org.apache.commons.cli.UnrecognizedOptionException

/** Sets options and arguments from the command line. */
internal class ArgumentParser(private val declared: OptionSet) {
    private val byName = HashMap<String, Option<*>>()
    private val known = Options()

    init {
        for (option in declared.options) {
            for (name in option.names) {
                byName[name] = option
                // The parser allows only one long name per option, so each name is an option of its own.
                val isLong = name.startsWith(LONG)
                val takesValue = option.label != null
                known.addOption(
                    if (isLong) {
                        Parsed(null, name.substring(2), takesValue, null)
                    } else {
                        Parsed(name.substring(1), null, takesValue, null)
                    },
                )
            }
        }
    }

    /** Throws [WrongArguments] if the arguments aren't valid. */
    fun parse(arguments: List<String>) {
        val words = ShortNames(byName).apart(arguments).toTypedArray()
        val line = try {
            val parser = DefaultParser.builder()
                .setAllowPartialMatching(false).setStripLeadingAndTrailingQuotes(false).setDeprecatedHandler(null)
            parser.get().parse(known, null, DefaultParser.NonOptionAction.THROW, *words)
        } catch (e: UnrecognizedOptionException) {
            throw unknown(e.option)
        } catch (e: MissingArgumentException) {
            val option = byName.getValue(nameOf(e.option))
            throw WrongArguments("missing value for option '" + option.longestName + "' (" + option.label + ")")
        }
        val seen = HashSet<Option<*>>()
        for (parsed in line.options) {
            val option = byName.getValue(nameOf(parsed))
            if (!seen.add(option) && !option.isRepeated) {
                throw WrongArguments("option '" + option.longestName + "' should be specified only once")
            }
            option.take(parsed.value.orEmpty())
        }
        place(line.argList)
    }

    private fun nameOf(parsed: Parsed): String = if (parsed.longOpt != null) LONG + parsed.longOpt else "-" + parsed.opt

    private fun place(words: List<String>) {
        var next = 0
        for (argument in declared.arguments.filter { it.isWanted() }) {
            if (next == words.size) throw WrongArguments("missing required parameter: '" + argument.label + "'")
            argument.take(listOf(words[next++]))
        }
        val left = words.subList(next, words.size)
        val rest = declared.rest
        if (rest != null) {
            rest.take(left)
        } else if (left.isNotEmpty()) {
            val these = if (left.size == 1) "argument" else "arguments"
            throw WrongArguments("unmatched $these: " + left.joinToString { "'$it'" })
        }
    }

    private fun unknown(word: String): WrongArguments {
        val name = word.substringBefore('=')
        if (name in byName) return WrongArguments("option '$name' takes no value")
        val names = declared.options.filterNot { it.isHidden }.flatMap { it.names }.filter { it.startsWith(LONG) }
        return WrongArguments("unknown option: '$word'" + hintAt(name, names))
    }

    private companion object {
        const val LONG = "--"
    }
}
