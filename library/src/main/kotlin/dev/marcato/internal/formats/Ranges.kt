// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.internal.detection.detectFormat
import dev.marcato.internal.formats.iso2709.StretchReader
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.from
import dev.marcato.internal.input.hasParts
import dev.marcato.internal.reading.Counts
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.RecordDecoder
import dev.marcato.internal.reading.StretchDecoder

/** As the other function of this name, but for the extents of [range] alone; null stands for all there is. */
internal fun ReadOptions.decoder(range: ExtentRange?, recycle: (ByteArray) -> Unit = {}): RecordDecoder =
    if (range == null) {
        decoder(recycle)
    } else {
        StretchDecoder(ByteWindow(range.start, recycle), this) { StretchReader(it, this, range) }
    }

/** How many of an input's first bytes tell whether it [mayBeCut]. */
internal const val HEAD_LENGTH: Int = 4096

/** Whether an input that begins with [head], and may go on behind it, is ISO 2709, which alone can be cut. */
internal fun ReadOptions.mayBeCut(head: ByteArray): Boolean {
    val window = ByteWindow { }
    window.feed(Chunk(head, 0, head.size, isOurs = false))
    return (format ?: window.detectFormat()) == MarcFormat.ISO_2709
}

/** Returns what has to be fed to a decoder of [range]. */
internal fun ByteInput.Memory.part(range: ExtentRange?): ByteInput.Memory =
    if (range == null) this else ByteInput.Memory(from(range.start))

/** Returns what has to be fed to a decoder of [range]. */
internal fun ByteInput.Pulled.part(range: ExtentRange?): ByteInput.Pulled =
    if (range == null) this else from(range.start)

/**
 * Returns the range of [input] from [from] until [until].
 *
 * @throws IllegalArgumentException if it is none
 * @throws IllegalStateException if the input can be read from its start only
 */
internal fun rangeOf(input: ByteInput, from: Long, until: Long): ExtentRange {
    require(from >= 0) { "from is at least 0, not $from" }
    require(until >= from) { "until is at least $from, where the range begins, not $until" }
    check(input.hasParts) { "Only files, byte arrays and buffers have ranges; this is a $input" }
    return ExtentRange(from, until, if (from == 0L) Counts.NONE else null)
}
