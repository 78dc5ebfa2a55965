// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import com.sun.management.ThreadMXBean
import dev.marcato.Outcome
import dev.marcato.testing.EndlessBytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import java.lang.management.ManagementFactory
import java.util.Random

private const val SIZE = 9L shl 20

/** What a reading of hostile bytes came to, without keeping any of it. */
private class Tally {
    var bytes = 0L
    var records = 0L
    var damages = 0L

    fun add(outcome: Outcome) {
        outcome.byteOffset shouldBe bytes
        bytes += outcome.byteLength
        if (outcome is Outcome.Read) records++
        if (outcome is Outcome.Damage) damages++
    }
}

/** Reads [SIZE] bytes of the pattern leniently, and returns the tally and how many bytes were allocated for each. */
private fun tally(pattern: ByteArray): Pair<Tally, Long> {
    val threads = ManagementFactory.getThreadMXBean() as ThreadMXBean
    val tally = Tally()
    val before = threads.currentThreadAllocatedBytes
    Readers.blocking(EndlessBytes(ByteArray(0), pattern, SIZE).asInputStream(), LENIENT).use { reader ->
        while (true) tally.add(reader.readOutcome() ?: break)
    }
    return tally to (threads.currentThreadAllocatedBytes - before)
}

class HostileInputSpec : FreeSpec({
    "bytes without any record" - {
        val patterns = mapOf(
            "NULs" to ByteArray(4096),
            "record terminators" to ByteArray(4096) { 0x1D },
            "field terminators" to ByteArray(4096) { 0x1E },
            "digits" to ByteArray(4096) { '0'.code.toByte() },
            "nines" to ByteArray(4096) { '9'.code.toByte() },
            "random bytes" to ByteArray(1 shl 20).also { Random(1).nextBytes(it) },
            "terminators and filler in turn" to ByteArray(4096) { if (it % 2 == 0) 0x1D else 0x20 },
            "terminators and long filler in turn" to ByteArray(8192) { if (it % 4096 == 0) 0x1D else 0x20 },
        )
        for ((name, pattern) in patterns) {
            "such as $name are accounted for, within the memory of what is held" {
                val (tally, allocated) = tally(pattern)
                tally.bytes shouldBe SIZE
                tally.records shouldBe 0
                // Of what is held in vain, 4 MiB, a few copies are made as it grows.
                allocated shouldBeLessThan (64L shl 20)
            }
        }
    }

    "leaders that all lie are accounted for, each at its own cost" {
        val (tally, _) = tally("99999nam a2200000 a 4500".toByteArray())
        tally.bytes shouldBe SIZE
        tally.records shouldBe 0
        tally.damages shouldBe SIZE / 24
    }

    "records that all lie about their length are all read" {
        val lying = ProblemCases.sound().also { it[4] = '4'.code.toByte() }
        val (tally, _) = tally(lying)
        tally.bytes shouldBe SIZE
        // The last one is cut off in its directory.
        tally.records shouldBe SIZE / lying.size
    }

    "directories in which nearly everything fits everywhere are read in time" {
        // Each entry is the leader of a record that begins there; every entry leads to a terminator but the last.
        val soup = buildString { repeat(8_000) { append("00026000250000") } }
        val bytes = (soup.take(99_000) + "\u001E".repeat(900) + "x\u001D").toByteArray()
        val tally = Tally()
        Readers.blocking(EndlessBytes(ByteArray(0), bytes, bytes.size * 10L).asInputStream(), LENIENT).use { reader ->
            while (true) tally.add(reader.readOutcome() ?: break)
        }
        tally.bytes shouldBe bytes.size * 10L
    }
})
