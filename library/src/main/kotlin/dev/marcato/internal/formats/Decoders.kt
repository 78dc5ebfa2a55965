// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.internal.detection.FirstBytes
import dev.marcato.internal.formats.iso2709.Iso2709Stretches
import dev.marcato.internal.formats.json.JsonStretches
import dev.marcato.internal.formats.lines.AlephStretches
import dev.marcato.internal.formats.lines.LineViewStretches
import dev.marcato.internal.formats.lines.MnemonicStretches
import dev.marcato.internal.formats.xml.xmlStretches
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.reading.Stretches

/** How many of an input's first bytes show whether it [mayBeCut]. */
internal const val HEAD_LENGTH: Int = 4096

/**
 * Makes the decoder that these options ask for.
 *
 * @param source the name of the file, for problems; null for other inputs
 * @param range the part of the input to decode; null for all of it
 * @param recycle takes back the arrays that the decoder no longer looks at
 */
internal fun ReadOptions.decoder(
    source: String? = null,
    range: ExtentRange? = null,
    recycle: (ByteArray) -> Unit = {},
): StretchDecoder = if (range != null) {
    StretchDecoder(ByteWindow(range.start, recycle), this, source) { Iso2709Stretches(it, this, range) }
} else {
    StretchDecoder(ByteWindow(recycle = recycle), this, source) { window ->
        (format ?: window.detectFormat())?.let { known ->
            stretches(known, window, this)?.also { formatAction?.accept(known) }
        }
    }
}

/** Whether an input that begins with [head], and may be longer, is ISO 2709, the one format that can be cut. */
internal fun ReadOptions.mayBeCut(head: ByteArray): Boolean {
    val window = ByteWindow { }
    window.feed(Chunk(head, 0, head.size, isOurs = false))
    return (format ?: window.detectFormat()) == MarcFormat.ISO_2709
}

/** The one list of what reads which format; null if more bytes must come to decide. */
private fun stretches(format: MarcFormat, window: ByteWindow, options: ReadOptions): Stretches? = when (format) {
    MarcFormat.ISO_2709 -> Iso2709Stretches(window, options)
    MarcFormat.JSON, MarcFormat.JSON_LINES -> JsonStretches(window, options)
    MarcFormat.MNEMONIC -> MnemonicStretches(window, options)
    MarcFormat.LINE -> LineViewStretches(window, options)
    MarcFormat.ALEPH_SEQUENTIAL -> AlephStretches(window, options)
    MarcFormat.XML -> xmlStretches(window, options)
}

/**
 * Returns the format of the bytes in the window, or null if more bytes must come. Unknown bytes are read as ISO 2709.
 */
private fun ByteWindow.detectFormat(): MarcFormat? {
    val first = FirstBytes(buffer, position, limit, isComplete)
    return first.format() ?: if (first.needsMore) null else MarcFormat.ISO_2709
}
