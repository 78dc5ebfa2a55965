// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking;

import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.mongodb.BulkReport;
import dev.marcato.mongodb.RecordDocuments;
import java.io.IOException;
import java.nio.file.Path;

/** The example of the README, so that it compiles, and runs. */
public final class ReadmeExample {
    private ReadmeExample() {
    }

    /** Runs it. */
    public static void run(String uri, Path input) throws IOException, InterruptedException {
        try (var bridge = BlockingMongoBridge.connect(uri, "catalogue", "records", RecordDocuments.DEFAULT);
                var reader = BlockingMarcReader.open(input)) {
            BulkReport report = bridge.upsertMany(reader);
            System.out.println(report);
            try (DocumentReader<Record> found = bridge.findAll()) {
                for (Record record : found) System.out.println(record.title());
            }
        }
    }
}
