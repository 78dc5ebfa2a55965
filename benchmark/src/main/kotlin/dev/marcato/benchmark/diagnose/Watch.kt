// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/** Where a pass over the file runs, and who is told how it goes. It looks at nothing, for passes that are timed. */
internal open class Watch {
    /** For blocking reads. */
    open val io: CoroutineDispatcher = Dispatchers.IO

    /** For workers. */
    open val workers: CoroutineDispatcher = Dispatchers.Default

    /** For whoever collects. */
    open val collector: CoroutineDispatcher = Dispatchers.Default

    /** Called by the collector with each record's result. */
    open fun delivered() = Unit

    /** Called by the collector with each batch of results. */
    open fun handedOver() = Unit
}

/** Measures how long all parties are at work. */
internal open class Meter : Watch() {
    override val io = MeteredDispatcher(Dispatchers.IO)
    override val workers = MeteredDispatcher(Dispatchers.Default)
    override val collector = MeteredDispatcher(Dispatchers.Default)

    val wakeUps: Long get() = io.wakeUps + workers.wakeUps + collector.wakeUps
}

/** Counts hand-overs, and looks at the memory at some moments of a pass of [records] records. */
internal class Probe(private val records: Long, private val moments: Int) : Meter() {
    private val liveBefore = LiveMemory.bytes()
    private var delivered = 0L
    private var next = next(0)
    private var most = 0L

    var handOvers = 0L
        private set

    /** The most that was reachable at one of the moments, less what was before. */
    val peakLiveBytes: Long get() = most

    override fun delivered() {
        if (++delivered != next) return
        next = next(delivered)
        most = maxOf(most, LiveMemory.bytes() - liveBefore)
    }

    override fun handedOver() {
        handOvers++
    }

    private fun next(after: Long): Long = after + maxOf(1, records / (moments + 1))
}
