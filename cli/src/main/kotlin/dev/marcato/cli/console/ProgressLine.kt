// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.console

import dev.marcato.cli.messages.count
import java.util.Locale

/**
 * Shows the progress of long work on standard error, if that is a terminal: records, speed and, if the size of all
 * files is known, the share done and the time left. Shows nothing for short work.
 *
 * @property size how many bytes there are to read; null if not known
 */
internal class ProgressLine(
    private val console: Console,
    private val isWanted: Boolean,
    private val size: Long?,
    private val nanoTime: () -> Long = System::nanoTime,
) {
    private val start = nanoTime()
    private var shownAt = start
    private var isShown = false

    // In the files that are done.
    private var records = 0L
    private var bytes = 0L

    // In the current file.
    private var recordsHere = 0L
    private var bytesHere = 0L

    /** Updates how much of the current file has been read. */
    fun update(records: Long, bytes: Long) {
        recordsHere = records
        bytesHere = bytes
        if (!isWanted) return
        val now = nanoTime()
        if (now - start < PATIENCE || (isShown && now - shownAt < INTERVAL)) return
        shownAt = now
        isShown = true
        console.showProgress(line(now - start))
    }

    fun endOfFile() {
        records += recordsHere
        bytes += bytesHere
        recordsHere = 0
        bytesHere = 0
    }

    fun clear() {
        if (isShown) console.showProgress("")
        isShown = false
    }

    fun line(elapsedNanos: Long): String = buildString {
        val done = bytes + bytesHere
        val seconds = elapsedNanos / NANOS
        append(count(records + recordsHere, "record"))
        append("  %.1f MB/s".format(Locale.ROOT, done / MEGA / seconds))
        // A compressed file has more in it than its size says.
        if (size != null && done in 1..size) {
            append("  %d %%".format(Locale.ROOT, done * PERCENT / size))
            append("  ${duration(seconds * (size - done) / done)} left")
        }
    }

    private fun duration(seconds: Double): String {
        val whole = seconds.toLong()
        return if (whole < MINUTE) "$whole s" else "${whole / MINUTE} min ${whole % MINUTE} s"
    }

    private companion object {
        const val PATIENCE = 1_000_000_000L
        const val INTERVAL = 200_000_000L
        const val NANOS = 1e9
        const val MEGA = 1e6
        const val PERCENT = 100
        const val MINUTE = 60
    }
}
