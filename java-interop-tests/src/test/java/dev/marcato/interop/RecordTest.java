// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.Iso2709Bytes;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordTest {
    private static final PlainRecord BOOK = PlainRecord.book(
            PlainField.control("001", "42"),
            PlainField.control("008", "260101s1851    nyu           000 1 eng d"),
            PlainField.data("245", "10", "a", "Moby-Dick ;", "b", "or, The whale /", "c", "by Herman Melville."),
            PlainField.data("650", " 0", "a", "Whaling", "v", "Fiction."),
            PlainField.data("651", " 0", "a", "Nantucket"),
            PlainField.data("650", " 0", "a", "Ship captains", "v", "Fiction."),
            PlainField.data("035", "  ", "a", "last"));

    private final Record record = Samples.read(BOOK);

    @Test
    void fieldsAreFoundByTag() {
        Field title = record.get("245");
        assertEquals("245", title.tag());
        assertEquals("Moby-Dick ; or, The whale / by Herman Melville.", title.value());
        assertEquals("or, The whale /", title.get('b'));
        assertNull(title.get('z'));
        assertNull(record.get("100"));
        assertTrue(record.contains("650"));
        assertFalse(record.contains("100"));
        assertThrows(IllegalArgumentException.class, () -> record.get("24"));
    }

    @Test
    void fieldsOfOneSortAreFoundWithoutACast() {
        ControlField number = record.controlField("001");
        assertEquals("001", number.tag());
        assertEquals("42", number.value());
        assertNull(number.get('a'));
        assertNull(record.controlField("245"));
        DataField title = record.dataField("245");
        assertEquals('1', title.indicator1());
        assertEquals('0', title.indicator2());
        assertNull(record.dataField("001"));
    }

    @Test
    void listsOfFieldsKeepTheOrderOfTheRecord() {
        assertEquals(List.of("001", "008", "245", "650", "651", "650", "035"), tags(record.fields()));
        assertEquals(List.of("001", "008"), tags(record.controlFields()));
        assertEquals(List.of("245", "650", "651", "650", "035"), tags(record.dataFields()));
        assertEquals(List.of("650", "650"), tags(record.fields("650")));
        assertEquals(List.of("001", "651"), tags(record.fields("651", "001")));
        assertEquals(List.of("650", "651", "650"), tags(record.dataFields("651", "650", "001")));
        assertEquals(List.of("650", "651", "650"), tags(record.fields("65X")));
    }

    @Test
    void valuesAreFoundByTagAndCode() {
        assertEquals(List.of("Whaling", "Fiction.", "Ship captains", "Fiction."), record.values("650", "av"));
        assertEquals(List.of(), record.values("650", "z"));
        DataField subject = record.dataField("650");
        assertEquals(List.of("Whaling", "Fiction."), subject.values("va"));
        assertEquals("Whaling Fiction.", subject.join("av"));
        assertEquals("Whaling--Fiction.", subject.join("av", "--"));
        assertEquals(List.of("Whaling", "Fiction."), subject.subfields().stream().map(Subfield::value).toList());
        assertEquals(List.of(Subfield.of('v', "Fiction.")), subject.subfields("vz"));
    }

    @Test
    void noListCanBeChanged() {
        DataField title = record.dataField("245");
        List<List<?>> lists = List.of(
                record.fields(), record.controlFields(), record.dataFields(), record.fields("650"),
                record.dataFields("650"), record.fields("6XX"), record.values("650", "a"), record.subjects(),
                title.subfields(), title.subfields("a"), title.values("ab"));
        for (List<?> list : lists) {
            assertFalse(list.isEmpty());
            assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
            assertThrows(UnsupportedOperationException.class, list::clear);
            assertThrows(UnsupportedOperationException.class, () -> list.sort((one, other) -> 0));
            assertThrows(UnsupportedOperationException.class, () -> removeFirst(list));
            assertThrows(UnsupportedOperationException.class, () -> list.listIterator(1).remove());
        }
    }

    @Test
    void aRecordReadsAsLines() {
        assertEquals(
                "LDR " + record.leader() + "\n"
                        + "001 42\n"
                        + "008 260101s1851    nyu           000 1 eng d\n"
                        + "245 10 $a Moby-Dick ; $b or, The whale / $c by Herman Melville.\n"
                        + "650  0 $a Whaling $v Fiction.\n"
                        + "651  0 $a Nantucket\n"
                        + "650  0 $a Ship captains $v Fiction.\n"
                        + "035    $a last\n",
                record.toString());
        assertEquals("001 42", record.controlField("001").toString());
        assertEquals("651  0 $a Nantucket", record.dataField("651").toString());
        assertEquals("651  0 $a Nantucket", record.get("651").toString());
        Subfield place = record.dataField("651").subfields().get(0);
        assertEquals('a', place.code());
        assertEquals("$a Nantucket", place.toString());
    }

    @Test
    void recordsWithEqualContentAreEqual() {
        Record same = Samples.read(BOOK);
        Record other = Samples.read(PlainRecord.book(PlainField.control("001", "43")));
        assertTrue(record.equals(same));
        assertEquals(record.hashCode(), same.hashCode());
        assertFalse(record.equals(other));
        assertTrue(record.sameBytes(same));
        assertFalse(record.sameBytes(record.toBuilder().build()));
        assertTrue(record.equals(record.toBuilder().build()));
    }

    @Test
    void fieldsWithEqualContentAreEqualWhereverTheyComeFrom() {
        ControlField number = ControlField.of("001", "42");
        assertTrue(number.equals(record.get("001")));
        assertEquals(number.hashCode(), record.controlField("001").hashCode());
        DataField place = DataField.of("651", ' ', '0', Subfield.of('a', "Nantucket"));
        assertTrue(place.equals(record.get("651")));
        assertEquals(place.hashCode(), record.dataField("651").hashCode());
        assertEquals(place, DataField.of("651", ' ', '0', List.of(Subfield.of('a', "Nantucket"))));
        Subfield name = Subfield.of('a', "Nantucket");
        assertTrue(name.equals(place.subfields().get(0)));
        assertEquals(name.hashCode(), place.subfields().get(0).hashCode());
        assertFalse(name.equals(Subfield.of('b', "Nantucket")));
    }

    @Test
    void theBytesThatWereReadAreAtHandAsACopy() {
        byte[] bytes = Iso2709Bytes.encode(BOOK);
        assertArrayEquals(bytes, record.rawBytes());
        record.rawBytes()[30] = 0;
        assertArrayEquals(bytes, record.rawBytes());
        assertNull(record.toBuilder().build().rawBytes());
    }

    @Test
    void aFieldIsEitherAControlFieldOrADataField() {
        for (Field field : record.fields()) {
            if (field.tag().startsWith("00")) {
                assertInstanceOf(ControlField.class, field);
            } else {
                assertInstanceOf(DataField.class, field);
            }
        }
    }

    @Test
    void whatCannotBeWrittenCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> ControlField.of("245", "a title"));
        assertThrows(IllegalArgumentException.class, () -> ControlField.of("001", "a\u001Eb"));
        assertThrows(IllegalArgumentException.class, () -> DataField.of("001", ' ', ' '));
        assertThrows(IllegalArgumentException.class, () -> DataField.of("245", 'ä', ' '));
        assertThrows(IllegalArgumentException.class, () -> Subfield.of(' ', "no code"));
        assertThrows(IllegalArgumentException.class, () -> Subfield.of('a', "\uD800"));
    }

    private static void removeFirst(List<?> list) {
        var iterator = list.iterator();
        iterator.next();
        iterator.remove();
    }

    private static List<String> tags(List<? extends Field> fields) {
        return fields.stream().map(Field::tag).toList();
    }
}
