// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Inexpressible;
import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.Outcome;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.RecordBatch;
import dev.marcato.Repair;
import dev.marcato.Severity;
import dev.marcato.Strictness;
import dev.marcato.Subfield;
import dev.marcato.WriteOptions;
import dev.marcato.WriteReport;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was read leniently can be written, and what is replaced or left out is reported. */
final class NothingLeftOutTest {
    private static final ReadOptions LENIENT =
            ReadOptions.builder().strictness(Strictness.LENIENT).build();
    private static final Record TITLED = Record.builder()
            .field("001", "1")
            .field("245", '1', '0', Subfield.of('a', "Title"))
            .build();
    private static final byte[] SOUND = written(TITLED);
    private static final byte[] WRONG = withWrongIndicator();
    private static final byte[] DAMAGE = "no record\u001d".getBytes(StandardCharsets.US_ASCII);

    private static byte[] written(Record record) {
        try {
            return BlockingMarcWriter.toByteArray(List.of(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withWrongIndicator() {
        byte[] bytes = SOUND.clone();
        for (int index = 0; index < bytes.length; index++) if (bytes[index] == 0x1F) bytes[index - 1] = 7;
        return bytes;
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.write(part);
        return all.toByteArray();
    }

    private static List<Outcome> outcomes() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(joined(SOUND, WRONG, DAMAGE, SOUND), LENIENT)) {
            for (Outcome next = reader.readOutcome(); next != null; next = reader.readOutcome()) outcomes.add(next);
        }
        return outcomes;
    }

    @Test
    void aCopyKeepsTheBytesOfRecordsAndOfDamage() throws IOException {
        var stream = new ByteArrayOutputStream();
        var writer = BlockingMarcWriter.open(stream);
        for (Outcome outcome : outcomes()) {
            if (outcome instanceof Outcome.Read read) writer.write(read);
            if (outcome instanceof Outcome.Damage damage) writer.write(damage);
        }
        WriteReport report = writer.commit();
        assertArrayEquals(joined(SOUND, WRONG, DAMAGE, SOUND), stream.toByteArray());
        assertEquals(1, report.keptRecords());
        assertEquals(0, report.relaidRecords());
        assertEquals(0, report.changedRecords());
    }

    @Test
    void aConversionReportsWhatItReplacesWithItsPlaceInTheInput() throws IOException {
        List<String> replaced = new ArrayList<>();
        WriteOptions options = WriteOptions.builder()
                .format(MarcFormat.JSON_LINES)
                .onReplaced((record, problem) ->
                        replaced.add(record.controlNumber() + " " + problem.code() + " " + problem.severity()))
                .build();
        var writer = BlockingMarcWriter.open(new ByteArrayOutputStream(), options);
        RecordBatch batch = writer.newBatch();
        for (Outcome outcome : outcomes()) if (outcome instanceof Outcome.Read read) batch.write(read);
        writer.write(batch, 0);
        WriteReport report = writer.commit();
        assertEquals(List.of("1 " + ProblemCode.INDICATOR_NOT_ASCII + " " + Severity.MAJOR), replaced);
        assertEquals(1, report.changedRecords());
        assertEquals(3, report.records());
        var position = report.problems().get(0).position();
        assertEquals(1L, position.recordIndex());
        assertEquals(SOUND.length + position.offsetInRecord(), position.byteOffset());
    }

    @Test
    void onlyIso2709TakesDamage() throws IOException {
        var damage = (Outcome.Damage) outcomes().stream()
                .filter(outcome -> outcome instanceof Outcome.Damage)
                .findFirst()
                .orElseThrow();
        WriteOptions json = WriteOptions.builder().format(MarcFormat.JSON).build();
        try (var writer = BlockingMarcWriter.open(new ByteArrayOutputStream(), json)) {
            RecordBatch batch = writer.newBatch();
            assertThrows(IllegalArgumentException.class, () -> batch.write(damage));
            assertThrows(IllegalArgumentException.class, () -> writer.write(damage));
        }
    }

    @Test
    void whoWantsNoReplacementRefusesIt() throws IOException {
        Record wrong = ((Outcome.Read) outcomes().get(1)).record();
        for (WriteOptions.Builder builder : List.of(
                WriteOptions.builder().inexpressible(Inexpressible.REFUSE),
                WriteOptions.builder().repair(Repair.REFUSE))) {
            WriteOptions options = builder.format(MarcFormat.XML).build();
            var failure = assertThrows(
                    MarcException.class, () -> BlockingMarcWriter.toByteArray(List.of(wrong), options));
            assertSame(ProblemCode.INDICATOR_NOT_ASCII, failure.problem().code());
        }
        assertThrows(MarcException.class, () -> wrong.toText(MarcFormat.JSON));
        WriteOptions reporting =
                WriteOptions.builder().onReplaced((record, problem) -> {}).build();
        assertTrue(wrong.toText(MarcFormat.JSON, reporting).contains("\"ind2\":\"?\""));
    }

    @Test
    void theChoicesAreTheseAndKeptInOptions() {
        assertSame(Repair.KEEP, WriteOptions.DEFAULT.repair());
        assertSame(Inexpressible.REPLACE, WriteOptions.DEFAULT.inexpressible());
        assertSame(
                Repair.RAW,
                WriteOptions.builder().repair(Repair.RAW).build().toBuilder().build().repair());
        assertEquals(
                List.of(Repair.KEEP, Repair.RAW, Repair.RELAID, Repair.REFUSE), List.of(Repair.values()));
        assertEquals(List.of(Inexpressible.REPLACE, Inexpressible.REFUSE), List.of(Inexpressible.values()));
        assertSame(Repair.RAW, Repair.valueOf("RAW"));
        assertSame(Inexpressible.REFUSE, Inexpressible.valueOf("REFUSE"));
        assertEquals(List.of(Repair.values()), Repair.getEntries());
    }
}
