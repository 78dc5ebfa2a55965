// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.MarcProblem;
import dev.marcato.Outcome;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Severity;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.ProblemCase;
import dev.marcato.testing.ProblemCases;
import dev.marcato.testing.WatchedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OutcomesTest {
    private static final ReadOptions LENIENT =
            ReadOptions.builder().strictness(Strictness.LENIENT).build();

    static List<ProblemCase> cases() {
        return ProblemCases.all();
    }

    /** What a program says of each problem, without looking into any message. */
    private static String report(MarcProblem problem) {
        var where = problem.position();
        return problem.code() + " " + problem.severity() + " " + where.byteOffset() + " " + where.offsetInRecord() + " "
                + where.recordIndex() + " " + where.tag() + " " + where.occurrence() + " " + where.subfieldCode() + " "
                + where.controlNumber() + " " + problem.found() + " " + problem.expected();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProblemSaysWhatWhereAndWhy(ProblemCase problemCase) throws IOException {
        var told = new ArrayList<MarcProblem>();
        ReadOptions options =
                problemCase.lenientOptions().toBuilder().onProblem(told::add).build();
        var found = new ArrayList<MarcProblem>();
        long next = 0;
        try (BlockingMarcReader reader = BlockingMarcReader.open(problemCase.input(), options)) {
            for (Outcome outcome = reader.readOutcome(); outcome != null; outcome = reader.readOutcome()) {
                assertEquals(next, outcome.byteOffset());
                next += outcome.byteLength();
                found.addAll(outcome.problems());
            }
            assertNull(reader.readOutcome());
        }
        assertEquals(problemCase.input().length, next);
        assertEquals(found, told);
        MarcProblem problem = found.stream()
                .filter(candidate -> candidate.code() == problemCase.getCode())
                .findFirst()
                .orElseThrow();
        assertFalse(report(problem).isBlank());
        assertTrue(problem.hexWindow().contains("^^"), problem::hexWindow);
        assertTrue(problem.toJson().startsWith("{\"code\":\"" + problem.code() + "\",\"severity\":\""
                + problem.severity() + "\""));
        assertTrue(problem.severity() == Severity.FATAL
                || problem.severity() == Severity.WARNING
                || problem.severity() == problem.code().severity());
    }

    @Test
    void aWarningDoesNotEndStrictReading() throws IOException {
        ProblemCase warning = cases().stream()
                .filter(candidate -> candidate.toString().contains("escape characters of MARC-8 are lost"))
                .findFirst()
                .orElseThrow();
        var told = new ArrayList<MarcProblem>();
        ReadOptions strict =
                ReadOptions.builder().onProblem(told::add).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(warning.input(), strict)) {
            List<Record> records = reader.stream().toList();
            assertEquals(3, records.size());
            assertEquals(told, records.get(1).problems());
            assertSame(Severity.WARNING, told.get(0).severity());
            assertEquals(1, told.size());
        }
    }

    @Test
    void outcomesAreRecordsFillerAndDamage() throws IOException {
        byte[] record = ProblemCases.sound();
        byte[] input = joined(record, ascii("\n\n"), ascii("???"), record);
        try (BlockingMarcReader reader = BlockingMarcReader.open(input, LENIENT)) {
            List<Outcome> outcomes = reader.outcomes().toList();
            assertEquals(4, outcomes.size());
            Outcome.Read first = (Outcome.Read) outcomes.get(0);
            assertEquals(Long.valueOf(0), first.recordIndex());
            assertEquals("42", first.record().controlNumber());
            assertEquals("record 0 in bytes 0..<83, 0 problems", first.toString());
            Outcome.Filler filler = (Outcome.Filler) outcomes.get(1);
            assertEquals(2, filler.byteLength());
            assertEquals("filler in bytes 83..<85", filler.toString());
            Outcome.Damage damage = (Outcome.Damage) outcomes.get(2);
            assertSame(ProblemCode.RECORD_LENGTH_NOT_A_NUMBER, damage.problem().code());
            assertArrayEquals(ascii("???"), damage.bytes());
            assertEquals("damage in bytes 85..<88: " + damage.problem(), damage.toString());
            assertEquals(Long.valueOf(1), ((Outcome.Read) outcomes.get(3)).recordIndex());
            for (Outcome outcome : outcomes) {
                int from = (int) outcome.byteOffset();
                byte[] own = Arrays.copyOfRange(input, from, from + (int) outcome.byteLength());
                assertArrayEquals(own, reader.bytesOf(outcome));
            }
        }
    }

    @Test
    void recordsThatWereRepairedCarryTheirProblems() throws IOException {
        byte[] damaged = ProblemCases.sound();
        damaged[4] = '4';
        try (BlockingMarcReader reader = BlockingMarcReader.open(damaged, LENIENT)) {
            Record record = reader.read();
            assertEquals(1, record.problems().size());
            assertSame(ProblemCode.RECORD_LENGTH_WRONG, record.problems().get(0).code());
            assertThrows(UnsupportedOperationException.class, () -> record.problems().clear());
            assertArrayEquals(damaged, record.rawBytes());
            assertEquals(List.of(), record.toBuilder().build().problems());
        }
    }

    @Test
    void aReaderGivesEitherRecordsOrOutcomes() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(ProblemCases.sound())) {
            reader.readOutcome();
            assertThrows(IllegalStateException.class, reader::read);
        }
        try (BlockingMarcReader reader = BlockingMarcReader.open(ProblemCases.sound())) {
            reader.read();
            assertThrows(IllegalStateException.class, reader::readOutcome);
        }
    }

    @Test
    void theStreamOfOutcomesIsTheOnePassOfTheReader() throws IOException {
        FaultySource file = FaultySource.of(ProblemCases.sound());
        BlockingMarcReader reader = BlockingMarcReader.open(WatchedFile.of(file));
        try (Stream<Outcome> outcomes = reader.outcomes()) {
            assertThrows(IllegalStateException.class, reader::stream);
            var iterator = outcomes.iterator();
            assertEquals(83, iterator.next().byteLength());
            assertThrows(NoSuchElementException.class, iterator::next);
        }
        assertThrows(IllegalStateException.class, reader::readOutcome);
    }

    @Test
    void failuresEndTheStreamOfOutcomes() throws IOException {
        IOException lost = new IOException("lost");
        FaultySource broken = FaultySource.of(ProblemCases.sound()).failingAfter(50, lost);
        try (BlockingMarcReader reader = BlockingMarcReader.open(broken.asInputStream(), LENIENT)) {
            UncheckedIOException failure =
                    assertThrows(UncheckedIOException.class, () -> reader.outcomes().toList());
            assertSame(lost, failure.getCause());
        }
        try (BlockingMarcReader reader = BlockingMarcReader.open(ascii("no record"))) {
            assertThrows(MarcException.class, () -> reader.outcomes().toList());
        }
    }

    @Test
    void bytesOfAnOutcomeNeedAnInputThatCanBeReadAgain() throws IOException {
        var once = new ByteArrayInputStream(ProblemCases.sound());
        try (BlockingMarcReader reader = BlockingMarcReader.open(once, LENIENT)) {
            Outcome outcome = reader.readOutcome();
            assertThrows(IllegalStateException.class, () -> reader.bytesOf(outcome));
        }
    }

    @Test
    void whatTheProblemActionThrowsEndsTheReading() throws IOException {
        var refusal = new IllegalArgumentException("no more of this");
        ReadOptions options = LENIENT.toBuilder()
                .onProblem(problem -> {
                    throw refusal;
                })
                .build();
        byte[] input = joined(ProblemCases.sound(), ascii("???"));
        try (BlockingMarcReader reader = BlockingMarcReader.open(input, options)) {
            assertEquals("42", reader.read().controlNumber());
            assertSame(refusal, assertThrows(IllegalArgumentException.class, reader::read));
            assertSame(refusal, assertThrows(IllegalArgumentException.class, reader::read));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) joined.writeBytes(part);
        return joined.toByteArray();
    }
}
