// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.CharacterCoding;
import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.DataFieldBuilder;
import dev.marcato.Field;
import dev.marcato.Leader;
import dev.marcato.MarcDsl;
import dev.marcato.Record;
import dev.marcato.RecordBuilder;
import dev.marcato.Subfield;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordBuilderTest {
    @Test
    void aRecordIsBuiltInOneExpression() {
        Record record = Record.builder()
                .leader(Leader.BOOK.with(5, 'c'))
                .field("001", "42")
                .add(ControlField.of("003", "XxMarcato"))
                .field("245", '1', '0', Subfield.of('a', "Smörgåsbord /"), Subfield.of('c', "Åse"))
                .field("500", ' ', ' ', Subfield.of('a', "A note"))
                .build();
        assertEquals(
                PlainRecord.of(
                        "00000cam a2200000 i 4500",
                        PlainField.control("001", "42"),
                        PlainField.control("003", "XxMarcato"),
                        PlainField.data("245", "10", "a", "Smörgåsbord /", "c", "Åse"),
                        PlainField.data("500", "  ", "a", "A note")),
                Samples.plain(record));
    }

    @Test
    void aNewBuilderHasTheLeaderOfABookAndNoFields() {
        RecordBuilder builder = Record.builder();
        assertEquals(Leader.BOOK, builder.leader());
        assertEquals(List.of(), builder.fields());
    }

    @Test
    void theFieldsOfABuilderAreAListThatMayBeChanged() {
        RecordBuilder builder = Record.builder().field("500", ' ', ' ', Subfield.of('a', "last")).field("001", "42");
        builder.fields().sort(Comparator.comparing(Field::tag));
        builder.fields().add(1, DataField.of("245", '0', '0', Subfield.of('a', "Title")));
        assertEquals(List.of("001", "245", "500"), builder.build().fields().stream().map(Field::tag).toList());
    }

    @Test
    void anEditedCopyLeavesTheRecordAsItWas() {
        PlainRecord book = Samples.catalogue().get(0);
        Record record = Samples.read(book);
        Record edited = record.toBuilder().remove("650").field("650", ' ', '7', Subfield.of('a', "Wale")).build();
        assertEquals(book, Samples.plain(record));
        assertEquals(List.of("Wale"), edited.values("650", "a"));
        assertEquals(record.get("245"), edited.get("245"));
    }

    @Test
    void aBuilderCanBeBuiltFromMoreThanOnce() {
        RecordBuilder builder = Record.builder().field("001", "1");
        Record first = builder.build();
        Record second = builder.remove("001").field("001", "2").build();
        assertNotSame(first, second);
        assertEquals("1", first.controlNumber());
        assertEquals("2", second.controlNumber());
    }

    @Test
    void textBeyondAsciiMakesTheRecordUnicode() {
        Leader marc8 = Leader.BOOK.with(9, ' ');
        Record plain = Record.builder().leader(marc8).field("001", "ascii").build();
        Record accented = Record.builder().leader(marc8).field("001", "é").build();
        assertEquals(CharacterCoding.MARC_8, plain.leader().characterCoding());
        assertEquals(CharacterCoding.UNICODE, accented.leader().characterCoding());
    }

    @Test
    void whatCannotBeAFieldIsRefusedWhenItIsAdded() {
        RecordBuilder builder = Record.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.field("245", "a title"));
        assertThrows(IllegalArgumentException.class, () -> builder.field("001", '1', '0'));
        assertThrows(NullPointerException.class, () -> builder.add(null));
        assertThrows(NullPointerException.class, () -> builder.field("001", null));
        assertEquals(List.of(), builder.fields());
    }

    @Test
    void theBlocksOfKotlinAreMarkedAsSuch() {
        assertEquals(true, DataFieldBuilder.class.isAnnotationPresent(MarcDsl.class));
    }
}
