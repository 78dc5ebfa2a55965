// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import java.io.IOException
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path

/**
 * What a piece of work takes, from when this was made until [stop]; both on the same thread.
 *
 * What the measuring takes itself stays outside: the thread's own figures are read last, and in the end first.
 */
class Meter {
    private val othersBefore = if (isLinux) cpuNanosOfOthers() else operatingSystem.processCpuTime
    private val allocatedBefore = allocated()
    private val ownBefore = threads.currentThreadCpuTime
    private val before = System.nanoTime()

    var nanos = 0L
        private set

    /**
     * CPU time of all threads, those that collect garbage too, but not of the compiler, which goes on for minutes and
     * is through one day. Without Linux of the process, in ticks of ten milliseconds.
     */
    var cpuNanos = 0L
        private set
    var allocatedBytes = 0L
        private set

    fun stop() {
        nanos = System.nanoTime() - before
        val own = threads.currentThreadCpuTime - ownBefore
        allocatedBytes = allocated() - allocatedBefore
        val after = if (isLinux) own + cpuNanosOfOthers() else operatingSystem.processCpuTime
        cpuNanos = after - othersBefore
    }

    private companion object {
        val operatingSystem = ManagementFactory.getOperatingSystemMXBean() as com.sun.management.OperatingSystemMXBean
        val threads = ManagementFactory.getThreadMXBean() as com.sun.management.ThreadMXBean
        val tasks: Path = Path.of("/proc/self/task")
        val thisTask: Path = Path.of("/proc/thread-self")
        val isLinux = Files.exists(thisTask)
        val compilers = Regex("C[12] CompilerThre.*")

        fun allocated(): Long = threads.getThreadAllocatedBytes(threads.allThreadIds).filter { it > 0 }.sum()

        fun cpuNanosOfOthers(): Long {
            val own = Files.readSymbolicLink(thisTask).fileName
            return Files.newDirectoryStream(tasks).use { all ->
                all.filter { it.fileName != own }.sumOf(::cpuNanosOf)
            }
        }

        fun cpuNanosOf(task: Path): Long = try {
            val isCompiler = compilers.matches(Files.readString(task.resolve("comm")).trim())
            if (isCompiler) 0 else Files.readString(task.resolve("schedstat")).substringBefore(' ').toLong()
        } catch (e: IOException) {
            // It has ended meanwhile.
            0
        }
    }
}
