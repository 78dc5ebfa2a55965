// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.ParallelOptions;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Sourced;
import dev.marcato.blocking.BlockingMarcFiles;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.WatchedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarcFilesTest {
    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void writeFiles() throws IOException {
        first = folder.resolve("1.mrc");
        second = folder.resolve("2.mrc");
        Files.write(first, Samples.small(3));
        Files.write(second, Samples.many());
        for (int i = 0; i < 3; i++) expected.add("1.mrc");
        for (int i = 0; i < Samples.MANY; i++) expected.add("2.mrc");
    }

    @Test
    void recordsKnowTheirFiles() {
        try (var files = BlockingMarcFiles.open(folder, "*.mrc")) {
            var found = new ArrayList<String>();
            for (Sourced<Record> record : files) found.add(name(record));
            assertEquals(expected, found);
        }
        try (var stream = BlockingMarcFiles.open(List.of(first, second), ReadOptions.DEFAULT).stream()) {
            assertEquals(expected, stream.map(MarcFilesTest::name).collect(Collectors.toList()));
        }
    }

    @Test
    void theyCanBeTransformedInParallel() {
        var options = ParallelOptions.builder().workers(2).build();
        try (var results = BlockingMarcFiles.open(List.of(first, second)).mapParallel(MarcFilesTest::name, options)) {
            assertEquals(expected, results.stream().collect(Collectors.toList()));
        }
        try (var files = BlockingMarcFiles.open(folder, "*.mrc", ReadOptions.DEFAULT)) {
            assertEquals("1.mrc", files.<String>mapParallel(MarcFilesTest::name).iterator().next());
        }
    }

    @Test
    void recordsWithTheirFilesAreValues() {
        Sourced<Record> one = BlockingMarcFiles.open(List.of(first)).iterator().next();
        Sourced<Record> same = BlockingMarcFiles.open(List.of(first)).iterator().next();
        assertEquals(one, same);
        assertTrue(one.equals(same));
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, BlockingMarcFiles.open(List.of(second)).iterator().next());
        assertTrue(one.toString().endsWith(" from " + first));
        assertEquals(Samples.read(Samples.small(1)).fields().size(), one.value().fields().size());
    }

    @Test
    void thereIsOnePass() {
        var files = BlockingMarcFiles.open(List.of(first));
        var records = files.iterator();
        assertThrows(IllegalStateException.class, files::iterator);
        assertThrows(IllegalStateException.class, files::stream);
        for (int i = 0; i < 3; i++) records.next();
        assertFalse(records.hasNext());
        assertThrows(NoSuchElementException.class, records::next);
        assertThrows(UnsupportedOperationException.class, records::remove);
        files.close();
        assertThrows(IllegalStateException.class, records::hasNext);
    }

    @Test
    void theFirstFailureEndsItForEver() throws IOException {
        Path missing = folder.resolve("missing.mrc");
        try (var files = BlockingMarcFiles.open(List.of(first, missing))) {
            var records = files.iterator();
            for (int i = 0; i < 3; i++) records.next();
            var failure = assertThrows(UncheckedIOException.class, records::next);
            assertInstanceOf(NoSuchFileException.class, failure.getCause());
            assertSame(failure, assertThrows(UncheckedIOException.class, records::next));
        }
        Files.write(first, Samples.thirdIsBroken());
        try (var files = BlockingMarcFiles.open(List.of(first, second))) {
            var records = files.iterator();
            records.next();
            records.next();
            var failure = assertThrows(MarcException.class, records::next);
            assertSame(failure, assertThrows(MarcException.class, records::hasNext));
        }
    }

    @Test
    void closingClosesTheFileThatIsRead() throws IOException {
        var source = FaultySource.of(Samples.many()).inChunksOf(1_000);
        var files = BlockingMarcFiles.open(List.of(WatchedFile.of(source)));
        files.iterator().next();
        assertFalse(source.isClosed());
        files.close();
        assertTrue(source.isClosed());
    }

    private static String name(Sourced<Record> record) {
        return record.source().getFileName().toString();
    }
}
