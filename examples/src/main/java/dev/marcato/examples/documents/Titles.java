// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents;

import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.nio.file.Path;

public class Titles {
    public static void main(String[] args) throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(Path.of("catalogue.mrc"))) {
            for (Record record : reader) System.out.println(record.title());
        }
    }
}
