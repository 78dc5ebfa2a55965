// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.Subfield;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LookUpTest {
    private static final Record RECORD = Record.builder()
            .field("001", "42")
            .field("008", "260101s1851    nyu           000 1 eng d")
            .field("245", '1', '0', Subfield.of('a', "Title"), Subfield.of('c', "Author"))
            .field("650", ' ', ' ', Subfield.of('a', "Sea"))
            .field("651", ' ', ' ', Subfield.of('a', "Nantucket"))
            .build();

    private static List<String> lines(Record record) {
        return record.fields().stream().map(Field::toString).skip(2).toList();
    }

    @Test
    void aValueIsFoundByTagAndCode() {
        assertEquals("Title", RECORD.get("245", 'a'));
        assertEquals("Sea", RECORD.get("6XX", 'a'));
        assertNull(RECORD.get("245", 'z'));
    }

    @Test
    void charactersAreFoundByTheirPositions() {
        assertEquals("eng", RECORD.get("008").at(35, 37));
        assertEquals("eng", RECORD.controlField("008").at(35, 37));
        assertNull(RECORD.get("008").at(39, 40));
        assertNull(RECORD.get("245").at(0, 0));
    }

    @Test
    void tagsMayBePatterns() {
        assertEquals(2, RECORD.fields("6XX").size());
        assertEquals(3, RECORD.dataFields("24X", "6XX").size());
        assertEquals(List.of("Sea", "Nantucket"), RECORD.values("65X", "a"));
        assertEquals(3, RECORD.edit(it -> it.remove("6XX")).fields().size());
        assertThrows(IllegalArgumentException.class, () -> RECORD.fields("6xx"));
    }

    /** Lambdas, and values of the types that Java has for them. */
    @Test
    void recordsAreEditedWithTypesOfJava() {
        Predicate<Field> isSubject = field -> field.tag().startsWith("6");
        UnaryOperator<Field> same = field -> field;
        Consumer<dev.marcato.DataFieldBuilder> marked = field -> field.add('9', "x");
        Record edited = RECORD.edit(it -> it
                .replace("245", same)
                .replace(isSubject, same)
                .replace("651", field -> field)
                .replace(field -> field.tag().equals("650"), field -> field)
                .addBefore(isSubject, ControlField.of("009", "b"))
                .addAfter(isSubject, ControlField.of("009", "a"))
                .editFields("650", marked)
                .editFields("651", field -> field.remove("a"))
                .editFields(field -> field.indicator1() == '1', field -> field.remove("c"))
                .removeIf(field -> field.value().equals("a"))
                .sort(Comparator.comparing(Field::tag)));
        assertEquals(List.of("009 b", "245 10 $a Title", "650    $a Sea $9 x"), lines(edited));
        assertEquals(List.of("245 10 $a Title $c Author"), lines(RECORD.edit(it -> it.removeIf(isSubject))));
    }

    @Test
    void fieldsAreEditedWithTypesOfJava() {
        Predicate<Subfield> isAuthor = subfield -> subfield.code() == 'c';
        UnaryOperator<String> upper = String::toUpperCase;
        DataField title = RECORD.dataField("245");
        assertEquals("245 10 $a TITLE", title.edit(it -> it.replace('a', upper).removeIf(isAuthor)).toString());
        assertEquals(
                "245 10 $a TITLE $c x",
                title.edit(it -> it.replace('a', value -> value.toUpperCase())
                                .replace(isAuthor, subfield -> Subfield.of('c', "x"))
                                .removeIf(subfield -> subfield.code() == 'h'))
                        .toString());
        var failure = assertThrows(
                IllegalArgumentException.class, () -> title.edit(it -> it.remove("ac")));
        assertEquals(
                "Field 245 has no subfield left; to remove the field, use remove, removeIf or editFields of a RecordBuilder",
                failure.getMessage());
    }
}
