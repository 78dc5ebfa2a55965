// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Flush;
import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.Record;
import dev.marcato.TargetState;
import dev.marcato.WriteOptions;
import dev.marcato.WriteReport;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.blocking.WriteBody;
import dev.marcato.interop.support.Samples;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kotlinx.io.Buffer;
import kotlinx.io.RawSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file appears only when its writing is committed, whatever the code around the writer does. */
final class SafeWritingTest {
    private static final WriteOptions LINES =
            WriteOptions.builder().format(MarcFormat.JSON_LINES).build();

    private final byte[] bytes = Samples.many();
    private final List<Record> records = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void prepare() throws IOException {
        for (Record record : BlockingMarcReader.open(bytes)) records.add(record);
        path = Files.writeString(folder.resolve("out.mrc"), "old");
    }

    private void assertOld() throws IOException {
        assertEquals("old", Files.readString(path));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(path), left.toList());
        }
    }

    @Test
    void theLoopOfTheReadmeWritesEverything() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            WriteReport report = BlockingMarcWriter.write(path, writer -> {
                for (Record record : reader) writer.write(record);
            });
            assertEquals(Samples.MANY, report.records());
            assertSame(TargetState.COMPLETE, report.target());
        }
        assertArrayEquals(bytes, Files.readAllBytes(path));
    }

    @Test
    void theLoopOfTheReadmeLeavesTheFileIfTheInputIsDamaged() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.thirdIsBroken())) {
            var failure = assertThrows(
                    MarcException.class,
                    () -> BlockingMarcWriter.write(path, writer -> {
                        for (Record record : reader) writer.write(record);
                        writer.flush();
                    }));
            assertEquals("650", failure.problem().position().tag());
        }
        assertOld();
    }

    @Test
    void everyTargetCanBeWrittenByABody() throws Exception {
        WriteBody body = writer -> writer.writeAll(records);
        try (var writer = BlockingMarcWriter.open(path)) {
            body.write(writer);
            writer.commit();
        }
        File file = path.toFile();
        String name = path.toString();
        var kotlinPath = kotlinx.io.files.PathsJvmKt.Path(name);
        BlockingMarcWriter.write(path, body);
        byte[] binary = Files.readAllBytes(path);
        BlockingMarcWriter.write(path, LINES, body);
        byte[] lines = Files.readAllBytes(path);
        assertArrayEquals(bytes, binary);
        assertArrayEquals(BlockingMarcWriter.toByteArray(records, LINES), lines);
        List<WriteReport> reports = new ArrayList<>();
        reports.add(BlockingMarcWriter.write(file, body));
        assertArrayEquals(binary, Files.readAllBytes(path));
        reports.add(BlockingMarcWriter.write(file, LINES, body));
        assertArrayEquals(lines, Files.readAllBytes(path));
        reports.add(BlockingMarcWriter.write(name, body));
        assertArrayEquals(binary, Files.readAllBytes(path));
        reports.add(BlockingMarcWriter.write(name, LINES, body));
        assertArrayEquals(lines, Files.readAllBytes(path));
        reports.add(BlockingMarcWriter.write(kotlinPath, body));
        assertArrayEquals(binary, Files.readAllBytes(path));
        reports.add(BlockingMarcWriter.write(kotlinPath, LINES, body));
        assertArrayEquals(lines, Files.readAllBytes(path));
        var stream = new ByteArrayOutputStream();
        reports.add(BlockingMarcWriter.write(stream, body));
        reports.add(BlockingMarcWriter.write(stream, LINES, body));
        WritableByteChannel channel = Channels.newChannel(stream);
        reports.add(BlockingMarcWriter.write(channel, body));
        reports.add(BlockingMarcWriter.write(channel, LINES, body));
        assertEquals(2 * (binary.length + lines.length), stream.size());
        RawSink sink = new Buffer();
        reports.add(BlockingMarcWriter.write(sink, body));
        reports.add(BlockingMarcWriter.write(sink, LINES, body));
        assertEquals(binary.length + lines.length, ((Buffer) sink).getSize());
        for (WriteReport report : reports) assertEquals(Samples.MANY, report.records());
    }

    @Test
    void everyTargetThatCanBeOpenedCanBeWrittenByABody() {
        var opened = new TreeSet<String>();
        var written = new TreeSet<String>();
        for (var method : BlockingMarcWriter.class.getMethods()) {
            var types = Arrays.stream(method.getParameterTypes())
                    .map(Class::getTypeName)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (method.getName().equals("open")) opened.add(types.toString());
            if (!method.getName().equals("write") || !types.remove(WriteBody.class.getTypeName())) continue;
            written.add(types.toString());
        }
        assertEquals(opened, written);
    }

    @Test
    void theBodyMayThrowWhatItWants() throws IOException {
        var broken = new SQLException("broken");
        var failure = assertThrows(IOException.class, () -> BlockingMarcWriter.write(path, writer -> {
            writer.writeAll(records);
            throw broken;
        }));
        assertSame(broken, failure.getCause());
        var interruption = assertThrows(InterruptedIOException.class, () -> BlockingMarcWriter.write(path, writer -> {
            writer.write(records.get(0));
            throw new InterruptedException();
        }));
        assertInstanceOf(InterruptedException.class, interruption.getCause());
        assertTrue(Thread.interrupted());
        assertThrows(ArithmeticException.class, () -> BlockingMarcWriter.write(path, writer -> {
            writer.write(records.get(0));
            throw new ArithmeticException();
        }));
        assertOld();
    }

    @Test
    void aBlockThatCommitsWrites() throws IOException {
        WriteReport report;
        try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
            for (Record record : records) writer.write(record);
            assertSame(TargetState.PENDING, writer.report().target());
            report = writer.commit();
            assertEquals(report.toString(), writer.commit().toString());
            writer.discard();
        }
        assertSame(TargetState.COMPLETE, report.target());
        assertArrayEquals(bytes, Files.readAllBytes(path));
    }

    @Test
    void aBlockThatFailsLeavesTheFileAndItsOwnExceptionIsThrown() throws IOException {
        var failure = assertThrows(ArithmeticException.class, () -> {
            try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
                writer.write(records.get(0));
                throw new ArithmeticException();
            }
        });
        assertOld();
        assertEquals(1, failure.getSuppressed().length);
        assertEquals(
                "Records were written, but neither commit() nor discard() was called: " + path
                        + " is as it was before",
                failure.getSuppressed()[0].getMessage());
    }

    @Test
    void aBlockThatDecidesNothingIsAnErrorAndLeavesTheFile() throws IOException {
        assertThrows(IllegalStateException.class, () -> {
            try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
                writer.writeAll(records);
            }
        });
        assertOld();
        BlockingMarcWriter.open(path).close();
        assertOld();
    }

    @Test
    void aWriterThatHasFailedAddsNothingToItsFailure() throws IOException {
        WriteOptions options =
                WriteOptions.builder().onProgress(progress -> {
                    throw new ArithmeticException();
                }).build();
        var failure = assertThrows(ArithmeticException.class, () -> {
            try (BlockingMarcWriter writer = BlockingMarcWriter.open(path, options)) {
                writer.writeAll(records);
                writer.commit();
            }
        });
        assertEquals(0, failure.getSuppressed().length);
        assertOld();
    }

    @Test
    void theChoicesOfFlushingAreTheseInThisOrder() {
        assertEquals(List.of(Flush.WHEN_FULL, Flush.WHEN_IDLE, Flush.EACH_RECORD), Flush.getEntries());
        assertEquals(Flush.getEntries(), List.of(Flush.values()));
        assertSame(Flush.WHEN_IDLE, Flush.valueOf("WHEN_IDLE"));
    }
}
