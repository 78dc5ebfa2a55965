// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.DataFieldBuilder;
import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.RecordBuilder;
import dev.marcato.Subfield;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class EditingTest {
    private static final DataField NOTE = DataField.of("500", ' ', ' ', Subfield.of('a', "Note"));

    private final Record record = Record.builder()
            .field("001", "42")
            .field("245", '1', '0', Subfield.of('a', "Title /"), Subfield.of('c', "Author"))
            .field("650", ' ', ' ', Subfield.of('a', "Sea"))
            .field("650", ' ', ' ', Subfield.of('a', "Ships"))
            .build();

    private List<String> edited(Consumer<RecordBuilder> changes) {
        RecordBuilder builder = record.toBuilder();
        changes.accept(builder);
        return builder.build().fields().stream().map(Field::toString).toList();
    }

    private String title(Consumer<DataFieldBuilder> changes) {
        return edited(it -> it.editFields("245", changes)).get(1);
    }

    @Test
    void fieldsAreAddedWhereTheyBelong() {
        String note = NOTE.toString();
        assertEquals(1, edited(it -> it.addBefore("245", NOTE)).indexOf(note));
        assertEquals(3, edited(it -> it.addBefore(field -> field.value().equals("Ships"), NOTE)).indexOf(note));
        assertEquals(1, edited(it -> it.addAfter("001", NOTE)).indexOf(note));
        assertEquals(3, edited(it -> it.addAfter(field -> field.value().equals("Sea"), NOTE)).indexOf(note));
        assertEquals(2, edited(it -> it.addInOrder(NOTE)).indexOf(note));
    }

    @Test
    void fieldsAreReplacedRemovedAndSorted() {
        assertEquals("001 43", edited(it -> it.set(ControlField.of("001", "43"))).get(0));
        assertEquals("001 42x", edited(it -> it.replace("001", field -> ControlField.of("001", "42x"))).get(0));
        assertEquals(NOTE.toString(), edited(it -> it.replace(field -> field.tag().equals("245"), field -> NOTE)).get(1));
        assertEquals(3, edited(it -> it.removeIf(field -> field.value().equals("Sea"))).size());
        assertEquals("001 42", edited(it -> it.add(ControlField.of("000", "x")).sort()).get(1));
        assertEquals("001 42", edited(it -> it.sort(Comparator.comparing(Field::value))).get(0));
    }

    @Test
    void subfieldsAreAddedReplacedAndRemoved() {
        assertEquals("245 10 $a Title / $c Author $h map", title(it -> it.add('h', "map")));
        assertEquals("245 10 $a Title / $c Author $h map", title(it -> it.add(Subfield.of('h', "map"))));
        assertEquals("245 10 $a New $c Author", title(it -> it.set('a', "New")));
        assertEquals("245 10 $a TITLE / $c Author", title(it -> it.replace('a', String::toUpperCase)));
        assertEquals(
                "245 10 $a Title / $c x",
                title(it -> it.replace(each -> each.code() == 'c', each -> Subfield.of('c', "x"))));
        assertEquals("245 10 $a Title /", title(it -> it.remove("c")));
        assertEquals("245 10 $a Title /", title(it -> it.removeIf(each -> each.value().equals("Author"))));
        assertEquals("245 10 $c Author $a Title /", title(it -> it.subfields().sort(Comparator.comparing(Subfield::value))));
    }

    @Test
    void tagAndIndicatorsAreChanged() {
        assertEquals("246 34 $a Title / $c Author", title(it -> it.tag("246").indicator1('3').indicator2('4')));
        assertEquals(
                "650    $a Whales",
                edited(it -> it.editFields(field -> field.value().equals("Sea"), each -> each.set('a', "Whales"))).get(2));
    }

    @Test
    void aFieldIsBuiltAndBuiltOn() {
        DataFieldBuilder builder = DataField.builder("500", ' ', ' ').add('a', "Note");
        assertEquals(NOTE, builder.build());
        DataFieldBuilder again = NOTE.toBuilder();
        assertEquals("500", again.tag());
        assertEquals(' ', again.indicator1());
        assertEquals(' ', again.indicator2());
        assertThrows(IllegalArgumentException.class, () -> again.remove("a").build());
    }
}
