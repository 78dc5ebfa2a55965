// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import dev.marcato.cli.Commands
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

private val codes = Regex("\u001B\\[[0-9;]*m")

private fun options() = OptionSet().apply {
    flag("--zealous", description = "Leave nothing out.")
    flag("-q", "--quiet", description = "Say nothing but errors.")
    flag("-a", "--all", description = "All.")
    text("-o", "--output", label = "FILE", description = "File to write, or nothing at all, to see it here.")
    text("--charset", "--character-set", label = "NAME", description = "Character set.")
    texts("--id", label = "ID", description = "Only these.")
    long("--secret", label = "N", default = 0, isHidden = true, description = "Nobody knows.")
    argument("PATTERN", description = "What to look for.")
    files("FILE", description = "Files.")
}

private fun page(
    width: Int,
    isColoured: Boolean = false,
    options: OptionSet = options(),
    members: List<Pair<String, String>> = emptyList(),
): String {
    val text = StringBuilder()
    HelpPage(
        "marcato seek",
        "Seeks things that are there.",
        options,
        members,
        listOf("", "Example: ..."),
        Styles(isColoured),
    )
        .write(text, width)
    return text.toString()
}

class HelpPageSpec : FreeSpec({
    "names what can be told in its order, in columns" {
        page(60) shouldBe """
            |Usage: marcato seek [-aq] [--zealous] [--charset=NAME]
            |                    [-o=FILE] [--id=ID[,ID...]]... PATTERN
            |                    [FILE...]
            |Seeks things that are there.
            |      PATTERN           What to look for.
            |      [FILE...]         Files.
            |  -a, --all             All.
            |      --charset, --character-set=NAME
            |                        Character set.
            |      --id=ID[,ID...]   Only these.
            |  -o, --output=FILE     File to write, or nothing at all, to
            |                          see it here.
            |  -q, --quiet           Say nothing but errors.
            |      --zealous         Leave nothing out.
            |
            |Example: ...
            |
        """.trimMargin()
    }

    "keeps to its width, but for words that are longer" {
        for (width in listOf(50, 60, 80, 112)) {
            for (line in page(width).lines()) line.length shouldBeLessThanOrEqual width
        }
    }

    "lists the commands that can follow" {
        val members = listOf("in" to "Inside, where it is warm and dry.", "outside" to "Outside.")
        page(40, options = OptionSet(), members = members) shouldBe """
            |Usage: marcato seek [COMMAND]
            |Seeks things that are there.
            |Commands:
            |  in       Inside, where it is warm and
            |             dry.
            |  outside  Outside.
            |
            |Example: ...
            |
        """.trimMargin()
    }

    "is the same in colours" {
        val coloured = page(60, isColoured = true)
        coloured shouldContain "\u001B[1mmarcato seek\u001B[0m"
        coloured shouldContain "\u001B[33m--output\u001B[0m=\u001B[3mFILE\u001B[0m"
        coloured.replace(codes, "") shouldBe page(60)
    }

    "does not tell of what is hidden" {
        page(112) shouldNotContain "secret"
    }
})
