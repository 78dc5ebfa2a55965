// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the locations (852) of a file of holdings to the records of a catalogue. 004 of a holdings record is the control
 * number of its record in the catalogue. Arguments: catalogue, holdings, the file to write.
 */
public final class Join {
    private Join() {
    }

    public static void main(String[] args) throws IOException {
        Map<String, List<Field>> locations = locations(Path.of(args[1]));
        Set<String> missing = new LinkedHashSet<>(locations.keySet());
        BlockingMarcWriter.write(Path.of(args[2]), writer -> {
            try (BlockingMarcReader catalogue = BlockingMarcReader.open(Path.of(args[0]))) {
                for (Record record : catalogue) {
                    missing.remove(record.controlNumber());
                    List<Field> found = locations.getOrDefault(record.controlNumber(), List.of());
                    writer.write(found.isEmpty() ? record : record.edit(it -> found.forEach(it::addInOrder)));
                }
            }
        });
        for (String number : missing) System.out.println("no record has the number " + number);
    }

    /** All of them are in memory, while the catalogue is read record by record. */
    private static Map<String, List<Field>> locations(Path holdings) throws IOException {
        Map<String, List<Field>> locations = new LinkedHashMap<>();
        try (BlockingMarcReader reader = BlockingMarcReader.open(holdings)) {
            for (Record holding : reader) {
                Field number = holding.get("004");
                if (number == null) {
                    System.out.println(holding.controlNumber() + " has no 004");
                } else {
                    locations.computeIfAbsent(number.value().trim(), it -> new ArrayList<>())
                            .addAll(holding.fields("852"));
                }
            }
        }
        return locations;
    }
}
