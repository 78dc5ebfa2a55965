// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.Record;
import dev.marcato.WholeFile;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes a table of a catalogue, one line per record. Arguments: a file with records, the table. */
public final class Csv {
    private Csv() {
    }

    public static void main(String[] args) throws IOException {
        System.out.println(write(Path.of(args[0]), Path.of(args[1])) + " records");
    }

    /** The table appears when it is complete. Its text is UTF-8, as in all formats here. */
    static int write(Path input, Path output) throws IOException {
        int count = 0;
        try (WholeFile file = WholeFile.open(output); BlockingMarcReader reader = BlockingMarcReader.open(input)) {
            Writer table = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
            table.write(line(List.of("number", "title", "author", "year", "isbn")));
            for (Record record : reader) {
                table.write(line(columns(record)));
                count++;
            }
            table.flush();
            file.commit();
        }
        return count;
    }

    private static List<Object> columns(Record record) {
        return Arrays.asList(record.controlNumber(), record.title(), record.author(), record.publicationYear(),
                String.join(" ", record.isbns()));
    }

    /** As in RFC 4180: lines end in CR LF; a comma, quotation mark or line end in a value needs quotation marks. */
    static String line(List<?> values) {
        return values.stream().map(value -> quoted(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
