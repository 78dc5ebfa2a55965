// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.interop.support.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockingMarcReaderTest {
    private static final int SMALL = Samples.small("0").length;

    @Test
    void aLoopMeetsEveryRecordInOrder() throws IOException {
        var records = new ArrayList<Record>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.catalogueBytes())) {
            for (Record record : reader) records.add(record);
        }
        assertEquals(Samples.catalogue(), Samples.plain(records));
    }

    @Test
    void anIteratorMeetsEveryRecordWhetherAskedForMoreOrNot() throws IOException {
        try (BlockingMarcReader reader = open(3)) {
            Iterator<Record> records = reader.iterator();
            assertEquals("0", records.next().controlNumber());
            assertTrue(records.hasNext());
            assertTrue(records.hasNext());
            assertEquals("1", records.next().controlNumber());
            assertEquals("2", records.next().controlNumber());
            assertFalse(records.hasNext());
            assertThrows(NoSuchElementException.class, records::next);
            assertFalse(records.hasNext());
        }
    }

    @Test
    void anIteratorAndReadContinueEachOther() throws IOException {
        try (BlockingMarcReader reader = open(3)) {
            Iterator<Record> records = reader.iterator();
            assertTrue(records.hasNext());
            assertEquals("0", reader.read().controlNumber());
            assertEquals("1", records.next().controlNumber());
            assertEquals("2", reader.read().controlNumber());
            assertFalse(records.hasNext());
            assertThrows(UnsupportedOperationException.class, records::remove);
        }
    }

    @Test
    void aStreamGivesEveryRecordInOrder() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.catalogueBytes())) {
            assertEquals(Samples.catalogue(), reader.stream().map(Samples::plain).toList());
        }
    }

    @Test
    void aStreamIsSequentialAndOrderedAndHasNoNulls() throws IOException {
        try (BlockingMarcReader reader = open(2); var records = reader.stream()) {
            assertFalse(records.isParallel());
            Spliterator<Record> parts = records.spliterator();
            assertTrue(parts.hasCharacteristics(Spliterator.ORDERED | Spliterator.NONNULL));
            assertFalse(parts.hasCharacteristics(Spliterator.SIZED));
        }
    }

    @Test
    void aStreamCanBeFilteredAndCutShort() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.catalogueBytes())) {
            List<String> titles = reader.stream()
                    .filter(record -> "eng".equals(record.language()))
                    .map(Record::title)
                    .limit(2)
                    .toList();
            assertEquals(
                    List.of("Moby-Dick ; or, The whale", "Pride and prejudice : a novel, in three volumes"), titles);
        }
    }

    @Test
    void readGivesOneRecordAfterTheOtherAndThenNullForEver() throws IOException {
        try (BlockingMarcReader reader = open(2)) {
            assertEquals("0", reader.read().controlNumber());
            assertEquals("1", reader.read().controlNumber());
            assertNull(reader.read());
            assertNull(reader.read());
            assertEquals(List.of(), reader.readBatch());
            assertFalse(reader.iterator().hasNext());
        }
    }

    @Test
    void anEmptyInputHasNoRecords() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(new byte[0])) {
            assertNull(reader.read());
            assertEquals(0, reader.stream().count());
        }
    }

    @Test
    void aBatchHasUpToAHundredRecordsUnlessToldOtherwise() throws IOException {
        try (BlockingMarcReader reader = open(250)) {
            assertEquals(100, reader.readBatch().size());
            assertEquals(100, reader.readBatch().size());
            assertEquals(50, reader.readBatch().size());
            assertEquals(List.of(), reader.readBatch());
            assertEquals(List.of(), reader.readBatch());
        }
    }

    @Test
    void aBatchHasNoMoreRecordsThanAskedFor() throws IOException {
        try (BlockingMarcReader reader = open(5)) {
            assertEquals(List.of("0", "1", "2"), numbers(reader.readBatch(3)));
            assertEquals(List.of("3"), numbers(reader.readBatch(1)));
            assertEquals(List.of("4"), numbers(reader.readBatch(100)));
        }
    }

    @Test
    void aBatchHasNoMoreBytesThanAskedFor() throws IOException {
        try (BlockingMarcReader reader = open(6)) {
            assertEquals(List.of("0", "1"), numbers(reader.readBatch(100, 2 * SMALL)));
            assertEquals(List.of("2", "3"), numbers(reader.readBatch(100, 3 * SMALL - 1)));
            assertEquals(List.of("4", "5"), numbers(reader.readBatch(100, Integer.MAX_VALUE)));
        }
    }

    @Test
    void aRecordThatIsLargerThanABatchComesAlone() throws IOException {
        try (BlockingMarcReader reader = open(2)) {
            assertEquals(List.of("0"), numbers(reader.readBatch(100, 1)));
            assertEquals(List.of("1"), numbers(reader.readBatch(100, 1)));
            assertEquals(List.of(), reader.readBatch(100, 1));
        }
    }

    @Test
    void whatWasTooMuchForABatchComesNextInEveryWay() throws IOException {
        try (BlockingMarcReader reader = open(6)) {
            assertEquals(List.of("0"), numbers(reader.readBatch(100, SMALL + 1)));
            assertEquals("1", reader.read().controlNumber());
            assertEquals(List.of("2"), numbers(reader.readBatch(100, SMALL + 1)));
            Iterator<Record> records = reader.iterator();
            assertTrue(records.hasNext());
            assertEquals(List.of("3", "4"), numbers(reader.readBatch(2)));
            assertEquals("5", records.next().controlNumber());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aBatchOfNothingIsRefused(int none) throws IOException {
        try (BlockingMarcReader reader = open(1)) {
            assertEquals(
                    "A batch must have room for at least 1, not " + none,
                    assertThrows(IllegalArgumentException.class, () -> reader.readBatch(none)).getMessage());
            assertEquals(
                    "maxBytes must be at least 1, not " + none,
                    assertThrows(IllegalArgumentException.class, () -> reader.readBatch(1, none)).getMessage());
            assertNotNull(reader.read());
        }
    }

    @Test
    void aBatchCannotBeChanged() throws IOException {
        try (BlockingMarcReader reader = open(1)) {
            List<Record> batch = reader.readBatch();
            assertThrows(UnsupportedOperationException.class, batch::clear);
            assertThrows(UnsupportedOperationException.class, () -> reader.readBatch().add(batch.get(0)));
        }
    }

    @Test
    void aBatchCanBeFollowedByALoop() throws IOException {
        try (BlockingMarcReader reader = open(4)) {
            assertEquals(List.of("0", "1"), numbers(reader.readBatch(2)));
            var rest = new ArrayList<Record>();
            for (Record record : reader) rest.add(record);
            assertEquals(List.of("2", "3"), numbers(rest));
        }
    }

    @Test
    void aSecondLoopOrStreamFailsInsteadOfFindingNothing() throws IOException {
        String message = "A reader makes one pass; open another reader to read again";
        try (BlockingMarcReader reader = open(2)) {
            assertTrue(reader.iterator().hasNext());
            assertEquals(message, assertThrows(IllegalStateException.class, reader::iterator).getMessage());
            assertEquals(message, assertThrows(IllegalStateException.class, reader::stream).getMessage());
        }
        try (BlockingMarcReader reader = open(2)) {
            assertEquals(2, reader.stream().count());
            assertEquals(message, assertThrows(IllegalStateException.class, reader::stream).getMessage());
            assertEquals(message, assertThrows(IllegalStateException.class, reader::iterator).getMessage());
        }
    }

    @Test
    void recordsOutliveTheirReader() throws IOException {
        Record record;
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.catalogueBytes())) {
            record = reader.read();
        }
        assertEquals("Moby-Dick ; or, The whale", record.title());
    }

    private static BlockingMarcReader open(int count) {
        return BlockingMarcReader.open(Samples.small(count));
    }

    private static List<String> numbers(List<Record> records) {
        return records.stream().map(Record::controlNumber).toList();
    }
}
