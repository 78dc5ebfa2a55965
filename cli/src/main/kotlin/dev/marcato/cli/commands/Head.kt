// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.HandingOnCommand
import dev.marcato.cli.usageFailure
import picocli.CommandLine.Command
import picocli.CommandLine.Option

@Command(
    name = "head",
    description = ["Writes the first records of all files together, and reads no further."],
    footer = ["", "Example: a file to try something with", "  marcato head -n 100 catalogue.mrc -o some.mrc"],
)
internal class Head : HandingOnCommand() {
    @Option(names = ["-n", "--records"], paramLabel = "N", description = ["How many records; 10 if not given."])
    var number: Long = 10

    override fun run(): Int {
        if (number < 0) throw usageFailure("--records is not negative")
        return handOn { reading, out ->
            var left = number
            if (left == 0L) reading.stop()
            reading.forEachRecord { record ->
                out.write(record)
                if (--left == 0L) reading.stop()
            }
        }
    }
}
