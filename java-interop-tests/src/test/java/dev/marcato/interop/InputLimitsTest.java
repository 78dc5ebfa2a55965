// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.Compression;
import dev.marcato.ReadLimitException;
import dev.marcato.ReadLimits;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.testing.Catalogue;
import dev.marcato.testing.Gzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does with an upload from strangers. */
final class InputLimitsTest {
    private static final byte[] CATALOGUE = Catalogue.ordinary().toByteArray(50);

    @TempDir
    Path folder;

    private static ReadOptions limited(ReadLimits.Builder limits) {
        return ReadOptions.builder().limits(limits.build()).build();
    }

    private static List<Record> read(InputStream upload, ReadOptions options) throws IOException {
        var records = new ArrayList<Record>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(upload, options)) {
            for (Record record : reader) records.add(record);
        } catch (ReadLimitException e) {
            assertEquals(records.size(), e.read().records());
        }
        return records;
    }

    @Test
    void anInputThatIsTooLargeEndsWithTheRecordsBeforeTheLimit() throws IOException {
        var options = limited(ReadLimits.builder().inputBytes(CATALOGUE.length / 2));
        var found = read(new ByteArrayInputStream(CATALOGUE), options);
        assertTrue(found.size() > 10 && found.size() < 50, () -> found.size() + " records");

        var file = Files.write(folder.resolve("upload.mrc"), CATALOGUE);
        try (BlockingMarcReader reader = BlockingMarcReader.open(file, options)) {
            var failure = assertThrows(ReadLimitException.class, () -> reader.forEach(record -> {}));
            assertEquals("inputBytes", failure.limit());
            assertEquals(CATALOGUE.length / 2, failure.most());
            assertEquals(file.toString(), failure.source());
            assertEquals(CATALOGUE.length / 2, failure.read().bytes());
        }
    }

    @Test
    void soDoesAnInputWithTooManyRecords() throws IOException {
        var options = limited(ReadLimits.builder().records(20));
        assertEquals(20, options.limits().records());
        assertEquals(20, read(new ByteArrayInputStream(CATALOGUE), options).size());
        try (BlockingMarcReader reader = BlockingMarcReader.open(CATALOGUE, options)) {
            var failure = assertThrows(ReadLimitException.class, () -> reader.forEach(record -> {}));
            assertEquals("records", failure.limit());
            assertNull(failure.source());
        }
    }

    @Test
    void whatUncompressesWithoutEndIsStopped() throws IOException {
        var bomb = Gzip.of(new byte[64 << 20]);
        var options = ReadOptions.builder()
                .strictness(Strictness.LENIENT)
                .limits(ReadLimits.builder().inputBytes(1 << 20).build())
                .build();
        assertEquals(1 << 20, options.limits().inputBytes());
        try (BlockingMarcReader reader = BlockingMarcReader.open(new ByteArrayInputStream(bomb), options)) {
            assertEquals(1 << 20, assertThrows(ReadLimitException.class, reader::read).read().bytes());
        }
    }

    @Test
    void compressionIsRefusedOrRequired() throws IOException {
        var none = ReadOptions.builder().compression(Compression.NONE).build();
        assertSame(Compression.NONE, none.compression());
        assertSame(Compression.AUTO, ReadOptions.DEFAULT.compression());
        var compressed = Gzip.of(CATALOGUE);
        try (BlockingMarcReader reader = BlockingMarcReader.open(new ByteArrayInputStream(compressed), none)) {
            assertThrows(ZipException.class, reader::read);
        }
        var file = Files.write(folder.resolve("upload.mrc.gz"), compressed);
        try (BlockingMarcReader reader = BlockingMarcReader.open(file, none)) {
            var failure = assertThrows(FileSystemException.class, reader::read);
            assertInstanceOf(ZipException.class, failure.getCause());
        }
        var gzip = ReadOptions.builder().compression(Compression.GZIP).build();
        assertEquals(50, read(new ByteArrayInputStream(compressed), gzip).size());
        try (BlockingMarcReader reader = BlockingMarcReader.open(CATALOGUE, gzip)) {
            assertThrows(ZipException.class, reader::read);
        }
    }

    @Test
    void aSingleRecordHasLimitsToo() {
        var bytes = Catalogue.ordinary().toByteArray(1);
        var exact = limited(ReadLimits.builder().inputBytes(bytes.length));
        assertEquals(bytes.length, Record.parse(bytes, exact).toBytes().length);
        var less = limited(ReadLimits.builder().inputBytes(bytes.length - 1));
        assertThrows(ReadLimitException.class, () -> Record.parse(bytes, less));
    }
}
