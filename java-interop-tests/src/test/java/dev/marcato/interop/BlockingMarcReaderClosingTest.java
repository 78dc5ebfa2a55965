// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marcato.MarcException;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.WatchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import kotlinx.io.RawSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockingMarcReaderClosingTest {
    private final FaultySource source = FaultySource.of(Samples.many());

    @Test
    void openingOpensTheFile() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source))) {
            assertEquals(1, source.getOpenCount());
            assertEquals(0, source.getReadCount());
            assertNotNull(reader.read());
            assertFalse(source.isClosed());
        }
    }

    @Test
    void closingClosesTheFile() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source))) {
            assertNotNull(reader.read());
        }
        assertTrue(source.isClosed());
    }

    @Test
    void closingAgainChangesNothing() throws IOException {
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source));
        reader.close();
        reader.close();
        assertEquals(1, source.getCloseCount());
    }

    @Test
    void anAbandonedLoopClosesTheFileAtTheEnd() throws IOException {
        int count = 0;
        for (Record record : BlockingMarcReader.open(WatchedFile.of(source))) {
            assertNotNull(record);
            count++;
        }
        assertEquals(Samples.MANY, count);
        assertTrue(source.isClosed());
    }

    @Test
    void anAbandonedStreamClosesTheFileAtTheEnd() throws IOException {
        assertEquals(Samples.MANY, BlockingMarcReader.open(WatchedFile.of(source)).stream().count());
        assertTrue(source.isClosed());
    }

    @Test
    void anAbandonedStreamThatWasCutShortLeavesTheFileOpen() throws IOException {
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source));
        assertEquals(1, reader.stream().limit(1).count());
        assertFalse(source.isClosed());
        reader.close();
        assertTrue(source.isClosed());
    }

    @Test
    void anAbandonedReaderClosesTheFileWhenReadingFails() throws IOException {
        FaultySource failing = source.failingAfter(100_000, new IOException("unplugged"));
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(failing));
        assertThrows(UncheckedIOException.class, () -> reader.forEach(record -> assertNotNull(record)));
        assertTrue(failing.isClosed());
    }

    @Test
    void anAbandonedReaderClosesTheFileAtBytesThatAreNoRecord() throws IOException {
        FaultySource broken = FaultySource.of(Samples.thirdIsBroken());
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(broken));
        assertThrows(MarcException.class, () -> reader.forEach(record -> assertNotNull(record)));
        assertTrue(broken.isClosed());
    }

    @Test
    void closingTheStreamClosesTheReader() throws IOException {
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source));
        try (Stream<Record> records = reader.stream()) {
            assertEquals(2, records.limit(2).count());
        }
        assertTrue(source.isClosed());
        assertThrows(IllegalStateException.class, reader::read);
    }

    @Test
    void aStreamThatCannotBeClosedSaysSo() throws IOException {
        var failure = new IOException("lost");
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source.failingToClose(failure)));
        Stream<Record> records = reader.stream();
        assertSame(failure, assertThrows(UncheckedIOException.class, records::close).getCause());
    }

    @Test
    void aFileThatCannotBeClosedSaysSo() throws IOException {
        var failure = new IOException("lost");
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(source.failingToClose(failure)));
        assertNotNull(reader.read());
        assertSame(failure, assertThrows(IOException.class, reader::close));
    }

    @Test
    void everyUseOfAClosedReaderFails() throws IOException {
        BlockingMarcReader reader = BlockingMarcReader.open(Samples.small(3));
        Iterator<Record> records = reader.iterator();
        assertTrue(records.hasNext());
        reader.close();
        assertEquals("The reader is closed", assertThrows(IllegalStateException.class, reader::read).getMessage());
        assertThrows(IllegalStateException.class, reader::readBatch);
        assertThrows(IllegalStateException.class, records::hasNext);
        assertThrows(IllegalStateException.class, records::next);
        assertThrows(IllegalStateException.class, () -> reader.forEach(record -> assertNotNull(record)));
    }

    @Test
    void aClosedReaderCannotBeStreamed() throws IOException {
        BlockingMarcReader reader = BlockingMarcReader.open(Samples.small(3));
        reader.close();
        assertThrows(IllegalStateException.class, () -> reader.stream().count());
    }

    @Test
    void whatTheCallerOpenedStaysOpen() throws IOException {
        InputStream stream = source.asInputStream();
        try (BlockingMarcReader reader = BlockingMarcReader.open(stream)) {
            assertEquals(Samples.MANY, reader.stream().count());
        }
        ReadableByteChannel channel = source.asChannel();
        try (BlockingMarcReader reader = BlockingMarcReader.open(channel)) {
            assertEquals(Samples.MANY, reader.stream().count());
        }
        RawSource raw = source.asSource();
        try (BlockingMarcReader reader = BlockingMarcReader.open(raw)) {
            assertEquals(Samples.MANY, reader.stream().count());
        }
        assertEquals(0, source.getCloseCount());
        stream.close();
        channel.close();
        raw.close();
    }

    @Test
    void noDescriptorOfTheSystemIsLeftOpen(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux lists the open files of a process there");
        Path file = Files.write(folder.resolve("many.mrc"), Samples.many());
        BlockingMarcReader closed = BlockingMarcReader.open(file);
        assertEquals(1, descriptors(file));
        closed.close();
        assertEquals(0, descriptors(file));
        assertEquals(Samples.MANY, BlockingMarcReader.open(file).stream().count());
        assertEquals(0, descriptors(file));
    }

    private static long descriptors(Path file) throws IOException {
        Path real = file.toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(link -> leadsTo(link, real)).count();
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            return false; // the one that lists the folder is gone by now
        }
    }
}
