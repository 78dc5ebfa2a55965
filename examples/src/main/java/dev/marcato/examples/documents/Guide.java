// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents;

import dev.marcato.Compression;
import dev.marcato.FieldCursor;
import dev.marcato.MarcFormat;
import dev.marcato.ParallelOptions;
import dev.marcato.ReadLimits;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.SeekableInput;
import dev.marcato.Sourced;
import dev.marcato.Subfield;
import dev.marcato.WriteReport;
import dev.marcato.blocking.BlockingMarcFiles;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.blocking.ParallelResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the README, the guide and threads.md show in Java. */
public final class Guide {
    private Guide() {
    }

    public static WriteReport write(Iterable<Record> reader) throws IOException {
        WriteReport report = BlockingMarcWriter.write(Path.of("out.mrc"), writer -> {
            for (Record record : reader) writer.write(record);
        });
        return report;
    }

    public static String edit(Record record) {
        Record made = Record.builder().field("001", "42").field("245", '1', '0', Subfield.of('a', "Title")).build();
        Record changed = record.edit(it -> it.remove("9XX").editFields("6XX", field -> field.remove("0")));
        String title = record.get("245", 'a');
        String language = record.get("008").at(35, 37);
        return title + language + changed + made;
    }

    public static int countWhales(Record record) {
        int count = 0;
        FieldCursor cursor = FieldCursor.create();
        cursor.reset(record);
        while (cursor.next()) {
            while (cursor.hasTag("6XX") && cursor.subfields().next()) {
                if (cursor.subfields().code() == 'a' && cursor.subfields().valueEquals("Whales")) count++;
            }
        }
        return count;
    }

    public static byte[] parse(String text) {
        Record record = Record.parse(text, MarcFormat.JSON, ReadOptions.DEFAULT);
        byte[] bytes = record.toBytes();
        return bytes;
    }

    /** A service that keeps bytes by keys. */
    interface ObjectStore {
        int read(String key, long position, byte[] into, int start, int length) throws IOException;
    }

    static SeekableInput inputOf(ObjectStore client, String key, long length) {
        SeekableInput object = () -> new SeekableInput.Session() {
            public long size() { return length; }
            public int read(long position, byte[] into, int start, int end) throws IOException {
                return client.read(key, position, into, start, end - start);
            }
            public void close() { }
        };
        return object;
    }

    static ReadOptions limits() {
        ReadOptions options = ReadOptions.builder()
                .compression(Compression.NONE)
                .limits(ReadLimits.builder().inputBytes(200L << 20).records(1_000_000).build())
                .build();
        return options;
    }

    static void titlesBelow(Path folder) throws IOException {
        try (var files = BlockingMarcFiles.open(folder, "**/*.mrc")) {
            for (Sourced<Record> found : files) System.out.println(found.source() + ": " + found.value().title());
        }
    }

    static BlockingMarcFiles readOn(Path folder, ReadOptions options, Map<Path, Exception> failures) {
        return
            BlockingMarcFiles.open(folder, "**/*.mrc", options, (file, failure) -> failures.put(file, failure));
    }

    static void withoutLocalFields(Path input, Path output) throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(input)) {
            WriteReport report = BlockingMarcWriter.write(output, writer -> {
                for (Record record : reader) writer.write(record.toBuilder().remove("999").build());
            });
        }
    }

    static WriteReport writeAndCommit(Iterable<Record> reader, Path output) throws IOException {
        WriteReport report;
        try (BlockingMarcWriter writer = BlockingMarcWriter.open(output)) {
            for (Record record : reader) writer.write(record);
            report = writer.commit();
        }
        return report;
    }

    /** A slow look-up, as threads.md has it. */
    static final class Lookups {
        private String lookUp(Record record) {
            return String.valueOf(record.title());
        }

        void all(BlockingMarcReader reader, Executor pool, Consumer<String> index) {
            ParallelOptions options = ParallelOptions.builder().workers(32).executor(pool).build();
            try (ParallelResults<String> answers = reader.mapParallel(this::lookUp, options)) {
                for (String answer : answers) index.accept(answer);
            }
        }
    }
}
