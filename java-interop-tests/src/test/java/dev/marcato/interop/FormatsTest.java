// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.FileMode;
import dev.marcato.Inexpressible;
import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.Outcome;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Strictness;
import dev.marcato.Subfield;
import dev.marcato.WriteOptions;
import dev.marcato.XmlLayout;
import dev.marcato.XmlParser;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FormatsTest {
    private static final Record RECORD = Record.builder()
            .field("001", "42")
            .field("245", '1', '0', Subfield.of('a', "Caf\u00E9 & more"))
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALEPH_SEQUENTIAL")
    void aFileIsWrittenByItsNameAndReadByItsBytes(MarcFormat format) throws IOException {
        Path file = folder.resolve("records." + format.extensions().get(0));
        assertSame(format, MarcFormat.ofName(file.toString()));
        BlockingMarcWriter.write(file, writer -> writer.write(RECORD));
        assertSame(format, MarcFormat.detect(Files.readAllBytes(file)));
        var met = new ArrayList<MarcFormat>();
        ReadOptions options = ReadOptions.builder().onFormat(met::add).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(file, options)) {
            assertEquals(RECORD, reader.read());
            assertNull(reader.read());
        }
        assertEquals(List.of(format), met);
    }

    @Test
    void theFormatsAreTheseInThisOrder() {
        List<MarcFormat> all = List.of(
                MarcFormat.ISO_2709, MarcFormat.XML, MarcFormat.JSON, MarcFormat.JSON_LINES, MarcFormat.MNEMONIC,
                MarcFormat.LINE, MarcFormat.ALEPH_SEQUENTIAL);
        assertEquals(all, List.of(MarcFormat.values()));
        assertEquals(all, MarcFormat.getEntries());
        assertSame(MarcFormat.XML, MarcFormat.valueOf("XML"));
        assertNull(MarcFormat.detect(new byte[0]));
        assertNull(MarcFormat.ofName("records"));
    }

    @Test
    void optionsOfFormatsAreKept() {
        assertNull(ReadOptions.DEFAULT.format());
        assertNull(ReadOptions.DEFAULT.xmlParser());
        ReadOptions reading = ReadOptions.builder()
                .format(MarcFormat.XML)
                .xmlParser(XmlParser.PLATFORM)
                .build()
                .toBuilder()
                .build();
        assertSame(MarcFormat.XML, reading.format());
        assertSame(XmlParser.PLATFORM, reading.xmlParser());

        assertNull(WriteOptions.DEFAULT.format());
        assertSame(Inexpressible.REPLACE, WriteOptions.DEFAULT.inexpressible());
        WriteOptions writing = WriteOptions.builder()
                .format(MarcFormat.XML)
                .inexpressible(Inexpressible.REFUSE)
                .xml(XmlLayout.builder()
                        .lines(XmlLayout.Lines.PER_ELEMENT)
                        .documents(XmlLayout.Documents.PER_RECORD)
                        .prefix("marc")
                        .build())
                .build()
                .toBuilder()
                .build();
        assertSame(MarcFormat.XML, writing.format());
        assertSame(Inexpressible.REFUSE, writing.inexpressible());
        XmlLayout layout = writing.xml();
        assertSame(XmlLayout.Lines.PER_ELEMENT, layout.lines());
        assertSame(XmlLayout.Documents.PER_RECORD, layout.documents());
        assertEquals("marc", layout.prefix());
        assertEquals(layout, layout.toBuilder().build());
        assertEquals(layout.hashCode(), layout.toBuilder().build().hashCode());
        assertEquals("XmlLayout(lines=PER_ELEMENT documents=PER_RECORD prefix=marc)", layout.toString());
        assertFalse(layout.equals(XmlLayout.DEFAULT));
        assertEquals(List.of(XmlLayout.Lines.PER_RECORD, XmlLayout.Lines.PER_ELEMENT), XmlLayout.Lines.getEntries());
        assertEquals(
                List.of(XmlLayout.Documents.PER_FILE, XmlLayout.Documents.PER_RECORD),
                XmlLayout.Documents.getEntries());
        assertThrows(IllegalArgumentException.class, XmlLayout.builder().prefix("no name")::build);
        assertThrows(IllegalArgumentException.class, XmlLayout.builder().prefix("xml")::build);
    }

    @Test
    void aProblemOfATextTellsItsLine() throws IOException {
        byte[] xml = "<collection>\n <record><leader>short</leader></record></collection>"
                .getBytes(StandardCharsets.UTF_8);
        ReadOptions lenient = ReadOptions.builder().strictness(Strictness.LENIENT).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(xml, lenient)) {
            reader.readOutcome();
            var read = (Outcome.Read) reader.readOutcome();
            assertSame(XmlParser.PLATFORM, read.xmlParser());
            var problem = read.problems().get(0);
            assertSame(ProblemCode.LEADER_LENGTH_WRONG, problem.code());
            assertEquals(2L, problem.position().line());
            assertEquals(18L, problem.position().column());
        }
    }

    @Test
    void aRecordIsWrittenByItself() {
        String xml = RECORD.toText(MarcFormat.XML);
        assertTrue(xml.startsWith("<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>"), xml);
        WriteOptions prefixed = WriteOptions.builder()
                .xml(XmlLayout.builder().prefix("marc").build())
                .fileMode(FileMode.APPEND).build();
        assertTrue(RECORD.toText(MarcFormat.XML, prefixed).startsWith("<marc:record "));
        assertTrue(RECORD.toText(MarcFormat.JSON).startsWith("{\"leader\":"));
        assertTrue(RECORD.toText(MarcFormat.LINE).contains("\n245 10 $a Caf\u00E9 & more"));
        assertThrows(IllegalArgumentException.class, () -> RECORD.toText(MarcFormat.ISO_2709));
        Record odd = Record.builder().field("001", "\u0007").build();
        assertThrows(MarcException.class, () -> odd.toText(MarcFormat.XML));
    }

    @Test
    void whatReadsXmlAndWhatWritingDoesAreTheseInThisOrder() {
        assertEquals(List.of(XmlParser.OWN, XmlParser.PLATFORM), List.of(XmlParser.values()));
        assertEquals(List.of(XmlParser.values()), XmlParser.getEntries());
        assertSame(XmlParser.OWN, XmlParser.valueOf("OWN"));
        assertEquals(
                List.of(Inexpressible.REPLACE, Inexpressible.REFUSE), List.of(Inexpressible.values()));
        assertEquals(List.of(Inexpressible.values()), Inexpressible.getEntries());
        assertSame(Inexpressible.REPLACE, Inexpressible.valueOf("REPLACE"));
    }
}
