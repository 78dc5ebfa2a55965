// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.MarcException;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.Gzip;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kotlinx.io.RawSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BlockingMarcReaderKindsTest {
    private static final ReadOptions UNCHECKED = ReadOptions.builder().verifyText(false).build();

    @TempDir
    Path folder;

    private enum Kind {
        PATH {
            @Override
            Object input(Path folder, byte[] bytes) throws IOException {
                return file(folder, bytes);
            }

            @Override
            BlockingMarcReader open(Object input) throws IOException {
                return BlockingMarcReader.open((Path) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
                return BlockingMarcReader.open((Path) input, options);
            }
        },
        FILE {
            @Override
            Object input(Path folder, byte[] bytes) throws IOException {
                return file(folder, bytes).toFile();
            }

            @Override
            BlockingMarcReader open(Object input) throws IOException {
                return BlockingMarcReader.open((File) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
                return BlockingMarcReader.open((File) input, options);
            }
        },
        FILE_NAME {
            @Override
            Object input(Path folder, byte[] bytes) throws IOException {
                return file(folder, bytes).toString();
            }

            @Override
            BlockingMarcReader open(Object input) throws IOException {
                return BlockingMarcReader.open((String) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
                return BlockingMarcReader.open((String) input, options);
            }
        },
        KOTLIN_PATH {
            @Override
            Object input(Path folder, byte[] bytes) throws IOException {
                return kotlinx.io.files.PathsJvmKt.Path(file(folder, bytes).toString());
            }

            @Override
            BlockingMarcReader open(Object input) throws IOException {
                return BlockingMarcReader.open((kotlinx.io.files.Path) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
                return BlockingMarcReader.open((kotlinx.io.files.Path) input, options);
            }
        },
        BYTES {
            @Override
            Object input(Path folder, byte[] bytes) {
                return bytes;
            }

            @Override
            BlockingMarcReader open(Object input) {
                return BlockingMarcReader.open((byte[]) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) {
                return BlockingMarcReader.open((byte[]) input, options);
            }
        },
        BUFFER {
            @Override
            Object input(Path folder, byte[] bytes) {
                return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
            }

            @Override
            BlockingMarcReader open(Object input) {
                return BlockingMarcReader.open((ByteBuffer) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) {
                return BlockingMarcReader.open((ByteBuffer) input, options);
            }
        },
        STREAM {
            @Override
            Object input(Path folder, byte[] bytes) {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            BlockingMarcReader open(Object input) {
                return BlockingMarcReader.open((InputStream) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) {
                return BlockingMarcReader.open((InputStream) input, options);
            }
        },
        CHANNEL {
            @Override
            Object input(Path folder, byte[] bytes) {
                return Channels.newChannel(new ByteArrayInputStream(bytes));
            }

            @Override
            BlockingMarcReader open(Object input) {
                return BlockingMarcReader.open((ReadableByteChannel) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) {
                return BlockingMarcReader.open((ReadableByteChannel) input, options);
            }
        },
        SOCKET {
            @Override
            Object input(Path folder, byte[] bytes) throws IOException {
                try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    var received = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket sent = server.accept();
                    // More than a socket buffers has to be written while it is read.
                    CompletableFuture.runAsync(() -> {
                        try (sent) {
                            sent.getOutputStream().write(bytes);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
                    return received;
                }
            }

            @Override
            BlockingMarcReader open(Object input) throws IOException {
                return BlockingMarcReader.open((Socket) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) throws IOException {
                return BlockingMarcReader.open((Socket) input, options);
            }
        },
        SOURCE {
            @Override
            Object input(Path folder, byte[] bytes) {
                return FaultySource.of(bytes).asSource();
            }

            @Override
            BlockingMarcReader open(Object input) {
                return BlockingMarcReader.open((RawSource) input);
            }

            @Override
            BlockingMarcReader open(Object input, ReadOptions options) {
                return BlockingMarcReader.open((RawSource) input, options);
            }
        };

        abstract Object input(Path folder, byte[] bytes) throws IOException;

        abstract BlockingMarcReader open(Object input) throws IOException;

        abstract BlockingMarcReader open(Object input, ReadOptions options) throws IOException;

        private static Path file(Path folder, byte[] bytes) throws IOException {
            return Files.write(folder.resolve("catalogue.mrc"), bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsRead(Kind kind) throws Exception {
        Object input = kind.input(folder, Samples.catalogueBytes());
        try (BlockingMarcReader reader = kind.open(input)) {
            assertEquals(Samples.catalogue(), Samples.plain(reader));
        } finally {
            release(input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsRecognisedAtRunTime(Kind kind) throws Exception {
        Object input = kind.input(folder, Samples.catalogueBytes());
        try (BlockingMarcReader reader = BlockingMarcReader.open(input)) {
            assertEquals(Samples.catalogue(), Samples.plain(reader));
        } finally {
            release(input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsUncompressed(Kind kind) throws Exception {
        Object input = kind.input(folder, Gzip.of(Samples.catalogueBytes()));
        try (BlockingMarcReader reader = kind.open(input)) {
            assertEquals(Samples.catalogue(), Samples.plain(reader));
        } finally {
            release(input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadByTheDefaultOptionsOrThoseGiven(Kind kind) throws Exception {
        Object input = kind.input(folder, Samples.notUtf8());
        try (BlockingMarcReader reader = kind.open(input)) {
            var failure = assertThrows(MarcException.class, reader::read);
            assertEquals(ProblemCode.TEXT_NOT_UTF_8, failure.problem().code());
        } finally {
            release(input);
        }
        Object again = kind.input(folder, Samples.notUtf8());
        try (BlockingMarcReader reader = kind.open(again, UNCHECKED)) {
            assertEquals("Caf\uFFFD", reader.read().title());
        } finally {
            release(again);
        }
        Object unnamed = kind.input(folder, Samples.notUtf8());
        try (BlockingMarcReader reader = BlockingMarcReader.open(unnamed, UNCHECKED)) {
            assertEquals("Caf\uFFFD", reader.read().title());
        } finally {
            release(unnamed);
        }
    }

    @Test
    void aPartOfAnArrayIsRead() throws IOException {
        int size = Samples.small("0").length;
        byte[] bytes = Samples.small(4);
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes, size, 3 * size)) {
            assertEquals("1", reader.read().controlNumber());
            assertEquals("2", reader.read().controlNumber());
            assertNull(reader.read());
        }
        byte[] broken = Samples.notUtf8();
        try (BlockingMarcReader reader = BlockingMarcReader.open(broken, 0, broken.length, UNCHECKED)) {
            assertEquals("Caf\uFFFD", reader.read().title());
        }
    }

    @Test
    void aPartBeyondTheArrayIsRefusedAtOnce() {
        for (int[] range : new int[][] {{-1, 1}, {2, 1}, {0, 4}}) {
            var failure = assertThrows(
                    IndexOutOfBoundsException.class, () -> BlockingMarcReader.open(new byte[3], range[0], range[1]));
            assertEquals(
                    "The range " + range[0] + " until " + range[1] + " is not within an array of 3 bytes",
                    failure.getMessage());
        }
    }

    @Test
    void aBufferKeepsItsPositionAndLimit() throws IOException {
        int size = Samples.small("0").length;
        ByteBuffer buffer = ByteBuffer.wrap(Samples.small(3)).position(size).limit(2 * size);
        try (BlockingMarcReader reader = BlockingMarcReader.open(buffer)) {
            assertEquals(List.of("1"), reader.stream().map(record -> record.controlNumber()).toList());
        }
        assertEquals(size, buffer.position());
        assertEquals(2 * size, buffer.limit());
    }

    @Test
    void anObjectOfAnotherKindIsRefusedAtOnceWithTheKindsThatAreSupported() {
        for (Object other : List.of(42, Map.of(), new char[0], new StringBuilder("catalogue.mrc"))) {
            var failure = assertThrows(IllegalArgumentException.class, () -> BlockingMarcReader.open(other));
            assertEquals(
                    "Can't read records from " + other.getClass().getName() + "; supported types are "
                            + "java.nio.file.Path, java.io.File, String (a file name), byte[], java.nio.ByteBuffer, "
                            + "dev.marcato.SeekableInput, java.io.InputStream, "
                            + "java.nio.channels.ReadableByteChannel, java.net.Socket, "
                            + "kotlinx.io.files.Path, kotlinx.io.RawSource",
                    failure.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> BlockingMarcReader.open(42, UNCHECKED));
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThrows(NullPointerException.class, () -> BlockingMarcReader.open((Object) null));
        assertThrows(NullPointerException.class, () -> BlockingMarcReader.open((Path) null));
    }

    private static void release(Object input) throws Exception {
        if (input instanceof AutoCloseable closeable && !(input instanceof Path)) closeable.close();
    }
}
