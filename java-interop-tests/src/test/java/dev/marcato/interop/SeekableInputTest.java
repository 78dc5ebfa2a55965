// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcFormat;
import dev.marcato.Outcome;
import dev.marcato.ParallelOptions;
import dev.marcato.ReadOptions;
import dev.marcato.ReadSplit;
import dev.marcato.Record;
import dev.marcato.SeekableInput;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.testing.Catalogue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that Java callers make themselves, and their splits. */
final class SeekableInputTest {
    private static final int RECORDS = 1_500;
    private static final byte[] BYTES = Catalogue.ordinary().toByteArray(RECORDS);
    private static final ReadOptions LENIENT =
            ReadOptions.builder().strictness(Strictness.LENIENT).build();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("records.mrc"), BYTES);
    }

    /** Reads a file by means of its own, and counts its sessions. */
    private static final class RandomAccessInput implements SeekableInput {
        private final Path path;
        private final IOException failure;
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        RandomAccessInput(Path path) {
            this(path, null);
        }

        RandomAccessInput(Path path, IOException failure) {
            this.path = path;
            this.failure = failure;
        }

        @Override
        public Session open() throws IOException {
            var access = new RandomAccessFile(path.toFile(), "r");
            opened.incrementAndGet();
            return new Session() {
                @Override
                public long size() throws IOException {
                    return access.length();
                }

                @Override
                public int read(long position, byte[] into, int start, int end) throws IOException {
                    if (failure != null && position > 700_000) throw failure;
                    access.seek(position);
                    return access.read(into, start, Math.min(end - start, 5_000));
                }

                @Override
                public void close() throws IOException {
                    closed.incrementAndGet();
                    access.close();
                }
            };
        }

        void assertClosed() {
            assertTrue(opened.get() > 0);
            assertEquals(opened.get(), closed.get());
        }

        @Override
        public String toString() {
            return "random access to " + path.getFileName();
        }
    }

    private static List<String> records(BlockingMarcReader reader) throws IOException {
        try (reader) {
            return reader.stream().map(Record::toString).toList();
        }
    }

    private static List<String> expected() throws IOException {
        return records(BlockingMarcReader.open(BYTES));
    }

    @Test
    void anInputOfOnesOwnIsReadLikeAFile() throws IOException {
        var input = new RandomAccessInput(file);
        assertEquals(expected(), records(BlockingMarcReader.open(input)));
        assertEquals(expected(), records(BlockingMarcReader.open(input, LENIENT)));
        try (var reader = BlockingMarcReader.open(input, LENIENT)) {
            Outcome second = reader.outcomes().skip(1).findFirst().orElseThrow();
            assertArrayEquals(((Outcome.Read) second).record().rawBytes(), reader.bytesOf(second));
        }
        input.assertClosed();
    }

    @Test
    void severalWorkersReadIt() throws IOException {
        var input = new RandomAccessInput(file);
        var workers = ParallelOptions.builder().workers(3).build();
        var openedBefore = input.opened.get();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Function<Record, String> text = record -> {
            threads.add(Thread.currentThread());
            return record.toString();
        };
        try (var results = BlockingMarcReader.open(input).mapParallel(text, workers)) {
            List<String> found = new ArrayList<>();
            results.forEach(found::add);
            assertEquals(expected(), found);
        }
        assertFalse(threads.contains(Thread.currentThread()));
        // The reader has opened it, and the work once for all workers.
        assertEquals(2, input.opened.get() - openedBefore);
        input.assertClosed();
    }

    @Test
    void aFailureArrivesUnwrapped() throws IOException {
        var failure = new IOException("planted");
        var input = new RandomAccessInput(file, failure);
        try (var reader = BlockingMarcReader.open(input)) {
            var thrown = assertThrows(IOException.class, () -> {
                while (reader.read() != null) {}
            });
            assertSame(failure, thrown);
        }
        try (var results = BlockingMarcReader.open(input).mapParallel(Record::toString)) {
            var thrown = assertThrows(UncheckedIOException.class, () -> results.forEach(title -> {}));
            assertSame(failure, thrown.getCause());
        }
        SeekableInput closed = () -> {
            throw failure;
        };
        assertSame(failure, assertThrows(IOException.class, () -> BlockingMarcReader.open(closed)));
        assertSame(failure, assertThrows(IOException.class, () -> BlockingMarcReader.splits(closed, 1)));
        input.assertClosed();
    }

    @Test
    void whatJavaOffersIsAnInput() throws IOException {
        SeekableInput.Channels channels = () -> FileChannel.open(file);
        try (var channel = FileChannel.open(file)) {
            for (SeekableInput input : List.of(
                    SeekableInput.of(file),
                    SeekableInput.of("channels", channels),
                    SeekableInput.of("files", () -> Files.newByteChannel(file)),
                    SeekableInput.of(channel),
                    SeekableInput.of(BYTES),
                    SeekableInput.of(ByteBuffer.wrap(BYTES)))) {
                assertEquals(expected(), records(BlockingMarcReader.open(input)));
                try (SeekableInput.Session session = input.open()) {
                    assertEquals(BYTES.length, session.size());
                    var read = new byte[4];
                    assertTrue(session.read(100, read, 1, 3) > 0);
                    assertEquals(BYTES[100], read[1]);
                    assertEquals(-1, session.read(BYTES.length, read, 0, 4));
                }
            }
            assertTrue(channel.isOpen());
            assertEquals("channels", SeekableInput.of("channels", channels).toString());
            assertEquals(BYTES.length, channels.open().size());
        }
    }

    @Test
    void splitsAreReadInThreadsAndByTheirText() throws Exception {
        var input = new RandomAccessInput(file);
        List<ReadSplit> splits = BlockingMarcReader.splits(input, 100_000);
        assertEquals((BYTES.length + 99_999) / 100_000, splits.size());
        assertEquals(splits, BlockingMarcReader.splits(SeekableInput.of(BYTES), 100_000, LENIENT));
        assertThrows(UnsupportedOperationException.class, splits::clear);
        var pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<String>>> parts = new ArrayList<>();
            for (ReadSplit split : splits) {
                String text = split.toText();
                parts.add(pool.submit(() -> records(BlockingMarcReader.openRange(input, ReadSplit.parse(text)))));
            }
            List<String> found = new ArrayList<>();
            for (var part : parts) found.addAll(part.get());
            assertEquals(expected(), found);
        } finally {
            pool.shutdown();
        }
        input.assertClosed();
    }

    @Test
    void aRangeIsReadByItsOffsets() throws IOException {
        SeekableInput input = SeekableInput.of(file);
        List<String> found = new ArrayList<>();
        for (long from = 0; from < BYTES.length; from += 99_999) {
            found.addAll(records(BlockingMarcReader.openRange(input, from, from + 99_999, LENIENT)));
        }
        assertEquals(expected(), found);
        assertEquals(1, records(BlockingMarcReader.openRange(input, 0, 1)).size());
        assertThrows(IllegalArgumentException.class, () -> BlockingMarcReader.openRange(input, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> BlockingMarcReader.splits(input, 0));
    }

    @Test
    void aSplitIsAValue() {
        ReadSplit split = ReadSplit.parse("marcato-split-1:from=10,until=20,size=30");
        assertEquals(10, split.from());
        assertEquals(20, split.until());
        assertEquals(30, split.inputSize());
        assertFalse(split.isWhole());
        assertEquals("marcato-split-1:from=10,until=20,size=30", split.toText());
        assertEquals("bytes 10..<20 of 30", split.toString());
        assertEquals(split, ReadSplit.parse(split.toText()));
        assertEquals(split.hashCode(), ReadSplit.parse(split.toText()).hashCode());
        assertFalse(split.equals(ReadSplit.parse("marcato-split-1:from=10,until=21,size=30")));
        var failure = assertThrows(IllegalArgumentException.class, () -> ReadSplit.parse("10-20"));
        assertTrue(failure.getMessage().contains("\"10-20\""));
    }

    @Test
    void whatCanOnlyBeReadAsAWholeIsOneSplitAndHasNoRanges() throws IOException {
        var options = ReadOptions.builder().format(MarcFormat.JSON_LINES).build();
        SeekableInput input = SeekableInput.of(Files.writeString(
                folder.resolve("one.ndjson"), "{\"leader\":\"00000nam a2200000 a 4500\",\"fields\":[{\"001\":\"1\"}]}\n"));
        ReadSplit whole = BlockingMarcReader.splits(input, 5, options).get(0);
        assertTrue(whole.isWhole());
        assertEquals(1, records(BlockingMarcReader.openRange(input, whole, options)).size());
        var failure = assertThrows(IOException.class, () -> BlockingMarcReader.openRange(input, 5, 10, options));
        assertTrue(failure.getMessage().contains("JSON_LINES"), failure.getMessage());
    }
}
