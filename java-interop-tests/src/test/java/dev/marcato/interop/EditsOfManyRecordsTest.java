// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.ParallelOptions;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.edit.EditChange;
import dev.marcato.edit.EditSession;
import dev.marcato.edit.EditSummary;
import dev.marcato.edit.Edited;
import dev.marcato.edit.Edits;
import dev.marcato.edit.RuleSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules run over many records, by one thread and by several, and their summary says what they did. */
final class EditsOfManyRecordsTest {
    private static final Edits EDITS =
            Edits.parse("remove 990 if 001 ~ \"[02468]$\"\nremove 999\ndrop record if 001 = \"7\"\nset 245$a to \"Title\"");

    private static final List<Record> RECORDS = IntStream.range(0, 2_000)
            .mapToObj(number -> Record.builder().field("001", "" + number)
                    .field("245", '0', '0', Subfield.of('a', "Title"))
                    .field("990", ' ', ' ', Subfield.of('a', "Gift")).build())
            .toList();

    @Test
    void workersGiveTheSameInOrder() throws IOException {
        byte[] bytes = BlockingMarcWriter.toByteArray(RECORDS);
        List<String> expected = RECORDS.stream().map(EDITS).map(EditsOfManyRecordsTest::shown).toList();
        List<String> found = new ArrayList<>();
        ParallelOptions two = ParallelOptions.builder().workers(2).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes);
                ParallelResults<Edited> results = reader.mapParallel(EDITS, two)) {
            for (Edited edited : results) found.add(shown(edited));
        }
        assertEquals(expected, found);
    }

    @Test
    void aSummaryCounts() {
        EditSummary summary = EditSummary.of(EDITS);
        for (Record record : RECORDS) summary.add(EDITS.apply(record));
        assertEquals(2_000, summary.records());
        assertEquals(1_001, summary.changed());
        assertEquals(1, summary.dropped());
        assertEquals(List.of(EDITS.rules().get(1)), summary.neverMatched());
        RuleSummary removal = summary.rules().get(0);
        assertSame(EDITS.rules().get(0), removal.rule());
        assertEquals(1_000, removal.matched());
        assertEquals(1_000, removal.changed());
        assertEquals(1_000, removal.places());
        assertEquals(0, removal.dropped());
        assertEquals(0, removal.problems());
        assertEquals(List.of("990[0]", "990[0]", "990[0]"), removal.examples().stream().map(EditChange::path).toList());
        assertEquals(1, summary.rules().get(2).dropped());
        assertEquals(1_999, summary.rules().get(3).matched());
        assertEquals(0, summary.rules().get(3).changed());
        assertThrows(UnsupportedOperationException.class, () -> summary.rules().clear());
        assertThrows(UnsupportedOperationException.class, () -> removal.examples().clear());
        assertTrue(summary.toString().startsWith("1001 of 2000 records changed"), summary.toString());
    }

    @Test
    void summariesOfPartsAreAdded() {
        EditSummary whole = EditSummary.of(EDITS, 2);
        EditSummary first = EditSummary.of(EDITS, 2);
        EditSummary second = EditSummary.of(EDITS, 2);
        for (Record record : RECORDS) {
            whole.add(EDITS.apply(record));
            (record.get("001").value().length() < 4 ? first : second).add(EDITS.apply(record));
        }
        first.add(second);
        assertEquals(whole.toString(), first.toString());
        assertEquals(2, first.rules().get(0).examples().size());
    }

    @Test
    void aSessionCounts() {
        Edits edits = Edits.parse("add 590 $a \"{counter}\" unless 001 = \"1\"");
        EditSession session = edits.session();
        List<String> numbers = RECORDS.subList(0, 3).stream().map(session::apply)
                .map(edited -> String.valueOf(edited.record().get("590", 'a'))).collect(Collectors.toList());
        assertEquals(List.of("1", "null", "2"), numbers);
        assertEquals("1", edits.apply(RECORDS.get(2)).record().get("590", 'a'));
        EditSession other = edits.session();
        List<String> counted = RECORDS.subList(0, 3).stream().map(edits).map(other::counted)
                .map(edited -> String.valueOf(edited.record().get("590", 'a'))).collect(Collectors.toList());
        assertEquals(numbers, counted);
    }

    private static String shown(Edited edited) {
        return edited.isDropped() ? "dropped" : edited.record().fields() + "";
    }
}
