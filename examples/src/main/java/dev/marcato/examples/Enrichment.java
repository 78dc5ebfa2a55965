// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.DataField;
import dev.marcato.ParallelOptions;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks a service for a summary of each record, 32 at a time, and writes the records in their order. One that isn't
 * answered stays as it is, and is printed. Arguments: a file with records, the address of the service, the output.
 */
public final class Enrichment {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;

    private Enrichment(URI service) {
        this.service = service;
    }

    public static void main(String[] args) throws IOException {
        Enrichment enrichment = new Enrichment(URI.create(args[1]));
        // A thread for each look-up that waits. From JDK 21: Executors.newVirtualThreadPerTaskExecutor().
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            enrichment.run(Path.of(args[0]), Path.of(args[2]), pool);
        } finally {
            pool.shutdown();
        }
    }

    private void run(Path input, Path output, ExecutorService pool) throws IOException {
        ParallelOptions options = ParallelOptions.builder().workers(32).executor(pool).build();
        BlockingMarcWriter.write(output, writer -> {
            try (BlockingMarcReader reader = BlockingMarcReader.open(input);
                    var answers = reader.mapParallel(this::lookUp, options)) {
                for (Answer answer : answers) {
                    if (answer.why() != null) System.out.println(answer.record().controlNumber() + ": " + answer.why());
                    writer.write(answer.text() == null ? answer.record() : withSummary(answer));
                }
            }
        });
    }

    private static Record withSummary(Answer answer) {
        return answer.record().edit(it ->
                it.addInOrder(DataField.of("520", ' ', ' ', Subfield.of('a', answer.text()))));
    }

    /** A failure is a value, too: it ends neither the other look-ups nor the reading. */
    private record Answer(Record record, String text, String why) {
    }

    private Answer lookUp(Record record) {
        try {
            var request = HttpRequest.newBuilder(service.resolve(String.valueOf(record.controlNumber())))
                    .timeout(Duration.ofSeconds(2)).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) return new Answer(record, response.body(), null);
            return new Answer(record, null, "status " + response.statusCode());
        } catch (IOException e) {
            return new Answer(record, null, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(record, null, "interrupted");
        }
    }
}
