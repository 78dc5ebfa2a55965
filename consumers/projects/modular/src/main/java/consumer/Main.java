// SPDX-License-Identifier: Apache-2.0
package consumer;

import dev.marcato.MarcFormat;
import dev.marcato.ParallelOptions;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.WriteOptions;
import dev.marcato.blocking.BlockingMarcFiles;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.edit.Edits;
import dev.marcato.schema.MarcSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Prints what worked, in one line. */
final class Main {
    private static final Record WALDEN =
            Record.builder().field("001", "1").field("245", '0', '0', Subfield.of('a', "Walden")).build();

    /** Members that MARC-in-JSON has not, in an order that it has not. */
    private static final String UNUSUAL = """
        {"fields": [{"subfields": [{"code": "a", "value": "W\\u0061lden"}], "ind2": "0", "ind1": "0", "tag": "245"}],
         "leader": "00000nam a2200000   4500"}
        """;

    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        var done = new ArrayList<String>();
        for (var format : List.of(MarcFormat.ISO_2709, MarcFormat.XML, MarcFormat.JSON, MarcFormat.MNEMONIC)) {
            var options = WriteOptions.builder().format(format).build();
            if (titles(BlockingMarcWriter.toByteArray(List.of(WALDEN), options)).equals("[Walden]")) done.add(format.name());
        }
        if (titles(UNUSUAL.getBytes(StandardCharsets.UTF_8)).equals("[Walden]")) done.add("unusual JSON");
        try (var reader = BlockingMarcReader.open(BlockingMarcWriter.toByteArray(List.of(WALDEN, WALDEN)));
                var titles = reader.mapParallel(Record::title, ParallelOptions.builder().workers(2).build())) {
            if (titles.stream().toList().equals(List.of("Walden", "Walden"))) done.add("two workers");
        }
        done.add(filesInFolder() + " files");
        done.add(MarcSchema.bibliographic().field("245").label());
        done.add(Edits.parse("set 245$a to \"The woods\"").apply(WALDEN).record().title());
        if (Record.class.getModule().isExported("dev.marcato.internal.bytes", Main.class.getModule())) done.add("internals");
        System.out.print("Walden: " + String.join(", ", done));
    }

    private static String titles(byte[] bytes) throws IOException {
        var titles = new ArrayList<String>();
        try (var reader = BlockingMarcReader.open(bytes)) {
            for (Record record : reader) titles.add(record.title());
        }
        return titles.toString();
    }

    private static String filesInFolder() throws IOException {
        Path folder = Files.createTempDirectory("consumer");
        var names = new TreeSet<Path>();
        for (var name : List.of("one.mrc", "two.xml")) {
            BlockingMarcWriter.write(folder.resolve(name), writer -> writer.write(WALDEN));
        }
        try (var files = BlockingMarcFiles.open(folder, "*")) {
            for (var record : files) names.add(record.source());
        }
        for (var name : names) Files.delete(name);
        Files.delete(folder);
        return names.size() == 2 ? "two" : names.toString();
    }
}
