// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.Record;
import dev.marcato.RecordBatch;
import dev.marcato.RecordSink;
import dev.marcato.TargetState;
import dev.marcato.WriteOptions;
import dev.marcato.WritePhases;
import dev.marcato.WriteReport;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.WriteCase;
import dev.marcato.testing.WriteCases;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kotlinx.io.Buffer;
import kotlinx.io.RawSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BlockingMarcWriterTest {
    private static final WriteOptions OPTIONS = WriteOptions.DEFAULT;

    private final byte[] bytes = Samples.many();
    private final List<Record> records = records();

    @TempDir
    private Path folder;

    private List<Record> records() {
        var records = new ArrayList<Record>();
        for (Record record : BlockingMarcReader.open(bytes)) records.add(record);
        return records;
    }

    @Test
    void threadsShareTheEncodingOfOneFile() throws Exception {
        var out = new ByteArrayOutputStream();
        var pool = Executors.newFixedThreadPool(2);
        try (var writer = BlockingMarcWriter.open(out)) {
            var halves = List.of(records.subList(0, 3), records.subList(3, records.size()));
            var tasks = new ArrayList<Future<RecordBatch>>();
            for (List<Record> half : halves) {
                tasks.add(pool.submit(() -> {
                    RecordBatch batch = writer.newBatch();
                    half.forEach(batch::write);
                    return batch;
                }));
            }
            for (Future<RecordBatch> task : tasks) {
                RecordBatch batch = task.get();
                assertTrue(batch.recordCount() > 0);
                assertTrue(batch.byteCount() > 0);
                writer.write(batch);
                assertEquals(0, batch.recordCount());
                batch.write(records.get(0));
                batch.clear();
                assertEquals("RecordBatch(0 records, 0 bytes)", batch.toString());
            }
            writer.commit();
        } finally {
            pool.shutdownNow();
        }
        assertArrayEquals(bytes, out.toByteArray());
    }

    private interface Opening {
        BlockingMarcWriter open() throws IOException;
    }

    @Test
    void everyKindOfFileGetsEveryRecord() throws IOException {
        Path path = folder.resolve("out.mrc");
        File file = path.toFile();
        String name = path.toString();
        var kotlinPath = kotlinx.io.files.PathsJvmKt.Path(name);
        List<Opening> ways = List.of(
                () -> BlockingMarcWriter.open(path),
                () -> BlockingMarcWriter.open(path, OPTIONS),
                () -> BlockingMarcWriter.open(file),
                () -> BlockingMarcWriter.open(file, OPTIONS),
                () -> BlockingMarcWriter.open(name),
                () -> BlockingMarcWriter.open(name, OPTIONS),
                () -> BlockingMarcWriter.open(kotlinPath),
                () -> BlockingMarcWriter.open(kotlinPath, OPTIONS));
        for (Opening way : ways) {
            Files.writeString(path, "old");
            try (BlockingMarcWriter writer = way.open()) {
                for (Record record : records) writer.write(record);
                assertEquals("old", Files.readString(path));
                writer.commit();
            }
            assertArrayEquals(bytes, Files.readAllBytes(path));
        }
    }

    @Test
    void everyKindOfStreamGetsEveryRecordAndStaysOpen() throws IOException {
        var stream = new ByteArrayOutputStream();
        WritableByteChannel channel = Channels.newChannel(stream);
        RawSink sink = new Buffer();
        List<Opening> ways = List.of(
                () -> BlockingMarcWriter.open(stream),
                () -> BlockingMarcWriter.open(stream, OPTIONS),
                () -> BlockingMarcWriter.open(channel),
                () -> BlockingMarcWriter.open(channel, OPTIONS),
                () -> BlockingMarcWriter.open(sink),
                () -> BlockingMarcWriter.open(sink, OPTIONS));
        for (Opening way : ways) {
            try (BlockingMarcWriter writer = way.open()) {
                writer.writeAll(records);
                writer.commit();
            }
        }
        assertTrue(channel.isOpen());
        assertEquals(4 * bytes.length, stream.size());
        assertEquals(2L * bytes.length, ((Buffer) sink).getSize());
    }

    @Test
    void recordsBecomeBytesInMemory() throws IOException {
        assertArrayEquals(bytes, BlockingMarcWriter.toByteArray(records));
        assertArrayEquals(bytes, BlockingMarcWriter.toByteArray(records, OPTIONS));
    }

    @Test
    void aReaderCanBeWrittenAsItIsOrChanged() throws IOException {
        Path copy = folder.resolve("copy.mrc");
        try (var reader = BlockingMarcReader.open(bytes); var writer = BlockingMarcWriter.open(copy)) {
            writer.writeAll(reader);
            writer.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(copy));
        try (var reader = BlockingMarcReader.open(copy); var writer = BlockingMarcWriter.open(copy)) {
            writer.writeAll(reader.stream().map(record -> record.toBuilder().remove("650").build()));
            writer.commit();
        }
        try (var reader = BlockingMarcReader.open(copy)) {
            assertEquals(Samples.MANY, reader.stream().filter(record -> !record.contains("650")).count());
        }
    }

    @Test
    void aReaderThatFailsLeavesTheFileAsItWas() throws IOException {
        Path path = Files.writeString(folder.resolve("out.mrc"), "old");
        var failure = assertThrows(MarcException.class, () -> {
            try (var reader = BlockingMarcReader.open(Samples.thirdIsBroken());
                    var writer = BlockingMarcWriter.open(path)) {
                writer.writeAll(reader);
            }
        });
        assertEquals("650", failure.problem().position().tag());
        assertEquals("old", Files.readString(path));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(path), left.toList());
        }
    }

    @Test
    void anInputThatFailsIsToldAsWhatItIs() throws IOException {
        var unplugged = new IOException("unplugged");
        var writer = BlockingMarcWriter.open(OutputStream.nullOutputStream());
        Stream<Record> failing = records.stream().peek(record -> {
            throw new UncheckedIOException(unplugged);
        });
        assertSame(unplugged, assertThrows(IOException.class, () -> writer.writeAll(failing)));
        assertThrows(IOException.class, writer::commit);
    }

    @Test
    void theReportTellsWhatWasWritten() throws IOException {
        var stream = new ByteArrayOutputStream();
        var writer = BlockingMarcWriter.open(stream);
        assertSame(TargetState.PENDING, writer.report().target());
        writer.writeAll(records);
        writer.flush();
        assertSame(TargetState.PENDING, writer.report().target());
        WriteReport report = writer.commit();
        assertEquals(Samples.MANY, report.records());
        assertEquals(bytes.length, report.bytes());
        assertEquals(0, report.refusedRecords());
        assertEquals(0, report.divertedRecords());
        assertEquals(0, report.splitRecords());
        assertEquals(List.of(), report.problems());
        assertSame(TargetState.COMPLETE, report.target());
        assertEquals("300 records, " + bytes.length + " bytes; target COMPLETE", report.toString());
        WritePhases phases = report.phases();
        assertTrue(phases.takeNanos() > 0);
        assertTrue(phases.serialiseNanos() > 0);
        assertTrue(phases.writeNanos() > 0);
        assertTrue(phases.toString().startsWith("take "));
    }

    @Test
    void aWriterSaysWhereItWrites() throws IOException {
        try (var writer = BlockingMarcWriter.open(folder.resolve("out.mrc"))) {
            assertEquals("BlockingMarcWriter(" + folder.resolve("out.mrc") + ", " + OPTIONS + ")", writer.toString());
        }
    }

    @Test
    void aWritingCanBeDiscarded() throws IOException {
        Path path = folder.resolve("out.mrc");
        try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
            writer.writeAll(records);
            writer.discard();
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void aWriterThatHasEndedRefusesEverything() throws IOException {
        var writer = BlockingMarcWriter.open(OutputStream.nullOutputStream());
        writer.commit();
        writer.close();
        assertThrows(IllegalStateException.class, () -> writer.write(records.get(0)));
        assertThrows(IllegalStateException.class, writer::flush);
        assertThrows(IllegalStateException.class, () -> writer.writeAll(records));
    }

    static List<WriteCase> refused() {
        return WriteCases.all();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeWrittenIsRefusedAndNamed(WriteCase refused) throws IOException {
        var writer = BlockingMarcWriter.open(OutputStream.nullOutputStream(), refused.getOptions());
        var failure = assertThrows(MarcException.class, () -> {
            writer.write(refused.getRecord());
        });
        assertSame(refused.getCode(), failure.problem().code());
        assertEquals(refused.getTag(), failure.problem().position().tag());
        assertSame(failure, assertThrows(MarcException.class, () -> writer.write(records.get(0))));
        assertInstanceOf(MarcException.class, assertThrows(IOException.class, writer::commit).getCause());
    }

    @Test
    void aWriterIsASinkOfRecords() throws IOException {
        var stream = new ByteArrayOutputStream();
        try (BlockingMarcWriter writer = BlockingMarcWriter.open(stream)) {
            RecordSink sink = writer;
            sink.write(records.get(0));
            writer.commit();
        }
        assertArrayEquals(records.get(0).rawBytes(), stream.toByteArray());
    }
}
