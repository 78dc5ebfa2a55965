// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.internal.detection.Detected
import dev.marcato.internal.detection.FirstBytes
import dev.marcato.internal.formats.iso2709.StretchReader
import dev.marcato.internal.formats.json.JsonStretches
import dev.marcato.internal.formats.lines.AlephStretches
import dev.marcato.internal.formats.lines.LineViewStretches
import dev.marcato.internal.formats.lines.MnemonicStretches
import dev.marcato.internal.formats.xml.xmlStretches
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.RecordDecoder
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.reading.Stretches

/** Makes the decoder that these options ask for; [recycle] takes back the arrays that it no longer looks at. */
internal fun ReadOptions.decoder(recycle: (ByteArray) -> Unit = {}): RecordDecoder =
    StretchDecoder(ByteWindow(recycle = recycle), this) { window ->
        (format ?: window.detectFormat())?.let { known ->
            stretches(known, window, this)?.also { formatAction?.accept(known) }
        }
    }

/** The one list of what reads which format; null if more bytes must come to tell what does. */
private fun stretches(format: MarcFormat, window: ByteWindow, options: ReadOptions): Stretches? = when (format) {
    MarcFormat.ISO_2709 -> StretchReader(window, options)
    MarcFormat.JSON, MarcFormat.JSON_LINES -> JsonStretches(window, options)
    MarcFormat.MNEMONIC -> MnemonicStretches(window, options)
    MarcFormat.LINE -> LineViewStretches(window, options)
    MarcFormat.ALEPH_SEQUENTIAL -> AlephStretches(window, options)
    MarcFormat.XML -> xmlStretches(window, options)
}

/** Returns the format of what is in the window, or null if more bytes must come. What is unknown is read as ISO 2709. */
internal fun ByteWindow.detectFormat(): MarcFormat? =
    FirstBytes(buffer, position, limit, isComplete).format().let { if (it == Detected.MORE) null else it.format }
