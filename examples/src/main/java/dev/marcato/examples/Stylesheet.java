// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.MarcFormat;
import dev.marcato.Record;
import dev.marcato.WholeFile;
import dev.marcato.WriteOptions;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * Applies a stylesheet for MARCXML to each record of a file in any format. One record at a time is in memory.
 * Arguments: the stylesheet, such as examples/dublin-core.xsl; a file with records; the document to write.
 */
public final class Stylesheet {
    private Stylesheet() {
    }

    public static void main(String[] args) throws IOException, TransformerException {
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer(new StreamSource(Path.of(args[0]).toFile()));
        transform(transformer, Path.of(args[1]), Path.of(args[2]));
    }

    private static void transform(Transformer transformer, Path input, Path output)
            throws IOException, TransformerException {
        // XML can't carry a few characters, such as controls. They are replaced, and this says so.
        WriteOptions options = WriteOptions.builder()
                .onReplaced((record, problem) -> System.out.println(record.controlNumber() + ": " + problem)).build();
        try (WholeFile file = WholeFile.open(output); BlockingMarcReader reader = BlockingMarcReader.open(input)) {
            Writer document = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
            document.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n");
            for (Record record : reader) {
                String xml = record.toText(MarcFormat.XML, options);
                transformer.transform(new StreamSource(new StringReader(xml)), new StreamResult(document));
                document.write("\n");
            }
            document.write("</records>\n");
            document.flush();
            file.commit();
        }
    }
}
