// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import com.sun.management.ThreadMXBean
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import java.lang.management.ManagementFactory

// Ten times what readings were seen to take: enough for another way of reading, too little for one that grows faster
// than its input, such as one that copies the rest of it for each of its records.
private const val BYTES_IN_ANY_CASE = 256L * 1024
private const val BYTES_PER_BYTE = 2_000L

// A first reading includes the loading of classes.
private const val ATTEMPTS = 3

private val threads = ManagementFactory.getThreadMXBean() as ThreadMXBean

internal fun checkMemory(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    val options = input.limitedOptions(Strictness.LENIENT)
    val most = BYTES_IN_ANY_CASE + BYTES_PER_BYTE * bytes.size
    val least = (1..ATTEMPTS).firstNotNullOfOrNull { allocatedFor(bytes, options).takeIf { it <= most } }
    expect(least != null) { "To read ${bytes.size} bytes takes more than $most bytes of memory" }
}

/** How much memory a reading allocates in total; nothing that it delivers is kept. */
internal fun allocatedFor(bytes: ByteArray, options: ReadOptions): Long {
    val before = threads.currentThreadAllocatedBytes
    BlockingMarcReader.open(bytes, options).use { reader -> while (true) reader.readOutcome() ?: break }
    return threads.currentThreadAllocatedBytes - before
}
