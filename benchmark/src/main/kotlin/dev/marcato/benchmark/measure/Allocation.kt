// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

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

    companion object {
        private val BEAN: ThreadMXBean = ManagementFactory.getThreadMXBean() as ThreadMXBean
        private const val PASSES = 7

        /**
         * Returns how many bytes a record costs [pass], which must do everything in this thread and be warm: the least
         * of a few passes, since what the JVM itself allocates now and then doesn't belong to it.
         */
        fun perRecord(pass: () -> Long): Double = List(PASSES) {
            val before = BEAN.getThreadAllocatedBytes(Thread.currentThread().id)
            val records = pass()
            (BEAN.getThreadAllocatedBytes(Thread.currentThread().id) - before).toDouble() / records
        }.min()
    }
}
