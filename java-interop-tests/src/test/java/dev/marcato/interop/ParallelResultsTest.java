// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import dev.marcato.TextCheck;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.MarcProblem;
import dev.marcato.ParallelOptions;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.SeekableInput;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.Fixture;
import dev.marcato.testing.Fixtures;
import dev.marcato.testing.WatchedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParallelResultsTest {
    private static final ParallelOptions THREE = ParallelOptions.builder().workers(3).build();

    @TempDir
    private static Path folder;

    // More than a megabyte, so that it is cut.
    private static byte[] bytes;
    private static Path file;
    private static List<String> expected;

    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    @BeforeAll
    static void makeFile() throws IOException {
        bytes = Fixtures.bytes(Fixture.RECORDS_1K);
        file = folder.resolve("records.mrc");
        Files.write(file, bytes);
        expected = BlockingMarcReader.open(bytes).stream().map(Record::toString).collect(Collectors.toList());
    }

    @AfterEach
    void endThreads() {
        pool.shutdownNow();
    }

    @Test
    void resultsComeInOrderFromEveryKindOfInput() throws IOException {
        for (Object input : List.of(file, bytes, Arrays.copyOf(bytes, 600), new ByteArrayInputStream(bytes))) {
            int count = input instanceof byte[] && ((byte[]) input).length == 600 ? 0 : expected.size();
            ReadOptions options = ReadOptions.builder().strictness(Strictness.LENIENT).build();
            var found = new ArrayList<String>();
            try (var results = open(input, options).mapParallel(Record::toString, THREE)) {
                for (String result : results) found.add(result);
            }
            if (count > 0) assertEquals(expected, found);
            else assertEquals(1, found.size());
        }
    }

    @Test
    void theyCanBeStreamedAndNeedNoOptions() throws IOException {
        try (var results = BlockingMarcReader.open(file).<String>mapParallel(Record::toString)) {
            assertEquals(expected, results.stream().collect(Collectors.toList()));
        }
    }

    @Test
    void withoutOrderAllOfThemCome() throws IOException {
        try (var results = BlockingMarcReader.open(file).mapParallelUnordered(Record::toString, THREE)) {
            assertEquals(sorted(expected), sorted(results.stream().collect(Collectors.toList())));
        }
        try (var results = BlockingMarcReader.open(bytes).<String>mapParallelUnordered(Record::toString)) {
            assertEquals(sorted(expected), sorted(results.stream().collect(Collectors.toList())));
        }
    }

    @Test
    void aResultMayBeNull() {
        try (ParallelResults<String> results = BlockingMarcReader.open(bytes).mapParallel(record -> null, THREE)) {
            assertNull(results.iterator().next());
        }
    }

    @Test
    void thereIsOnePassWithAnEnd() {
        try (var results = BlockingMarcReader.open(Samples.small(3)).mapParallel(Record::controlNumber, THREE)) {
            var iterator = results.iterator();
            assertThrows(IllegalStateException.class, results::iterator);
            assertThrows(IllegalStateException.class, results::stream);
            for (int i = 0; i < 3; i++) iterator.next();
            for (int i = 0; i < 3; i++) assertFalse(iterator.hasNext());
            assertThrows(NoSuchElementException.class, iterator::next);
            assertThrows(UnsupportedOperationException.class, iterator::remove);
        }
    }

    @Test
    void theExecutorGivenDoesTheWork() throws IOException {
        var threads = ConcurrentHashMap.<String>newKeySet();
        var options = ParallelOptions.builder().workers(3).executor(pool).build();
        Function<Record, String> note = record -> {
            threads.add(Thread.currentThread().getName());
            return record.title();
        };
        try (var results = BlockingMarcReader.open(file).mapParallel(note, options)) {
            results.stream().forEach(title -> { });
        }
        assertTrue(threads.stream().allMatch(name -> name.startsWith("pool-")), threads.toString());
    }

    @Test
    void whatTheFunctionThrowsComesUnchangedAfterTheResultsBeforeIt() throws IOException {
        for (Throwable planted : List.of(new IllegalStateException("planted"), new AssertionError("planted"))) {
            for (Object input : List.of(file, bytes, new ByteArrayInputStream(bytes))) {
                Function<Record, String> function = record -> {
                    if (record.toString().equals(expected.get(500))) sneak(planted);
                    return record.toString();
                };
                try (var results = open(input, ReadOptions.DEFAULT).mapParallel(function, THREE)) {
                    var found = new ArrayList<String>();
                    var iterator = results.iterator();
                    var thrown = assertThrows(Throwable.class, () -> iterator.forEachRemaining(found::add));
                    assertSame(planted, thrown);
                    assertEquals(expected.subList(0, 500), found);
                    assertSame(planted, assertThrows(Throwable.class, iterator::hasNext));
                }
            }
        }
    }

    @Test
    void ioFailuresAreUncheckedAndBadBytesAreNot() throws IOException {
        var unplugged = new IOException("unplugged");
        var stream = FaultySource.of(bytes).failingAfter(700_000, unplugged).asInputStream();
        try (var results = BlockingMarcReader.open(stream).mapParallel(Record::title, THREE)) {
            var failure = assertThrows(UncheckedIOException.class, () -> results.forEach(title -> { }));
            assertSame(unplugged, failure.getCause());
        }
        try (var results = BlockingMarcReader.open(Samples.thirdIsBroken()).mapParallel(Record::title, THREE)) {
            var titles = results.iterator();
            titles.next();
            titles.next();
            assertThrows(MarcException.class, titles::next);
        }
    }

    @Test
    void problemsAreToldToTheThreadThatIterates() throws IOException {
        var problems = new ArrayList<MarcProblem>();
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var options = ReadOptions.builder().strictness(Strictness.LENIENT).onProblem(problem -> {
            problems.add(problem);
            threads.add(Thread.currentThread());
        }).build();
        byte[] cutOff = Arrays.copyOf(bytes, bytes.length - 10);
        try (var results = BlockingMarcReader.open(cutOff, options).mapParallel(Record::title, THREE)) {
            results.forEach(title -> { });
        }
        assertEquals(999L, problems.get(0).position().recordIndex());
        assertEquals(List.of(Thread.currentThread()), new ArrayList<>(threads));
    }

    @Test
    void closingEndsTheWorkAndClosesTheFile() throws IOException {
        var source = FaultySource.of(Samples.many());
        var reader = BlockingMarcReader.open(WatchedFile.of(source));
        var results = reader.mapParallel(Record::title, THREE);
        var titles = results.iterator();
        assertTrue(titles.hasNext());
        results.close();
        results.close();
        assertTrue(source.isClosed());
        assertThrows(IllegalStateException.class, titles::hasNext);
        reader.close();

        var other = BlockingMarcReader.open(file);
        var untouched = other.mapParallel(Record::title, THREE);
        other.close();
        assertThrows(IllegalStateException.class, untouched.iterator()::hasNext);
    }

    @Test
    void closingWaitsForFunctionsUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var running = new ConcurrentHashMap<Record, Boolean>();
        Function<Record, String> slow = record -> {
            if (record.toString().equals(expected.get(0))) return "first";
            running.put(record, true);
            begun.countDown();
            await(release);
            running.remove(record);
            return "later";
        };
        var results = BlockingMarcReader.open(file).mapParallel(slow, THREE);
        var closer = new Thread(() -> {
            results.iterator().next();
            await(begun);
            results.close();
        });
        closer.start();
        await(begun);
        assertTrue(closer.isAlive());
        release.countDown();
        closer.join(TimeUnit.MINUTES.toMillis(1));
        assertFalse(closer.isAlive());
        assertEquals(0, running.size());
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        Function<Record, String> stuck = record -> {
            begun.countDown();
            await(release);
            return "";
        };
        var outcome = new AtomicReference<Throwable>();
        var staysInterrupted = new AtomicReference<Boolean>();
        var waiting = new Thread(() -> {
            try (var results = BlockingMarcReader.open(file).mapParallel(stuck, THREE)) {
                var answers = results.iterator();
                outcome.set(assertThrows(UncheckedIOException.class, answers::next));
                assertSame(outcome.get(), assertThrows(UncheckedIOException.class, answers::hasNext));
                release.countDown();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            staysInterrupted.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        await(begun);
        waiting.interrupt();
        waiting.join(TimeUnit.MINUTES.toMillis(1));
        assertFalse(waiting.isAlive());
        assertInstanceOf(InterruptedIOException.class, outcome.get().getCause());
        assertTrue(staysInterrupted.get());
    }

    @Test
    void aReaderGivesEitherRecordsOrResults() throws IOException {
        try (var reader = BlockingMarcReader.open(bytes)) {
            reader.read();
            assertThrows(IllegalStateException.class, () -> reader.mapParallel(Record::title, THREE));
        }
        try (var reader = BlockingMarcReader.open(bytes)) {
            reader.mapParallel(Record::title, THREE);
            assertThrows(IllegalStateException.class, reader::read);
            assertThrows(IllegalStateException.class, reader::stream);
        }
    }

    @Test
    void rangesHaveEverythingOnce() throws IOException {
        var found = new ArrayList<String>();
        var options = ReadOptions.builder().textCheck(TextCheck.NONE).build();
        for (long from = 0; from < bytes.length; from += 99_999) {
            try (var reader = BlockingMarcReader.openRange(SeekableInput.of(file), from, from + 99_999)) {
                for (Record record : reader) found.add(record.toString());
            }
        }
        assertEquals(expected, found);
        var first = BlockingMarcReader.openRange(SeekableInput.of(bytes), 0, 1).stream().map(Record::toString).toList();
        assertEquals(expected.subList(0, 1), first);
        assertEquals(first, BlockingMarcReader.openRange(SeekableInput.of(bytes), 0, 1, options).stream().map(Record::toString).toList());
        try (var range = BlockingMarcReader.openRange(SeekableInput.of(file), 1, bytes.length, options)) {
            try (var results = range.mapParallel(Record::toString, THREE)) {
                assertEquals(expected.subList(1, 1000), results.stream().toList());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> BlockingMarcReader.openRange(SeekableInput.of(file), 2, 1));
    }

    @Test
    void optionsSayWhatTheyAre() {
        var options = ParallelOptions.builder().workers(2).windowRecords(30).windowBytes(4_000).executor(pool).build();
        assertEquals(2, options.workers());
        assertEquals(30, options.windowRecords());
        assertEquals(4_000, options.windowBytes());
        assertEquals(options.toString(), options.toBuilder().build().toString());
        assertEquals(options.toText(), ParallelOptions.parse(options.toText()).toText());
        assertEquals("", ParallelOptions.DEFAULT.toText());
        var failure = assertThrows(IllegalArgumentException.class, () -> ParallelOptions.builder().workers(0).build());
        assertEquals("workers must be at least 1, not 0", failure.getMessage());
    }

    private static BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
        if (input instanceof Path path) return BlockingMarcReader.open(path, options);
        if (input instanceof byte[] array) return BlockingMarcReader.open(array, options);
        return BlockingMarcReader.open((InputStream) input, options);
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().collect(Collectors.toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sneak(Throwable planted) {
        if (planted instanceof Error) throw (Error) planted;
        throw (RuntimeException) planted;
    }
}
