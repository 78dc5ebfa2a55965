// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.Durability;
import dev.marcato.WholeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    private interface Opening {
        WholeFile open() throws IOException;
    }

    @TempDir
    private Path folder;

    private Path old() throws IOException {
        return Files.writeString(folder.resolve("table.csv"), "old");
    }

    @Test
    void aFileCanBeNamedInEveryWayAndAppearsOnCommit() throws IOException {
        Path path = old();
        String name = path.toString();
        var kotlinPath = kotlinx.io.files.PathsJvmKt.Path(name);
        List<Opening> ways = List.of(
                () -> WholeFile.open(path),
                () -> WholeFile.open(path, Durability.DISK),
                () -> WholeFile.open(path.toFile()),
                () -> WholeFile.open(path.toFile(), Durability.DISK),
                () -> WholeFile.open(name),
                () -> WholeFile.open(name, Durability.SYSTEM),
                () -> WholeFile.open(kotlinPath),
                () -> WholeFile.open(kotlinPath, Durability.SYSTEM));
        for (Opening way : ways) {
            Files.writeString(path, "old");
            try (WholeFile file = way.open()) {
                assertEquals(path, file.path());
                assertEquals("WholeFile(" + path + ")", file.toString());
                try (Writer writer = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8)) {
                    writer.write("new");
                }
                assertEquals("old", Files.readString(path));
                file.commit();
                file.commit();
                file.discard();
            }
            assertEquals("new", Files.readString(path));
        }
    }

    @Test
    void aFileStaysAsItWasIfItIsDiscardedOrTheBlockFails() throws IOException {
        Path path = old();
        try (WholeFile file = WholeFile.open(path)) {
            file.stream().write(1);
            file.discard();
            assertThrows(IllegalStateException.class, () -> file.stream().write(1));
            assertThrows(IllegalStateException.class, file::commit);
        }
        var failure = assertThrows(ArithmeticException.class, () -> {
            try (WholeFile file = WholeFile.open(path)) {
                file.stream().write(1);
                throw new ArithmeticException();
            }
        });
        assertEquals(
                "Bytes were written, but neither commit() nor discard() was called: " + path + " is as it was before",
                failure.getSuppressed()[0].getMessage());
        assertEquals("old", Files.readString(path));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(path), left.toList());
        }
    }
}
