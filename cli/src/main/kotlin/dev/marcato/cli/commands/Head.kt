// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.writing.forEachRead

internal class Head :
    HandingOnCommand(
        name = "head",
        description = "Writes the first N records of all files together, and stops reading.",
        footer = listOf(
            "",
            "Example: a small file for trying things out",
            "  marcato head -n 100 catalogue.mrc -o some.mrc",
        ),
        isChoosing = true,
    ) {
    private val number by options.long(
        "-n",
        "--records",
        label = "N",
        default = 10,
        description = "How many records; 10 if not given.",
    )

    override fun run(): Int {
        if (number < 0) throw usageFailure("--records can't be negative")
        return handOn { reading, out, _ ->
            var left = number
            if (left == 0L) reading.stop()
            reading.forEachRead(out) { read ->
                out.write(read)
                if (--left == 0L) reading.stop()
            }
        }
    }
}
