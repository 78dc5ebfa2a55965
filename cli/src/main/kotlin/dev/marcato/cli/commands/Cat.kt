// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.HandingOnCommand

internal class Cat :
    HandingOnCommand(
        name = "cat",
        description = "Joins files: writes their records one after the other. What is no record is left out.",
        footer = listOf(
            "",
            "Example: one file of many, whatever their formats",
            "  marcato cat 'in/*' -o all.mrc",
        ),
    ) {
    override fun run(): Int = handOn { reading, out -> reading.forEachRecord(out::write) }
}
