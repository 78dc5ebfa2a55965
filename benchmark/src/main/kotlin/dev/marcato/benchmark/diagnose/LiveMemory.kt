// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.lang.management.BufferPoolMXBean
import java.lang.management.ManagementFactory

/** How much memory is reachable: heap after a full collection, and what direct buffers take. */
internal object LiveMemory {
    private val directBuffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean::class.java).filter { it.name == "direct" }

    /** Collects all garbage, which stops every thread where it is, and returns how many bytes are left. */
    fun bytes(): Long {
        System.gc()
        return ManagementFactory.getMemoryMXBean().heapMemoryUsage.used + directBuffers.sumOf { it.memoryUsed }
    }
}
