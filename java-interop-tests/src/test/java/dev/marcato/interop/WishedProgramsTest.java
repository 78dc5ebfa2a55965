// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.MarcFormat;
import dev.marcato.Record;
import dev.marcato.TargetState;
import dev.marcato.WriteReport;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.interop.support.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program of a newcomer looks like, in Java. */
final class WishedProgramsTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsCopiedAndReported() throws IOException {
        Path path = folder.resolve("copy.mrc");
        WriteReport report = BlockingMarcWriter.write(path, w -> {
            try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.many())) {
                for (Record r : reader) w.write(r);
            }
        });
        assertEquals(300, report.records());
        assertEquals(TargetState.COMPLETE, report.target());
        assertArrayEquals(Samples.many(), Files.readAllBytes(path));
    }

    @Test
    void aLoopThatFailsLeavesTheOldFile() throws IOException {
        Path path = Files.writeString(folder.resolve("old.mrc"), "old");
        var planted = new IllegalStateException("planted");
        var thrown = assertThrows(IllegalStateException.class, () -> {
            try (BlockingMarcWriter writer = BlockingMarcWriter.open(path);
                    BlockingMarcReader reader = BlockingMarcReader.open(Samples.many())) {
                for (Record r : reader) {
                    writer.write(r);
                    if (r.controlNumber() != null) throw planted;
                }
                writer.commit();
            }
        });
        assertEquals(planted, thrown);
        assertEquals(1, thrown.getSuppressed().length);
        assertEquals("old", Files.readString(path));
    }

    @Test
    void aRecordIsJson() throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Samples.many())) {
            Record record = reader.read();
            assertEquals(record, Record.parse(record.toText(MarcFormat.JSON)));
        }
    }
}
