// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.HandingOnCommand
import picocli.CommandLine.Command

@Command(
    name = "cat",
    description = ["Joins files: writes their records one after the other. What is no record is left out."],
    footer = ["", "Example: one file of many, whatever their formats", "  marcato cat 'in/*' -o all.mrc"],
)
internal class Cat : HandingOnCommand() {
    override fun run(): Int = handOn { reading, out -> reading.forEachRecord(out::write) }
}
