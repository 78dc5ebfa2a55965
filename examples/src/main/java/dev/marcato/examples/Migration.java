// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.DataField;
import dev.marcato.MarcFormat;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Strictness;
import dev.marcato.Subfield;
import dev.marcato.WriteOptions;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a program with marc4j usually does, and the calls of marc4j for the same. Prints titles and subjects, adds a
 * note, and writes XML. Arguments: a file with records, the file to write.
 */
public final class Migration {
    private Migration() {
    }

    public static void main(String[] args) throws IOException {
        ReadOptions lenient = ReadOptions.builder().strictness(Strictness.LENIENT).build();
        WriteOptions xml = WriteOptions.builder().format(MarcFormat.XML).build();
        // MarcPermissiveStreamReader
        try (BlockingMarcReader reader = BlockingMarcReader.open(Path.of(args[0]), lenient)) {
            BlockingMarcWriter.write(Path.of(args[1]), xml, writer -> { // new MarcXmlWriter(stream)
                for (Record record : reader) { // while (reader.hasNext()) reader.next()
                    print(record);
                    writer.write(changed(record));
                }
            });
        }
    }

    private static void print(Record record) {
        // getVariableField("245"), a cast, getSubfield('a')
        System.out.println(record.controlNumber() + ": " + record.get("245", 'a'));
        for (DataField field : record.dataFields("650")) { // getVariableFields("650")
            System.out.println("  " + field.join("ax", " - ")); // getSubfields("ax"), getData()
        }
    }

    /** Makes another record; in marc4j, the calls below change the record itself. */
    private static Record changed(Record record) {
        var fixed = record.get("008"); // getVariableField("008"), a cast
        String language = fixed == null ? null : fixed.at(35, 37); // getData().substring(35, 38)
        return record.edit(it -> it
                .remove("9XX") // a loop over getVariableFields(), removeVariableField(..)
                .field("500", ' ', ' ', Subfield.of('a', "Language: " + language))); // factory.newDataField(..)
    }
}
