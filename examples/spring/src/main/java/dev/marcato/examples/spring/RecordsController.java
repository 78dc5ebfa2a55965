// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.spring;

import dev.marcato.Compression;
import dev.marcato.MarcException;
import dev.marcato.MarcFormat;
import dev.marcato.ReadLimitException;
import dev.marcato.ReadLimits;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.WriteOptions;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers uploads of records in any format, while they are still coming. A request holds a thread until its upload ends:
 * one of the server's pool, which is the limit (server.tomcat.threads.max), or a virtual one from JDK 21 on. If several
 * workers share the work, another thread reads the stream.
 */
@RestController
class RecordsController {
    /** What a format can't carry is replaced; without this, {@code toText} throws an exception. */
    private static final WriteOptions REPLACING = WriteOptions.builder().onReplaced((record, problem) -> { }).build();

    // As many threads as requests have them: those of the default, 64, would be gone with as many uploads that stall.
    private final ExecutorService streams = Executors.newCachedThreadPool();
    private final ReadOptions options;

    /** Says what is accepted from strangers; strict reading is the default. */
    RecordsController(@Value("${records.upload-limit:200MB}") DataSize limit) {
        options = ReadOptions.builder()
                .compression(Compression.NONE)
                .limits(ReadLimits.builder().inputBytes(limit.toBytes()).records(1_000_000).build())
                .ioExecutor(streams)
                .build();
    }

    /** A line of JSON for each record, made by several workers. A failure after the first line is the last line. */
    @PostMapping("/records")
    void lines(InputStream upload, HttpServletResponse response) throws IOException {
        try (var reader = BlockingMarcReader.open(upload, options);
                var lines = reader.mapParallel(record -> record.toText(MarcFormat.JSON_LINES, REPLACING))) {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            OutputStream out = response.getOutputStream();
            for (String line : lines) send(line, out);
        } catch (MarcException e) {
            if (!response.isCommitted()) throw e;
            send("{\"problem\":" + e.problem().toJson() + "}", response.getOutputStream());
        } catch (ReadLimitException e) {
            if (!response.isCommitted()) throw e;
            send("{\"limit\":\"" + e.limit() + "\"}", response.getOutputStream());
        }
    }

    // StreamingResponseBody's own stream wouldn't do: since Spring 7 it isn't flushed, so lines wait for a full buffer.
    private static void send(String line, OutputStream out) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The same records in MARCXML. */
    @PostMapping("/records.xml")
    void xml(InputStream upload, HttpServletResponse response) throws IOException {
        try (var reader = BlockingMarcReader.open(upload, options)) {
            Record first = reader.read(); // the first record decides on the status
            response.setContentType(MediaType.APPLICATION_XML_VALUE);
            WriteOptions xml = WriteOptions.builder().format(MarcFormat.XML).build();
            BlockingMarcWriter.write(response.getOutputStream(), xml, writer -> {
                for (Record record = first; record != null; record = reader.read()) writer.write(record);
            });
        }
    }

    @PreDestroy
    void close() {
        streams.shutdown();
    }

    @ExceptionHandler
    ResponseEntity<String> isDamaged(MarcException e) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).contentType(MediaType.APPLICATION_JSON)
                .body(e.problem().toJson());
    }

    @ExceptionHandler
    ResponseEntity<String> isTooLarge(ReadLimitException e) {
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<String> isCompressed(ZipException e) {
        return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).body(e.getMessage());
    }
}
