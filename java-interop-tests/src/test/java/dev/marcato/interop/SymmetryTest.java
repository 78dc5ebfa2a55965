// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.MarcProblem;
import dev.marcato.Outcome;
import dev.marcato.ParallelOptions;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Sourced;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcFiles;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.ProblemCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of records can be asked of outcomes, and what of one file, of many. */
final class SymmetryTest {
    private static final ReadOptions LENIENT =
            ReadOptions.builder().strictness(Strictness.LENIENT).build();
    private static final ParallelOptions TWO = ParallelOptions.builder().workers(2).build();
    private static final Predicate<Record> EVEN =
            record -> Integer.parseInt(record.controlNumber().trim()) % 2 == 0;

    @TempDir
    private Path folder;

    private Path first;
    private Path damaged;
    private Path last;

    @BeforeEach
    void writeFiles() throws IOException {
        first = Files.write(folder.resolve("1.mrc"), Samples.small(4));
        damaged = Files.write(folder.resolve("2.mrc"), Samples.thirdIsBroken());
        last = Files.write(Files.createDirectories(folder.resolve("below")).resolve("3.mrc"), Samples.small(2));
    }

    @Test
    void outcomesComeInBatches() throws IOException {
        List<Outcome> expected;
        try (BlockingMarcReader reader = BlockingMarcReader.open(damaged, LENIENT)) {
            expected = reader.outcomes().toList();
        }
        var found = new ArrayList<Outcome>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(damaged, LENIENT)) {
            for (var batch = reader.readOutcomeBatch(); !batch.isEmpty(); batch = reader.readOutcomeBatch(2)) {
                found.addAll(batch);
            }
            assertEquals(List.of(), reader.readOutcomeBatch(1, 1));
            assertThrows(IllegalStateException.class, reader::readBatch);
        }
        assertEquals(expected.toString(), found.toString());
        assertThrows(UnsupportedOperationException.class, () -> BlockingMarcReader.open(damaged)
                .readOutcomeBatch()
                .clear());
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.small(1))) {
            assertThrows(IllegalArgumentException.class, () -> reader.readOutcomeBatch(0));
        }
    }

    @Test
    void outcomesOfFilesComeWithTheirFiles() throws IOException {
        try (var files = BlockingMarcFiles.open(List.of(damaged, last), LENIENT); var outcomes = files.outcomes()) {
            List<Sourced<Outcome>> found = outcomes.toList();
            assertEquals(damaged, found.get(0).source());
            assertEquals(0, found.get(0).value().byteOffset());
            assertTrue(found.stream().anyMatch(outcome -> !outcome.value().problems().isEmpty()));
            Sourced<Outcome> end = found.get(found.size() - 1);
            assertEquals(last, end.source());
            assertEquals(Files.size(last), end.value().byteOffset() + end.value().byteLength());
        }
    }

    @Test
    void problemsAndFailuresNameTheirFile() throws IOException {
        Path odd = Files.write(folder.resolve("odd.mrc"), ProblemCases.all().get(0).input());
        var problems = new ArrayList<MarcProblem>();
        ReadOptions telling = LENIENT.toBuilder().onProblem(problems::add).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(odd, telling)) {
            reader.stream().forEach(record -> { });
        }
        assertFalse(problems.isEmpty());
        for (MarcProblem problem : problems) {
            assertEquals(odd.toString(), problem.source());
            assertTrue(problem.toString().startsWith(odd + ": " + problem.code()), problem.toString());
            assertTrue(problem.toJson().contains("\"source\":"), problem.toJson());
        }
        try (var files = BlockingMarcFiles.open(List.of(first, damaged))) {
            var failure = assertThrows(MarcException.class, () -> files.forEach(record -> { }));
            assertEquals(damaged.toString(), failure.problem().source());
            assertTrue(failure.getMessage().startsWith(damaged + ": "));
        }
        var ofFolder = assertThrows(FileSystemException.class, () -> BlockingMarcReader.open(folder));
        assertEquals(folder.toString(), ofFolder.getFile());
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.thirdIsBroken())) {
            var failure = assertThrows(MarcException.class, () -> reader.forEach(record -> { }));
            assertNull(failure.problem().source());
        }
    }

    @Test
    void foldersAreReadWithWhatIsBelowThem() throws IOException {
        try (var files = BlockingMarcFiles.open(folder, "**/*.mrc", LENIENT)) {
            assertEquals(List.of(first, damaged, last), files.list());
            var found = files.stream().map(Sourced::source).distinct().collect(Collectors.toList());
            assertEquals(List.of(first, damaged, last), found);
        }
        assertEquals(List.of(first, damaged), BlockingMarcFiles.open(folder, "*.mrc").list());
        Path gone = folder.resolve("gone");
        assertThrows(NoSuchFileException.class, () -> BlockingMarcFiles.open(gone, "*").list());
        try (var files = BlockingMarcFiles.open(gone, "**")) {
            assertInstanceOf(
                    NoSuchFileException.class,
                    assertThrows(UncheckedIOException.class, () -> files.forEach(record -> { })).getCause());
        }
    }

    @Test
    void readingGoesOnAfterFilesThatFail() {
        var failures = new ArrayList<String>();
        Path missing = folder.resolve("missing.mrc");
        BiConsumer<Path, Exception> onFailure =
                (file, failure) -> failures.add(file.getFileName() + " " + failure.getClass().getSimpleName());
        List<Path> all = List.of(first, damaged, missing, last);
        List<String> told = List.of("2.mrc MarcException", "missing.mrc NoSuchFileException");
        try (var files = BlockingMarcFiles.open(all, ReadOptions.DEFAULT, onFailure)) {
            var found = new ArrayList<Path>();
            for (Sourced<Record> record : files) found.add(record.source());
            assertEquals(List.of(first, first, first, first, damaged, damaged, last, last), found);
        }
        assertEquals(told, failures);
        failures.clear();
        try (var results = BlockingMarcFiles.open(all, ReadOptions.DEFAULT, onFailure).mapParallel(Sourced::source, TWO)) {
            assertEquals(8, results.stream().count());
        }
        assertEquals(told, failures);
        failures.clear();
        try (var files = BlockingMarcFiles.open(folder, "**/*.mrc", ReadOptions.DEFAULT, onFailure)) {
            assertEquals(8, files.stream().count());
        }
        assertEquals(told.subList(0, 1), failures);
    }

    @Test
    void recordsAreFilteredInParallelAndInOrder() throws IOException {
        byte[] bytes = Samples.small(9);
        List<String> even = List.of("0", "2", "4", "6", "8");
        try (var results = BlockingMarcReader.open(bytes).filterParallel(EVEN, TWO)) {
            assertEquals(even, results.stream().map(Record::controlNumber).toList());
        }
        try (ParallelResults<Record> results =
                BlockingMarcReader.open(new ByteArrayInputStream(bytes)).filterParallel(EVEN)) {
            assertEquals(even, results.stream().map(Record::controlNumber).toList());
        }
        try (var files = BlockingMarcFiles.open(List.of(first, last));
                var results = files.filterParallel(found -> EVEN.test(found.value()), TWO)) {
            assertEquals(List.of(first, first, last), results.stream().map(Sourced::source).toList());
        }
        assertEquals(
                List.of(last),
                BlockingMarcFiles.open(List.of(first, last))
                        .filterParallel(found -> found.source().equals(last) && EVEN.test(found.value()))
                        .stream()
                        .map(Sourced::source)
                        .toList());
    }

    @Test
    void filesAreTransformedWithoutOrder() {
        try (var results = BlockingMarcFiles.open(List.of(first, last)).mapParallelUnordered(Sourced::source, TWO)) {
            assertEquals(6, results.stream().count());
        }
        assertEquals(
                4,
                BlockingMarcFiles.open(List.of(first))
                        .mapParallelUnordered(Sourced::toString)
                        .stream()
                        .count());
    }

    @Test
    void nullResultsStay() throws IOException {
        try (ParallelResults<String> results = BlockingMarcReader.open(Samples.small(4))
                .mapParallel(record -> EVEN.test(record) ? record.controlNumber() : null, TWO)) {
            var found = new ArrayList<String>();
            for (String result : results) found.add(result);
            assertEquals(4, found.size());
            assertNull(found.get(1));
        }
    }

    @Test
    void thereIsALoopOrAnIterator() throws IOException {
        int count = 0;
        for (Record record : BlockingMarcReader.open(first)) count += record.controlNumber().length();
        for (Sourced<Record> found : BlockingMarcFiles.open(List.of(first))) count += found.value().controlNumber().length();
        for (String number : BlockingMarcReader.open(first).mapParallel(Record::controlNumber, TWO)) count += number.length();
        assertEquals(12, count);
        Iterator<Record> records = BlockingMarcReader.open(first).iterator();
        while (records.hasNext()) assertEquals(1, records.next().controlNumber().length());
    }

    @Test
    void whatIsntMarcIsNoEmptyCatalogue() throws IOException {
        for (String page : List.of("<html/>", "<error/>", "<mods/>")) {
            Path file = Files.writeString(folder.resolve("page.xml"), page);
            try (BlockingMarcReader reader = BlockingMarcReader.open(file)) {
                var failure = assertThrows(MarcException.class, reader::read);
                assertEquals(ProblemCode.NO_RECORD_FOUND, failure.problem().code());
            }
            try (BlockingMarcReader reader = BlockingMarcReader.open(file)) {
                assertThrows(MarcException.class, () -> reader.forEach(record -> { }));
            }
        }
    }
}
