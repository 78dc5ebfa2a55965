// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.writing.forEachRead

internal class Cat :
    HandingOnCommand(
        name = "cat",
        description = "Joins files: writes their records one after the other. " +
            "Damage between them is left out and reported, unless --keep-damage is given.",
        footer = listOf(
            "",
            "Example: one file of many, whatever their formats",
            "  marcato cat 'in/*' -o all.mrc",
        ),
    ) {
    override fun run(): Int = handOn { reading, out, _ -> reading.forEachRead(out, out::write) }
}
