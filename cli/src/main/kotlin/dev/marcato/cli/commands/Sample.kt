// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.forEachRead
import java.util.Random

internal class Sample :
    HandingOnCommand(
        name = "sample",
        description = "Writes records chosen at random, in their order. With -n it keeps that many records in memory.",
        footer = listOf(
            "",
            "Example: a hundred records from all files",
            "  marcato sample -n 100 'in/*.mrc' -o sample.mrc",
        ),
        isChoosing = true,
    ) {
    private val number by options.int(
        "-n",
        "--records",
        label = "N",
        description = "How many records; 10 if not given.",
    )

    private val share by options.decimal(
        "--share",
        label = "P",
        description = "Or: the share of the records, such as 0.01.",
    )

    private val seed by options.long(
        "--seed",
        label = "N",
        default = 1,
        description = "The same seed chooses the same records; 1 if not given.",
    )

    private class Chosen(val number: Long, val read: Outcome.Read)

    override fun run(): Int {
        val share = share
        if (share != null && number != null) throw usageFailure("--records and --share exclude each other")
        if (share != null && share !in 0.0..1.0) throw usageFailure("--share is between 0 and 1, not $share")
        val size = number ?: DEFAULT_SIZE
        if (size < 0) throw usageFailure("--records can't be negative")
        return handOn { reading, out, _ ->
            if (share == null) choose(size, reading, out) else choose(share, reading, out)
        }
    }

    private fun choose(share: Double, reading: Reading, out: RecordOutput) {
        val random = Random(seed)
        reading.forEachRead(out) { read -> if (random.nextDouble() < share) out.write(read) }
    }

    // At any point, each record read so far is in the sample with the same probability.
    private fun choose(size: Int, reading: Reading, out: RecordOutput) {
        val random = Random(seed)
        val chosen = ArrayList<Chosen>()
        var seen = 0L
        reading.forEachRead(out) { read ->
            val place = if (seen < size) seen else (random.nextDouble() * (seen + 1)).toLong()
            if (seen < size) {
                chosen.add(Chosen(seen, read))
            } else if (place < size) {
                chosen[place.toInt()] = Chosen(seen, read)
            }
            seen++
        }
        for (one in chosen.sortedBy { it.number }) out.write(one.read)
    }

    private companion object {
        const val DEFAULT_SIZE = 10
    }
}
