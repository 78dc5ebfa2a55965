// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Compression;
import dev.marcato.Conversion;
import dev.marcato.Durability;
import dev.marcato.FileMode;
import dev.marcato.MarcFormat;
import dev.marcato.Oversize;
import dev.marcato.Progress;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Refusal;
import dev.marcato.Subfield;
import dev.marcato.TargetState;
import dev.marcato.Unencodable;
import dev.marcato.WriteOptions;
import dev.marcato.WriteReport;
import dev.marcato.XmlLayout;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.WriteCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class WriteOptionsTest {
    private static final Record LARGE = WriteCases.ofField(10_000);
    private static final Record SMALL = WriteCases.ofField(10);

    @Test
    void unsetOptionsHaveTheirDefaults() {
        WriteOptions options = WriteOptions.builder().build();
        assertSame(Refusal.FAIL, options.refusal());
        assertSame(Oversize.REFUSE, options.oversize());
        assertNull(options.convertTo());
        assertEquals(1_000, options.reportedProblems());
        assertSame(FileMode.REPLACE, options.fileMode());
        assertSame(Compression.AUTO, options.compression());
        assertSame(Durability.SYSTEM, options.durability());
        assertEquals(XmlLayout.DEFAULT, options.xml());
        assertEquals(1, options.parallelism());
        assertEquals(WriteOptions.DEFAULT.toString(), options.toString());
    }

    @Test
    void setOptionsAreKept() {
        WriteOptions options = WriteOptions.builder()
                .refusal(Refusal.SKIP)
                .oversize(Oversize.ALL_NINES)
                .convertTo(Conversion.UTF_8)
                .reportedProblems(5)
                .fileMode(FileMode.APPEND)
                .compression(Compression.GZIP)
                .durability(Durability.DISK)
                .parallelism(3)
                .build();
        for (WriteOptions kept : List.of(options, options.toBuilder().build())) {
            assertSame(Refusal.SKIP, kept.refusal());
            assertSame(Oversize.ALL_NINES, kept.oversize());
            assertSame(Conversion.UTF_8, kept.convertTo());
            assertEquals(5, kept.reportedProblems());
            assertSame(FileMode.APPEND, kept.fileMode());
            assertSame(Compression.GZIP, kept.compression());
            assertSame(Durability.DISK, kept.durability());
            assertEquals(3, kept.parallelism());
        }
        assertSame(Compression.NONE, options.toBuilder().compression(Compression.NONE).build().compression());
    }

    @Test
    void optionsOutOfTheirRangeAreRefused() {
        assertRefused("reportedProblems must be at least 0, not -1", WriteOptions.builder().reportedProblems(-1));
        assertRefused("parallelism must be at least 1, not 0", WriteOptions.builder().parallelism(0));
    }

    @Test
    void optionsAreSentAsText() {
        WriteOptions options = WriteOptions.builder()
                .convertTo(Conversion.marc8(Unencodable.REFUSE))
                .oversize(Oversize.split("852", "9XX"))
                .durability(Durability.DISK)
                .build();
        assertEquals("convertTo=MARC-8/REFUSE oversize=split(852,9XX) durability=DISK", options.toText());
        WriteOptions parsed = WriteOptions.parse(options.toText());
        assertEquals(options.convertTo(), parsed.convertTo());
        assertEquals(options.convertTo().hashCode(), parsed.convertTo().hashCode());
        assertFalse(Conversion.MARC_8.equals(parsed.convertTo()));
        assertEquals("UTF-8", Conversion.UTF_8.toString());
        assertEquals(options.toText(), parsed.toText());
        WriteOptions ruled =
                WriteOptions.builder().oversize(Oversize.split(field -> true)).build();
        assertThrows(IllegalStateException.class, ruled::toText);
        assertEquals(List.of(Durability.SYSTEM, Durability.DISK), Durability.getEntries());
    }

    @Test
    void writesRunOnTheExecutors() {
        var pool = Executors.newSingleThreadExecutor();
        var options = WriteOptions.builder().ioExecutor(pool).encodingExecutor(pool).build();
        assertEquals("WriteOptions()", options.toString());
        pool.shutdown();
    }

    @Test
    void replacementsAreTold() throws IOException {
        var told = new ArrayList<String>();
        var options = WriteOptions.builder()
                .format(MarcFormat.XML)
                .onReplaced((record, problem) -> told.add(record.controlNumber() + " " + problem.code()))
                .build();
        Record odd = Record.builder().field("001", "42").field("500", ' ', ' ', Subfield.of('a', "\u0001")).build();
        assertEquals(1, written(options, List.of(odd)).changedRecords());
        assertEquals(List.of("42 CHARACTER_NOT_CARRIED"), told);
    }

    private static void assertRefused(String message, WriteOptions.Builder builder) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }

    @Test
    void waysToTreatLargeRecordsTellTheirNames() {
        assertEquals("REFUSE", Oversize.REFUSE.toString());
        assertEquals("ALL_NINES", Oversize.ALL_NINES.toString());
        assertEquals("split(852,9XX)", Oversize.split("852", "9XX").toString());
        assertEquals("split(a rule)", Oversize.split(field -> field.tag().equals("852")).toString());
        assertTrue(Oversize.divertTo(record -> { }).toString().startsWith("divertTo("));
    }

    @Test
    void refusedRecordsAreTold() throws IOException {
        var told = new ArrayList<String>();
        var options = WriteOptions.builder()
                .refusal(Refusal.SKIP)
                .onRefused((record, problem) -> told.add(record.controlNumber() + " " + problem.code()))
                .build();
        WriteReport report = written(options, List.of(SMALL, LARGE, SMALL));
        assertEquals(List.of("42 FIELD_TOO_LONG"), told);
        assertEquals(2, report.records());
        assertEquals(1, report.refusedRecords());
        assertEquals(1L, report.problems().get(0).position().recordIndex());
    }

    @Test
    void largeRecordsAreDiverted() throws IOException {
        var diverted = new ArrayList<Record>();
        var options = WriteOptions.builder().oversize(Oversize.divertTo(diverted::add)).build();
        assertEquals(1, written(options, List.of(SMALL, LARGE)).divertedRecords());
        assertEquals(List.of(LARGE), diverted);
    }

    @Test
    void progressIsTold() throws IOException {
        var told = new ArrayList<Progress>();
        written(WriteOptions.builder().onProgress(told::add).build(), List.of(SMALL, SMALL));
        Progress last = told.get(told.size() - 1);
        assertEquals(2, last.records());
        assertEquals(2 * 63, last.bytes());

        byte[] bytes = Samples.many();
        var read = new ArrayList<Progress>();
        var reading = ReadOptions.builder().onProgress(read::add).build();
        BlockingMarcReader.open(bytes, reading).forEach(record -> { });
        assertEquals("300 records, " + bytes.length + " bytes", read.get(0).toString());
        assertFalse(last.equals(read.get(0)));
        assertNotEquals(last.hashCode(), read.get(0).hashCode());
    }

    @Test
    void theChoicesAreTheseInThisOrder() {
        List<TargetState> states = List.of(
                TargetState.PENDING, TargetState.UNTOUCHED, TargetState.PARTIAL, TargetState.COMPLETE);
        assertEquals(states, List.of(TargetState.values()));
        assertEquals(states, TargetState.getEntries());
        assertEquals(List.of(Refusal.FAIL, Refusal.SKIP), Refusal.getEntries());
        assertEquals(List.of(FileMode.REPLACE, FileMode.APPEND), FileMode.getEntries());
        assertEquals(List.of(Compression.AUTO, Compression.GZIP, Compression.NONE), Compression.getEntries());
    }

    private static WriteReport written(WriteOptions options, List<Record> records) throws IOException {
        return BlockingMarcWriter.write(new ByteArrayOutputStream(), options, writer -> writer.writeAll(records));
    }
}
