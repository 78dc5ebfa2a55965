// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.marcato.Record;
import dev.marcato.interop.support.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Java file imports {@code java.lang.Record} without saying so; the import of the one named here goes first. */
final class JavaLangRecordTest {
    private record Row(String title, Record source) {
    }

    @Test
    void theImportedRecordIsTheMarcRecord() {
        Record record = Samples.read(Samples.catalogueBytes());
        assertEquals("Moby-Dick ; or, The whale", record.title());
        assertFalse(java.lang.Record.class.isAssignableFrom(Record.class));
    }

    @Test
    void aJavaRecordMayHoldAMarcRecord() {
        Record record = Samples.read(Samples.catalogueBytes());
        var row = new Row(record.title(), record);
        java.lang.Record asJavaRecord = assertInstanceOf(java.lang.Record.class, row);
        assertEquals(new Row("Moby-Dick ; or, The whale", Samples.read(Samples.catalogueBytes())), asJavaRecord);
    }

    @Test
    void bothMayStandInOneSignature() {
        Record record = Samples.read(Samples.catalogueBytes());
        assertEquals(List.of("sample0001", "Row"), describe(record, new Row("", record)));
    }

    private static List<String> describe(Record marc, java.lang.Record row) {
        return List.of(marc.controlNumber(), row.getClass().getSimpleName());
    }
}
