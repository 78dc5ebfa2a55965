// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.MarcException;
import dev.marcato.MarcProblem;
import dev.marcato.ProblemCode;
import dev.marcato.ProblemPosition;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.WatchedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockingMarcReaderFailureTest {
    private static final IOException UNPLUGGED = new IOException("unplugged");

    @Test
    void aMissingFileShowsWhenItIsOpened(@TempDir Path folder) {
        Path missing = folder.resolve("missing.mrc");
        String name = missing.toString();
        assertThrows(NoSuchFileException.class, () -> BlockingMarcReader.open(missing));
        assertThrows(NoSuchFileException.class, () -> BlockingMarcReader.open(missing.toFile()));
        assertThrows(NoSuchFileException.class, () -> BlockingMarcReader.open(name));
        assertEquals(
                name, assertThrows(NoSuchFileException.class, () -> BlockingMarcReader.open(missing)).getFile());
    }

    @Test
    void aFolderShowsAtTheFirstReadAtTheLatest(@TempDir Path folder) {
        assertThrows(IOException.class, () -> {
            try (BlockingMarcReader reader = BlockingMarcReader.open(folder)) {
                reader.read();
            }
        });
    }

    @Test
    void readThrowsWhatTheInputThrewNowAndEverAfter() throws IOException {
        try (BlockingMarcReader reader = failing()) {
            assertNotNull(reader.read());
            assertNotNull(reader.read());
            assertSame(UNPLUGGED, assertThrows(IOException.class, reader::read));
            assertSame(UNPLUGGED, assertThrows(IOException.class, reader::read));
            assertSame(UNPLUGGED, assertThrows(IOException.class, reader::readBatch));
        }
    }

    @Test
    void aBatchGivesWhatCameBeforeTheFailure() throws IOException {
        try (BlockingMarcReader reader = failing()) {
            assertEquals(2, reader.readBatch().size());
            assertSame(UNPLUGGED, assertThrows(IOException.class, reader::readBatch));
        }
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.thirdIsBroken())) {
            assertEquals(2, reader.readBatch().size());
            assertThrows(MarcException.class, reader::readBatch);
            assertThrows(MarcException.class, reader::readBatch);
        }
    }

    @Test
    void anIteratorThrowsItUnchecked() throws IOException {
        try (BlockingMarcReader reader = failing()) {
            var records = new ArrayList<Record>();
            var iterator = reader.iterator();
            var failure = assertThrows(UncheckedIOException.class, () -> iterator.forEachRemaining(records::add));
            assertSame(UNPLUGGED, failure.getCause());
            assertEquals(2, records.size());
            assertSame(UNPLUGGED, assertThrows(UncheckedIOException.class, iterator::hasNext).getCause());
            assertSame(UNPLUGGED, assertThrows(UncheckedIOException.class, iterator::next).getCause());
        }
    }

    @Test
    void aStreamThrowsItUnchecked() throws IOException {
        try (BlockingMarcReader reader = failing()) {
            var records = new ArrayList<Record>();
            var failure = assertThrows(UncheckedIOException.class, () -> reader.stream().forEach(records::add));
            assertSame(UNPLUGGED, failure.getCause());
            assertEquals(2, records.size());
        }
    }

    @Test
    void bytesThatAreNoRecordShowAfterTheRecordsBeforeThem() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.thirdIsBroken())) {
            var records = new ArrayList<Record>();
            var iterator = reader.iterator();
            assertThrows(MarcException.class, () -> iterator.forEachRemaining(records::add));
            assertEquals(2, records.size());
            assertThrows(MarcException.class, iterator::hasNext);
            assertThrows(MarcException.class, reader::read);
        }
    }

    @Test
    void aFileThatCannotBeClosedHidesNothing() throws IOException {
        var lost = new IOException("lost");
        FaultySource broken = FaultySource.of(Samples.thirdIsBroken()).failingToClose(lost);
        try (BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(broken))) {
            assertEquals(2, reader.readBatch().size());
            var failure = assertThrows(MarcException.class, reader::read);
            assertEquals(List.of(lost), List.of(failure.getSuppressed()));
        }
        FaultySource good = FaultySource.of(Samples.small(1)).failingToClose(lost);
        try (BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(good))) {
            assertEquals(1, reader.readBatch().size());
            assertSame(lost, assertThrows(IOException.class, reader::readBatch));
            assertSame(lost, assertThrows(IOException.class, reader::read));
        }
    }

    @Test
    void aProblemTellsWhatIsWrongAndWhere() {
        int good = Samples.small("0").length;
        int offset = 24 + 3 * 12 + 1 + "bad1.  .aWhales.  .a".length();
        MarcException failure = brokenField();
        MarcProblem problem = failure.problem();
        ProblemPosition position = problem.position();
        assertAll(
                () -> assertSame(ProblemCode.TEXT_NOT_UTF_8, problem.code()),
                () -> assertEquals(Long.valueOf(2), position.recordIndex()),
                () -> assertEquals(2L * good + offset, position.byteOffset()),
                () -> assertEquals(offset, position.offsetInRecord()),
                () -> assertEquals("650", position.tag()),
                () -> assertEquals(Integer.valueOf(2), position.occurrence()),
                () -> assertEquals(Character.valueOf('a'), position.subfieldCode()),
                () -> assertEquals("bad1", position.controlNumber()),
                () -> assertEquals("bytes FF 68 69 70", problem.found()),
                () -> assertEquals("UTF-8, as leader/09 says", problem.expected()),
                () -> assertEquals(problem.toString(), failure.getMessage()));
    }

    @Test
    void whatIsNotKnownOfTheProblemIsNull() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open("no record".getBytes(StandardCharsets.US_ASCII))) {
            ProblemPosition position = assertThrows(MarcException.class, reader::read).problem().position();
            assertEquals(Long.valueOf(0), position.recordIndex());
            assertNull(position.tag());
            assertNull(position.occurrence());
            assertNull(position.subfieldCode());
            assertNull(position.controlNumber());
        }
    }

    @Test
    void aProblemReadsAsALine() {
        MarcProblem problem = brokenField().problem();
        String place = "record 2 (001 bad1), byte " + problem.position().byteOffset() + " (offset 81 in the record), "
                + "field 650[2] $a";
        assertEquals(place, problem.position().toString());
        assertEquals(
                "TEXT_NOT_UTF_8 in " + place + ": found " + problem.found() + ", expected " + problem.expected(),
                problem.toString());
    }

    @Test
    void aFailureCanBeSentToAnotherProcess() throws Exception {
        MarcException failure = brokenField();
        var sent = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(sent)) {
            out.writeObject(failure);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertEquals(failure.problem(), ((MarcException) in.readObject()).problem());
        }
    }

    @Test
    void equalProblemsAreEqual() {
        MarcProblem problem = brokenField().problem();
        MarcProblem same = brokenField().problem();
        assertEquals(true, problem.equals(same));
        assertEquals(problem.hashCode(), same.hashCode());
        ProblemPosition position = problem.position();
        assertEquals(true, position.equals(same.position()));
        assertEquals(position.hashCode(), same.position().hashCode());
        MarcProblem other = assertThrows(MarcException.class, () -> Samples.read(Samples.notUtf8())).problem();
        assertNotEquals(problem, other);
        assertNotEquals(position, other.position());
    }

    /** A reader whose file fails after two records. */
    private static BlockingMarcReader failing() throws IOException {
        byte[] bytes = Samples.small(4);
        FaultySource source = FaultySource.of(bytes).failingAfter(bytes.length / 2 + 7, UNPLUGGED);
        return BlockingMarcReader.open(source.asInputStream());
    }

    private static MarcException brokenField() {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.thirdIsBroken())) {
            assertEquals(2, reader.readBatch().size());
            return assertThrows(MarcException.class, reader::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
