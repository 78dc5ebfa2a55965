// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.spring;

import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.WriteOptions;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.ZipException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers uploads of records in any format, while they are still coming. */
@RestController
class RecordsController {
    private static final ReadOptions UPLOADS = ReadOptions.DEFAULT;
    private static final WriteOptions JSON =
            WriteOptions.builder().format(MarcFormat.JSON_LINES).onReplaced((record, problem) -> { }).build();

    /**
     * A line of JSON for each record, made by several workers. The status waits for the first record: if that fails,
     * the exception reaches {@link #isDamaged}.
     */
    @PostMapping("/records")
    ResponseEntity<StreamingResponseBody> lines(InputStream upload) throws IOException {
        var reader = BlockingMarcReader.open(upload, UPLOADS);
        var lines = reader.mapParallel(record -> record.toText(MarcFormat.JSON_LINES, JSON));
        try {
            Iterator<String> iterator = lines.iterator();
            String first = iterator.hasNext() ? iterator.next() : null;
            return answer(out -> {
                try (reader; lines) {
                    if (first != null) send(first, out);
                    while (iterator.hasNext()) send(iterator.next(), out);
                } catch (MarcException e) {
                    send("{\"problem\":" + e.problem().toJson() + "}", out); // too late for another status
                }
            });
        } catch (RuntimeException e) {
            try (reader; lines) {
                throw e;
            }
        }
    }

    private static ResponseEntity<StreamingResponseBody> answer(StreamingResponseBody body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(body);
    }

    private static void send(String line, OutputStream out) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The same records in MARCXML. */
    @PostMapping("/records.xml")
    ResponseEntity<StreamingResponseBody> xml(InputStream upload) throws IOException {
        var reader = BlockingMarcReader.open(upload, UPLOADS);
        Record first = reader.read();
        WriteOptions options = WriteOptions.builder().format(MarcFormat.XML).build();
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(out -> {
            try (reader) {
                BlockingMarcWriter.write(out, options, writer -> {
                    for (Record record = first; record != null; record = reader.read()) writer.write(record);
                });
            }
        });
    }

    @ExceptionHandler
    ResponseEntity<String> isDamaged(MarcException e) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_ENTITY).contentType(MediaType.APPLICATION_JSON)
                .body(e.problem().toJson());
    }

    @ExceptionHandler
    ResponseEntity<String> isCompressed(ZipException e) {
        return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).body(e.getMessage());
    }
}
