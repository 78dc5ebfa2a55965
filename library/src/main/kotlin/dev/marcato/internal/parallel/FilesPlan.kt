// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ReadOptions
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayCut
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.head
import java.io.IOException
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withContext

/**
 * Reads one file after another: large ones in ranges, small and compressed ones as a whole.
 *
 * @param sizeOf returns the size of a file by a blocking call; 0 if it is unknown
 */
internal class FilesPlan(
    private val files: List<ByteInput.Pulled>,
    private val options: ReadOptions,
    private val largestRange: Long,
    private val sizeOf: (source: Int) -> Long,
) : PortionPlan {
    override val readsFiles: Boolean get() = true

    private var next = 0
    private var ranges: RangePlan? = null

    override suspend fun <R> next(last: Portion<R>?, output: () -> Channel<Delivery<R>>): Portion<R>? {
        ranges?.next(last, output)?.let { return it }
        if (next == files.size) return null
        val source = next++
        val size = withContext(options.ioDispatcher) { sizeIfWorthCutting(source) }
        ranges = if (size < 0) null else RangePlan(files[source], source, size, largestRange)
        return ranges?.next(last, output)
            ?: Portion((last?.number ?: -1) + 1, source, files[source], null, null, output())
    }

    override fun skip(source: Int) {
        if (source == next - 1) ranges = null
    }

    /** Returns -1 for a file that is read as a whole, or can't be opened; the failure occurs in its turn. */
    private fun sizeIfWorthCutting(source: Int): Long = try {
        val size = sizeOf(source)
        val file = checkNotNull(files[source].seekable)
        val isCut = size > FileProbe.WORTH_CUTTING && options.mayCut(size) &&
            file.open().use { options.whyWhole(it.head(HEAD_LENGTH)) == null }
        if (isCut) size else -1
    } catch (e: IOException) {
        -1
    }
}
