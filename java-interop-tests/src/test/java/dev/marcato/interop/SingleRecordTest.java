// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.MarcProblem;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Strictness;
import dev.marcato.Subfield;
import dev.marcato.WriteOptions;
import dev.marcato.XmlLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SingleRecordTest {
    private static final Record RECORD = Record.builder()
            .field("001", "42")
            .field("245", '1', '0', Subfield.of('a', "Gr\u00F6\u00DFe"))
            .build();
    private static final ReadOptions LENIENT =
            ReadOptions.builder().strictness(Strictness.LENIENT).build();

    @Test
    void aRecordIsParsedFromItsBytes() {
        byte[] bytes = RECORD.toBytes();
        Record parsed = Record.parse(bytes);
        assertEquals(RECORD, parsed);
        assertArrayEquals(bytes, parsed.toBytes());
        assertEquals(RECORD, Record.parse(bytes, ReadOptions.DEFAULT));
        bytes[2] = '9';
        assertThrows(MarcException.class, () -> Record.parse(bytes));
        assertFalse(Record.parse(bytes, LENIENT).problems().isEmpty());
    }

    @Test
    void aRecordIsParsedFromText() {
        String json = RECORD.toText(MarcFormat.JSON);
        assertTrue(json.endsWith("}"), json);
        assertEquals(RECORD, Record.parse(json));
        assertEquals(RECORD, Record.parse(json, LENIENT));
        assertEquals(RECORD, Record.parse(json, MarcFormat.JSON));
        assertEquals(RECORD, Record.parse(json, MarcFormat.JSON, LENIENT));
        String xml = "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" + RECORD.toText(MarcFormat.XML);
        assertEquals(RECORD, Record.parse(xml));
        assertThrows(IllegalArgumentException.class, () -> Record.parse(json, MarcFormat.ISO_2709));
    }

    @Test
    void whatIsNotOneRecordIsAnExceptionWithItsReason() {
        String json = RECORD.toText(MarcFormat.JSON);
        var two = assertThrows(MarcException.class, () -> Record.parse(json + json, LENIENT));
        assertSame(ProblemCode.RECORD_NOT_ALONE, two.problem().code());
        assertEquals("42", two.problem().position().controlNumber());
        var none = assertThrows(MarcException.class, () -> Record.parse(new byte[0], LENIENT));
        assertSame(ProblemCode.NO_RECORD_FOUND, none.problem().code());
    }

    @Test
    void aRecordIsWrittenInAnyFormat() {
        WriteOptions xml = WriteOptions.builder().format(MarcFormat.XML).build();
        assertEquals(RECORD, Record.parse(RECORD.toBytes(xml)));
        WriteOptions indented = WriteOptions.builder()
                .xml(XmlLayout.builder().lines(XmlLayout.Lines.PER_ELEMENT).build())
                .build();
        assertTrue(RECORD.toText(MarcFormat.XML, indented).endsWith("\n</record>"));
        assertThrows(IllegalArgumentException.class, () -> RECORD.toText(MarcFormat.ISO_2709));
    }

    @Test
    void whatCannotBeWrittenNamesTheRecord() {
        Record odd = Record.builder().field("001", "odd\u0007").build();
        var failure = assertThrows(MarcException.class, () -> odd.toText(MarcFormat.XML));
        assertEquals("odd\u0007", failure.problem().position().controlNumber());
        List<MarcProblem> replaced = new ArrayList<>();
        WriteOptions listening = WriteOptions.builder()
                .onReplaced((record, problem) -> replaced.add(problem))
                .build();
        assertTrue(odd.toText(MarcFormat.XML, listening).contains("odd\uFFFD"));
        assertEquals(1, replaced.size());
    }
}
