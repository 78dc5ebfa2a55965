// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.console.Console
import dev.marcato.cli.kinds.Command
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.validation.Validator

/**
 * @property topics the names of the commands
 * @property write writes the help of the command that the words call
 */
internal class Help(
    private val topics: List<String>,
    private val write: (words: List<String>, console: Console) -> Unit,
) : Command(
    name = "help",
    description =
    "Shows the help of a command, of the paths and conditions that name and find fields (help paths), " +
        "of the rules that records are validated by (help rules), or of those that change records (help edits).",
    footer = listOf(
        "",
        "Examples:",
        "  marcato help paths",
        "  marcato help rules",
        "  marcato help edits",
        "  marcato help select",
    ),
) {
    private val words by options.files(label = "TOPIC", description = "A command, paths, rules or edits.")

    override fun run(): Int {
        when (words.firstOrNull()) {
            null, in topics -> write(words, console)
            PATHS -> console.text.append(PATHS_PAGE)
            RULES -> writeRules(console.text)
            EDITS -> console.text.append(EDITS_PAGE)
            else -> throw usageFailure("there is no help on \"${words[0]}\"", "see marcato --help")
        }
        return ExitCode.DONE
    }

    companion object {
        /** The topics that aren't commands. */
        const val PATHS = "paths"
        const val RULES = "rules"
        const val EDITS = "edits"
    }
}

private fun writeRules(out: Appendable) {
    out.append("Rules of marcato check --schema. A profile switches them by code or category: docs/validation.md\n")
    val width = Validator.RULES.maxOf { it.code.length } + 2
    for ((category, rules) in Validator.RULES.groupBy { it.category }) {
        out.append('\n').append(category.name.lowercase()).append('\n')
        for (rule in rules) {
            val severity = if (rule.isOnByDefault) rule.severity.name.lowercase() else "off"
            out.append("  ${rule.code.padEnd(width)}${severity.padEnd(SEVERITY_WIDTH)}${rule.title}\n")
        }
    }
    out.append("\nmarcato explain CODE says more about a rule.\n")
}

private const val SEVERITY_WIDTH = 9

private const val PATHS_PAGE = $$"""Paths name places in records:
  245                   whole fields: the values of their subfields, joined by blanks
  245$a, 245a           each subfield $a
  245$a$b, 245$a-c      each subfield $a and $b; $a, $b and $c
  245$a$b+" ", 245ab    $a and $b of a field, joined by a blank
  6XX, XXX              any character for X; any field
  001, 008/35-37        a control field; its characters 35 to 37, counted from 0
  LDR/06, 245$a/0-2     a character of the leader; the first three of each $a (/#: the last)
  856|4*|$u, 245^1      with these indicators (* any, _ a blank); the first indicator
  650[0], 020$a[#]      the first such field of a record; the last $a of each field
  650{^2="7"}$a         $a of the fields for which a condition holds
A list separates them by commas, with names if wanted: title=245$a, 001

Conditions:
  650, 245$b            there is such a value
  not 020, !020         there is none
  245$a = Moby Dick     a value is this text
  245$a != Moby Dick    there is a value, and none is this text
  245$a ~ [Ww]hale      a regular expression is found in a value (RE2: no back-references)
  245$a !~ [Ww]hale     there is a value, and it is found in none
  245$a ~ "St."t        a value contains this text
  245$a = "moby dick"i  ignoring the case of letters
  008/07-10 < 1900      also <=, > and >=
  008/35-37 in (eng, fre)
  #650 > 3              there are more than three values
  245$c = 100$a         a value of the first is one of the second
  ... and ..., ... or ..., (...)
A text with " and ", " or ", or anything that looks like a path needs quotation marks.
All of it: docs/path.md
"""

private const val EDITS_PAGE = $$"""Rules change records, one a line; lines that begin with # are comments. Places are paths (marcato help paths).
  add 590 1_ $a "Gift" [$5 "{003}"]       a field; [...] is left out if there is no such value
      ... first, last, before 650, after 650, once
  add 040$e "rda" after $b                a subfield
  remove 9XX, 650$v, 020[1-#]             fields or subfields, by path; remove 880 with its pair
  remove duplicates of 650
  keep only 0XX, 245, 6XX                 all other fields go
  set 245^1 to "0"                        an indicator, a subfield, characters (008/23, LDR/17)
  set 008 form of item to "online"        by names of MARC 21
  replace "http:" with "https:" in 856$u  every place in the value; replace first: the first one
  replace ~ "^(oc[mn])0*" with "$1" in 035$a ignoring case
  prefix 856$u with "https://..." once    unless it is there; also suffix
  copy 099 to 090, move 001 to 035$a      also 008/35-37 to 041$a
  rename 260 to 264, rename 100$4 to $e
  change 245$a to sentence                upper, lower, title, trim, spaces, punctuation, isbn13, isbn10, ...
  look up 090$a in "shelves.csv" else "none"
  split 020$a at ~ " *[()]" into $q, split fields 650 at $a, join 300$a with " ; ", join fields 300
  sort fields, sort subfields of 650 by "axvyz", renumber pairs
  drop record if 245$a ~ "^DELETED"       also keep record if ...
Each may end in: if CONDITION, unless CONDITION

Texts have values of the record in braces: "Gift of {100$a else 'nobody'}", "{upper(245$a)}", "{counter from 1
digits 6}", "{=name}" for a parameter, which a line parameter name = "..." declares. {{ is a brace.

Blocks:
  if LDR/06 = "a" and 856 {
    ...
  } else {
    ...
  }
  each 856 {                              in it, $u, ^1 and field mean the field at hand
    remove field if $u ~ "example\.com"
  }
  include "links.edits"                   the rules of another file

Tables, for marcato build: "{column Title}" is a cell, and a block for each of its values begins with
  each column Subjects at " | " {
All of it: docs/editing.md
"""
