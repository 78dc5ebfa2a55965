// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.WholeFile
import dev.marcato.WriteOptions
import java.io.StringReader
import java.nio.file.Path
import javax.xml.XMLConstants
import javax.xml.transform.TransformerFactory
import javax.xml.transform.stream.StreamResult
import javax.xml.transform.stream.StreamSource
import kotlin.io.path.Path

/**
 * Applies a stylesheet for MARCXML to each record of a file in any format. One record at a time is in memory.
 * Arguments: the stylesheet, such as examples/dublin-core.xsl; a file with records; the document to write.
 */
suspend fun main(args: Array<String>) {
    val (stylesheet, input, output) = args.map { Path(it) }
    transform(stylesheet, input, output)
}

suspend fun transform(stylesheet: Path, input: Path, output: Path) {
    val factory = TransformerFactory.newInstance().apply { setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true) }
    val transformer = factory.newTransformer(StreamSource(stylesheet.toFile()))
    // XML can't carry a few characters, such as controls. They are replaced, and this says so.
    val options = WriteOptions { onReplaced { record, problem -> println("${record.controlNumber}: $problem") } }
    WholeFile.open(output).use { file ->
        val document = file.stream.bufferedWriter()
        document.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n")
        MarcReader.open(input).records().collect { record ->
            val xml = record.toText(MarcFormat.XML, options)
            transformer.transform(StreamSource(StringReader(xml)), StreamResult(document))
            document.write("\n")
        }
        document.write("</records>\n")
        document.flush()
    }
}
