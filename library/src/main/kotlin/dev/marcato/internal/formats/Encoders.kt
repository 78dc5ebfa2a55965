// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.FileMode
import dev.marcato.MarcFormat
import dev.marcato.Oversize
import dev.marcato.WriteOptions
import dev.marcato.XmlLayout
import dev.marcato.internal.formats.iso2709.Iso2709Encoder
import dev.marcato.internal.formats.json.JsonEncoder
import dev.marcato.internal.formats.lines.LineViewEncoder
import dev.marcato.internal.formats.lines.MnemonicEncoder
import dev.marcato.internal.formats.xml.XmlEncoder
import dev.marcato.internal.writing.RecordEncoder

/** Makes the encoder that these options ask for where the target has this name; one without a name has none. */
internal fun WriteOptions.encoder(name: String = ""): RecordEncoder {
    val chosen = format ?: MarcFormat.ofName(name) ?: MarcFormat.ISO_2709
    val encoder = encoder(chosen, this)
    require(fileMode != FileMode.APPEND || encoder.epilogue.isEmpty()) {
        "A file in $chosen has an end, so that nothing can be appended to it"
    }
    return encoder
}

/** Makes the encoder of a record by itself: without an envelope, and in one piece. */
internal fun WriteOptions.encoderOfOne(format: MarcFormat): RecordEncoder = when (format) {
    MarcFormat.ISO_2709 -> Iso2709Encoder(this, if (oversize.isAllNines) oversize else Oversize.REFUSE)
    MarcFormat.XML -> XmlEncoder(this, isCollection = false)
    MarcFormat.JSON -> encoder(MarcFormat.JSON_LINES, this)
    else -> encoder(format, this)
}

/** The one list of what writes which format. */
private fun encoder(format: MarcFormat, options: WriteOptions): RecordEncoder = when (format) {
    MarcFormat.ISO_2709 -> Iso2709Encoder(options, options.oversize)
    MarcFormat.JSON -> JsonEncoder(options, isArray = true)
    MarcFormat.JSON_LINES -> JsonEncoder(options, isArray = false)
    MarcFormat.MNEMONIC -> MnemonicEncoder(options)
    MarcFormat.LINE -> LineViewEncoder(options)
    MarcFormat.XML -> XmlEncoder(options, options.xml.documents == XmlLayout.Documents.PER_FILE)
    MarcFormat.ALEPH_SEQUENTIAL -> throw IllegalArgumentException("$format can be read, but not written")
}
