// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.Record;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EverydayPropertiesTest {
    private final Record book = Samples.read(PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.control("008", "260101s1851    nyu           000 1 eng d"),
            PlainField.data("020", "  ", "a", "978-0-14-243724-7 (paperback)"),
            PlainField.data("022", "  ", "a", "00280836"),
            PlainField.data("050", " 4", "a", "PS2384", "b", ".M6 1851"),
            PlainField.data("100", "1 ", "a", "Melville, Herman,", "d", "1819-1891,", "e", "author."),
            PlainField.data("245", "10", "a", "Moby-Dick ;", "b", "or, The whale /", "c", "by Herman Melville."),
            PlainField.data("250", "  ", "a", "2nd ed."),
            PlainField.data("264", " 1", "a", "New York :", "b", "Harper & Brothers,", "c", "1851."),
            PlainField.data("300", "  ", "a", "xxiii, 635 pages ;", "c", "20 cm"),
            PlainField.data("490", "0 ", "a", "Whales ;", "v", "3"),
            PlainField.data("520", "  ", "a", "A sailor tells."),
            PlainField.data("650", " 0", "a", "Whaling", "v", "Fiction.")));

    private final Record nothing = Record.builder().build();

    @Test
    void aBookIsDescribed() {
        assertEquals("42", book.controlNumber());
        assertEquals("Moby-Dick ; or, The whale", book.title());
        assertEquals("by Herman Melville.", book.statementOfResponsibility());
        assertEquals("Melville, Herman, 1819-1891", book.author());
        assertEquals("2nd ed.", book.edition());
        assertEquals("Harper & Brothers", book.publisher());
        assertEquals("New York", book.placeOfPublication());
        assertEquals(Integer.valueOf(1851), book.publicationYear());
        assertEquals("eng", book.language());
        assertEquals("0028-0836", book.issn());
        assertEquals("xxiii, 635 pages ; 20 cm", book.physicalDescription());
        assertEquals(List.of("9780142437247"), book.isbns());
        assertEquals(List.of("Whaling -- Fiction"), book.subjects());
        assertEquals(List.of("A sailor tells."), book.notes());
        assertEquals(List.of("Whales ; 3"), book.series());
        assertEquals(List.of("PS2384 .M6 1851"), book.callNumbers());
    }

    @Test
    void theListsCannotBeChanged() {
        for (List<String> list : List.of(
                book.isbns(), book.subjects(), book.notes(), book.series(), book.callNumbers())) {
            assertThrows(UnsupportedOperationException.class, list::clear);
        }
    }

    @Test
    void whatIsMissingIsNullOrAnEmptyList() {
        assertNull(nothing.controlNumber());
        assertNull(nothing.title());
        assertNull(nothing.statementOfResponsibility());
        assertNull(nothing.author());
        assertNull(nothing.edition());
        assertNull(nothing.publisher());
        assertNull(nothing.placeOfPublication());
        assertNull(nothing.publicationYear());
        assertNull(nothing.language());
        assertNull(nothing.issn());
        assertNull(nothing.physicalDescription());
        for (List<String> list : List.of(
                nothing.isbns(), nothing.subjects(), nothing.notes(), nothing.series(), nothing.callNumbers())) {
            assertEquals(List.of(), list);
        }
    }
}
