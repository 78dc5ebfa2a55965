// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.FieldCursor;
import dev.marcato.Record;
import dev.marcato.SubfieldCursor;
import dev.marcato.ValueView;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldCursorTest {
    private final Record record = Samples.read(PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.control("008", "260101s1851    nyu           000 1 eng d"),
            PlainField.data("245", "10", "a", "Größe ;", "b", "or, The whale /"),
            PlainField.data("650", " 0", "a", "Whaling", "v", "Fiction.")));

    @Test
    void aCursorVisitsTheFieldsAndSubfieldsOfARecord() {
        List<String> lines = new ArrayList<>();
        FieldCursor field = FieldCursor.create();
        field.reset(record);
        while (field.next()) {
            StringBuilder line = new StringBuilder(field.index() + " " + field.tag() + " ");
            if (field.isControl()) {
                line.append(field.value());
            } else {
                line.append(field.indicator1()).append(field.indicator2());
            }
            SubfieldCursor subfield = field.subfields();
            while (subfield.next()) {
                line.append(' ').append(subfield.code()).append('=').append(subfield.value());
            }
            lines.add(line.toString());
        }
        assertEquals(
                List.of(
                        "0 001 42",
                        "1 008 260101s1851    nyu           000 1 eng d",
                        "2 245 10 a=Größe ; b=or, The whale /",
                        "3 650  0 a=Whaling v=Fiction."),
                lines);
    }

    @Test
    void lambdasVisitFieldsAndSubfields() {
        List<String> tags = new ArrayList<>();
        record.forEachField(field -> tags.add(field.tag()));
        assertEquals(List.of("001", "008", "245", "650"), tags);
        List<String> codes = new ArrayList<>();
        record.forEachSubfield((field, subfield) -> codes.add(field.tag() + subfield.code()));
        assertEquals(List.of("245a", "245b", "650a", "650v"), codes);
    }

    @Test
    void valuesAreComparedWithoutDecodingThem() {
        FieldCursor field = FieldCursor.create();
        field.reset(record);
        while (field.next()) {
            if (field.hasTag("008")) {
                assertEquals("eng", "" + field.charAt(35) + field.charAt(36) + field.charAt(37));
                assertEquals('\u0000', field.charAt(40));
                assertEquals(40, field.byteLength());
            }
            if (!field.hasTag("24X")) {
                continue;
            }
            assertTrue(field.subfields().next());
            ValueView title = field.subfields();
            assertTrue(title.valueEquals("Größe ;"));
            assertFalse(title.valueEquals("Größe"));
            assertTrue(title.valueStartsWith("Größe"));
            assertEquals(9, title.byteLength());
            assertFalse(title.isEmpty());
            field.subfields().rewind();
            assertTrue(field.subfields().next());
            assertEquals('a', field.subfields().code());
        }
    }

    @Test
    void aCursorThatWasKeptShowsNoField() {
        List<FieldCursor> kept = new ArrayList<>();
        record.forEachField(kept::add);
        FieldCursor field = kept.get(0);
        assertEquals(-1, field.index());
        assertFalse(field.next());
        assertThrows(IllegalStateException.class, field::tag);
        assertThrows(IllegalStateException.class, field::value);
        assertThrows(IllegalStateException.class, field.subfields()::code);
    }
}
