// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import com.sun.management.ThreadMXBean
import java.lang.management.ManagementFactory

/**
 * How many bytes all threads have allocated, at the moment at which it is made.
 *
 * Coroutines may allocate in any thread, so all of them count. What a thread allocated that has ended since is not
 * seen; threads of coroutine dispatchers outlive a pass.
 */
internal class Allocation {
    private val bytesByThread: Map<Long, Long>

    init {
        val threads = BEAN.allThreadIds
        bytesByThread = threads.zip(BEAN.getThreadAllocatedBytes(threads)).toMap()
    }

    /** Returns what was allocated from [earlier] until this moment. */
    fun since(earlier: Allocation): Long = bytesByThread.entries.sumOf { (thread, bytes) ->
        (bytes - earlier.bytesByThread.getOrDefault(thread, 0L)).coerceAtLeast(0)
    }

    private companion object {
        val BEAN: ThreadMXBean = ManagementFactory.getThreadMXBean() as ThreadMXBean
    }
}
