// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.HandingOnCommand
import dev.marcato.cli.Reading
import dev.marcato.cli.RecordOutput
import dev.marcato.cli.usageFailure
import java.util.Random
import picocli.CommandLine.Command
import picocli.CommandLine.Option

@Command(
    name = "sample",
    description = ["Writes records chosen by chance, in their order. With -n it holds that many records in memory."],
    footer = ["", "Example: a hundred records of all", "  marcato sample -n 100 'in/*.mrc' -o sample.mrc"],
)
internal class Sample : HandingOnCommand() {
    @Option(names = ["-n", "--records"], paramLabel = "N", description = ["How many records; 10 if not given."])
    var number: Int? = null

    @Option(names = ["--share"], paramLabel = "P", description = ["Or: which share of the records, such as 0.01."])
    var share: Double? = null

    @Option(names = ["--seed"], paramLabel = "N", description = ["Choose the same records again. 1 if not given."])
    var seed: Long = 1

    private class Chosen(val number: Long, val record: Record)

    override fun run(): Int {
        val share = share
        if (share != null && number != null) throw usageFailure("--records and --share exclude each other")
        if (share != null && share !in 0.0..1.0) throw usageFailure("--share is between 0 and 1, not $share")
        val size = number ?: DEFAULT_SIZE
        if (size < 0) throw usageFailure("--records is not negative")
        return handOn { reading, out -> if (share != null) choose(share, reading, out) else choose(size, reading, out) }
    }

    private fun choose(share: Double, reading: Reading, out: RecordOutput) {
        val random = Random(seed)
        reading.forEachRecord { record -> if (random.nextDouble() < share) out.write(record) }
    }

    // Of each beginning of the input, every record is in it with the same chance.
    private fun choose(size: Int, reading: Reading, out: RecordOutput) {
        val random = Random(seed)
        val chosen = ArrayList<Chosen>()
        var seen = 0L
        reading.forEachRecord { record ->
            val place = if (seen < size) seen else (random.nextDouble() * (seen + 1)).toLong()
            if (seen < size) {
                chosen.add(Chosen(seen, record))
            } else if (place < size) {
                chosen[place.toInt()] = Chosen(seen, record)
            }
            seen++
        }
        for (one in chosen.sortedBy { it.number }) out.write(one.record)
    }

    private companion object {
        const val DEFAULT_SIZE = 10
    }
}
