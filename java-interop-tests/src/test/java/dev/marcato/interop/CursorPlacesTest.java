// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.FieldCursor;
import dev.marcato.MappedOutcome;
import dev.marcato.Outcome;
import dev.marcato.ParallelOptions;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.testing.Fixture;
import dev.marcato.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorPlacesTest {
    private final byte[] bytes = Fixtures.bytes(Fixture.RECORDS_1K);

    @Test
    void wherePlacesAre() throws Exception {
        FieldCursor field = FieldCursor.create();
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            Record record = reader.iterator().next();
            assertEquals(record.leader().toString().charAt(6), record.leaderAt(6));
            assertThrows(IllegalArgumentException.class, () -> record.leaderAt(24));
            byte[] raw = record.rawBytes();
            field.reset(record);
            while (field.next()) {
                assertTrue(field.byteOffset() > 24);
                for (int index = 0; field.subfields().next(); index++) {
                    assertEquals(index, field.subfields().index());
                    int start = field.subfields().byteOffset();
                    int length = field.subfields().byteLength();
                    assertEquals(field.subfields().value(), new String(raw, start, length, StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void outcomesByWorkers() throws Exception {
        List<String> expected = new ArrayList<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            reader.outcomes().forEach(outcome -> expected.add(outcome + " " + outcome.byteLength()));
        }
        ParallelOptions options = ParallelOptions.builder().workers(2).build();
        List<String> found = new ArrayList<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes);
                ParallelResults<MappedOutcome<Long>> results =
                        reader.mapOutcomesParallel(Outcome::byteLength, options)) {
            for (MappedOutcome<Long> result : results) {
                found.add(result.outcome() + " " + result.value());
                assertTrue(result.toString().contains(result.value().toString()), result.toString());
            }
        }
        assertEquals(expected, found);
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes);
                ParallelResults<MappedOutcome<Long>> results = reader.mapOutcomesParallel(Outcome::byteLength)) {
            assertEquals(expected.size(), results.stream().count());
        }
    }
}
