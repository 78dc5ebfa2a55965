// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.internal.formats.HEAD_LENGTH
import dev.marcato.internal.formats.mayCut
import dev.marcato.internal.formats.whyWhole
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.head
import java.io.IOException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/** Where portions begin, in the order of their results. For one coroutine at a time, except [news]. */
internal interface Portions {
    /** Whether there is room for another one, or too many haven't been delivered yet. */
    fun hasRoom(): Boolean

    /** Begins a portion of the input with the index [source]; only if there is room. */
    fun begin(source: Int, content: PortionContent)

    /** Whether transforms take long, and a worker has nothing to do. */
    val isHelpAtHand: Boolean

    /** What workers ask for more when they have nothing to do and transforms take long. */
    var taking: Taking?

    /** Waits until there is more room, or somebody has [news]. */
    suspend fun awaitNews()

    fun news()

    /** Whether the input has failed, so that no more portions of it are needed. */
    fun hasFailed(source: Int): Boolean
}

/** Begins a portion as soon as there is room. */
internal suspend fun Portions.add(source: Int, content: PortionContent) {
    while (!hasRoom()) awaitNews()
    begin(source, content)
}

/** Takes inputs, and cuts them into portions. */
internal interface PortionPlan {
    /** Where it runs. */
    val context: CoroutineContext

    suspend fun addTo(portions: Portions)
}

/** The maximum size of a portion, so that everything in progress fits into the window. */
internal val ParallelOptions.portionSize: Int get() = (windowBytes / (workers + 2)).coerceIn(4 * 1024, 256 * 1024)

/** Divides memory. The first portions are small, so that the first results come soon. */
internal class MemoryPlan(private val memory: ByteInput.Memory, private val most: Int) : PortionPlan {
    override val context: CoroutineContext get() = EmptyCoroutineContext

    override suspend fun addTo(portions: Portions) {
        val size = memory.bytes.remaining().toLong()
        var from = 0L
        var step = minOf(FIRST, most)
        while (from != Long.MAX_VALUE) {
            val until = if (size - from <= step) Long.MAX_VALUE else from + step
            portions.add(0, MemoryContent(memory, from, until))
            from = until
            step = minOf(step * 2, most)
        }
    }

    private companion object {
        const val FIRST = 32 * 1024
    }
}

/** Cuts the ISO 2709 from a [supply]. */
internal class SupplyPlan(
    override val context: CoroutineContext,
    private val supply: ByteSupply,
    private val name: String?,
    private val most: Int,
    private val source: Int = 0,
) : PortionPlan {
    override suspend fun addTo(portions: Portions) {
        Taking(supply, most, portions, source, name).takeAll()
    }
}

/**
 * Reads one file after another: takes large ones itself and cuts them, and gives small, compressed and other ones to
 * the workers as a whole.
 *
 * @param sizeOf returns the size of a file by a blocking call; 0 if it is unknown
 */
internal class FilesPlan(
    private val files: List<ByteInput.Pulled>,
    private val options: ReadOptions,
    private val most: Int,
    private val sizeOf: (source: Int) -> Long,
) : PortionPlan {
    override val context: CoroutineContext get() = options.ioDispatcher

    override suspend fun addTo(portions: Portions) {
        for ((source, file) in files.withIndex()) {
            if (!isCut(source)) {
                portions.add(source, WholeContent(file))
                continue
            }
            ChunkReader(file, options.ofCut()).use { reader ->
                val supply = ReaderSupply(reader) { !portions.hasFailed(source) }
                SupplyPlan(context, supply, file.source, most, source).addTo(portions)
            }
        }
    }

    /** A file that can't be opened is read as a whole, so that the failure occurs in its turn. */
    private fun isCut(source: Int): Boolean = try {
        val size = sizeOf(source)
        val file = checkNotNull(files[source].seekable)
        size > WORTH_CUTTING && options.mayCut(size) &&
            file.open().use { options.whyWhole(it.head(HEAD_LENGTH)) == null }
    } catch (e: IOException) {
        false
    }
}

/** The options for taking the bytes of an input that reaches no limit; if it grows meanwhile, nothing is left out. */
internal fun ReadOptions.ofCut(): ReadOptions =
    toBuilder().also { it.limits = limits.toBuilder().apply { inputBytes = Long.MAX_VALUE }.build() }.build()

/** The minimum size of an input that is worth dividing. */
internal const val WORTH_CUTTING: Int = 512 * 1024
