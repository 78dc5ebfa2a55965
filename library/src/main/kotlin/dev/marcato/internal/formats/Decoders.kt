// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.Compression
import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.internal.detection.FirstBytes
import dev.marcato.internal.formats.iso2709.Iso2709Stretches
import dev.marcato.internal.formats.json.JsonStretches
import dev.marcato.internal.formats.lines.AlephStretches
import dev.marcato.internal.formats.lines.LineViewStretches
import dev.marcato.internal.formats.lines.MnemonicStretches
import dev.marcato.internal.formats.xml.Declared
import dev.marcato.internal.formats.xml.XmlStretches
import dev.marcato.internal.formats.xml.xmlStretches
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.isCompressed
import dev.marcato.internal.reading.ExtentRange
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.reading.Stretches
import java.io.IOException
import java.nio.ByteBuffer

/** How many of an input's first bytes show [whyWhole]. */
internal const val HEAD_LENGTH: Int = 4096

/**
 * Makes the decoder that these options ask for.
 *
 * @param source the name of the file, for problems; null for other inputs
 * @param range the part of the input to decode; null for all of it
 * @param recycle takes back the arrays that the decoder no longer looks at
 * @param examine called when decoding begins, maybe several times; may throw
 */
internal fun ReadOptions.decoder(
    source: String? = null,
    range: ExtentRange? = null,
    recycle: (ByteArray) -> Unit = {},
    examine: () -> Unit = {},
): StretchDecoder = if (range != null) {
    StretchDecoder(ByteWindow(range.start, recycle), this, source) {
        examine()
        Iso2709Stretches(it, this, range)
    }
} else {
    StretchDecoder(ByteWindow(recycle = recycle), this, source) { window ->
        examine()
        (format ?: window.detectFormat())?.let { known ->
            stretches(known, window, this)?.also { formatAction?.invoke(known) }
        }
    }
}

/** Makes the decoder of a text in UTF-8 that was decoded before, so that an encoding which it declares means nothing. */
internal fun ReadOptions.decoderOfText(format: MarcFormat): StretchDecoder =
    StretchDecoder(ByteWindow {}, this, source = null) { window ->
        val stretches = if (format == MarcFormat.XML) {
            XmlStretches(window, this, Declared.IN_TEXT)
        } else {
            stretches(format, window, this)
        }
        stretches?.also { formatAction?.invoke(format) }
    }

/**
 * What an input that begins with [head] is instead of uncompressed ISO 2709, the only kind that can be cut; null if it
 * is that.
 */
internal fun ReadOptions.whyWhole(head: ByteArray): String? {
    if (compression == Compression.GZIP || isCompressed(head)) return "compressed"
    val window = ByteWindow { }
    window.feed(Chunk(head, 0, head.size, isOurs = false))
    if (head.size < HEAD_LENGTH) window.end()
    val found = format ?: window.detectFormat()
    return if (found == MarcFormat.ISO_2709) null else "$found"
}

/** Whether an input of [size] bytes reaches no limit that only a reading from its start to its end can keep. */
internal fun ReadOptions.mayCut(size: Long): Boolean = size <= limits.inputBytes && limits.records == Long.MAX_VALUE

/** Fails if the input with this [name] that begins with [head] can't be cut. */
internal fun ReadOptions.requireCuttable(name: Any, head: ByteArray) {
    val other = whyWhole(head) ?: return
    throw IOException("$name is $other, so it can only be read as a whole: ranges need uncompressed ISO 2709")
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

private fun ByteWindow.detectFormat(): MarcFormat? = detectFormat(buffer, position, limit, isComplete)

/** Returns the format of an input with these first bytes, or null if more must come. Unknown ones are ISO 2709. */
internal fun detectFormat(bytes: ByteBuffer, start: Int, end: Int, isComplete: Boolean): MarcFormat? {
    val first = FirstBytes(bytes, start, end, isComplete)
    return first.format() ?: if (first.needsMore) null else MarcFormat.ISO_2709
}
