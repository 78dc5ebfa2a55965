// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.console

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/**
 * Handles Ctrl-C: the work stops at the next record, and unfinished files are removed before the process ends. The JVM
 * sets the exit code, 130.
 */
internal class Interruption {
    @Volatile
    private var isAsked = false
    private val ended = CountDownLatch(1)
    private val unfinished: MutableSet<AutoCloseable> = ConcurrentHashMap.newKeySet()

    /** Throws if the work must stop. */
    fun check() {
        if (isAsked) throw Interrupted()
    }

    /** Calls [discard] if the process ends before [complete] is called with the same object. */
    fun begin(discard: AutoCloseable) {
        unfinished.add(discard)
    }

    fun complete(discard: AutoCloseable) {
        unfinished.remove(discard)
    }

    /** Call this when the work has ended in any way. */
    fun ended() {
        ended.countDown()
    }

    /** Asks the work to stop, and waits for it a short time, since it may be waiting for input that never comes. */
    fun interrupt() {
        isAsked = true
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            for (discard in unfinished) runCatching(discard::close)
        }
    }

    fun onShutdown() {
        Runtime.getRuntime().addShutdownHook(Thread(::interrupt))
    }

    private companion object {
        const val PATIENCE_SECONDS = 2L
    }
}

/** Unwinds the work after Ctrl-C. */
internal class Interrupted : RuntimeException("interrupted", null, false, false)
