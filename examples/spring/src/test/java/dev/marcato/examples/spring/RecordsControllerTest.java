// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcFormat;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.testing.Catalogue;
import dev.marcato.testing.SampleCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The service over real sockets, with the versions of Kotlin and coroutines that Spring Boot pins. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "records.upload-limit=8MB")
class RecordsControllerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final byte[] sample = SampleCatalogue.toByteArray();

    @Value("${local.server.port}")
    private int port;

    @Test
    void anUploadIsALineForEachRecord() throws Exception {
        var response = post("/records", sample);
        assertEquals(200, response.statusCode());
        assertEquals("application/x-ndjson", response.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(records(sample), response.body().lines().map(RecordsControllerTest::parsed).toList());
        assertEquals("", post("/records", new byte[0]).body());
    }

    /** Sends and reads at the same time, as a client of such a service has to; HttpClient reads after it has sent. */
    @Test
    void manyRecordsComeInOrder() throws Exception {
        byte[] many = Catalogue.ordinary().toByteArray(5_000);
        try (Socket socket = connect()) {
            var out = socket.getOutputStream();
            out.write(("POST /records HTTP/1.0\r\nContent-Length: " + many.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var sender = new FutureTask<>(() -> {
                out.write(many);
                return null;
            });
            new Thread(sender).start();
            var lines = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                    .dropWhile(line -> !line.startsWith("{")).map(RecordsControllerTest::parsed).toList();
            sender.get();
            assertEquals(records(many), lines);
        }
    }

    @Test
    void anUploadIsWrittenAsXml() throws Exception {
        var response = post("/records.xml", sample);
        assertEquals(200, response.statusCode());
        assertEquals(records(sample), records(response.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void somethingElseThanMarcIs422WithTheProblem() throws Exception {
        for (String path : List.of("/records", "/records.xml")) {
            var response = post(path, "no record at all".getBytes(StandardCharsets.UTF_8));
            assertEquals(422, response.statusCode());
            assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(response.body().startsWith("{\"code\":\"RECORD_LENGTH_NOT_A_NUMBER\""), response.body());
        }
    }

    @Test
    void gzipIs415() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(sample);
        }
        for (String path : List.of("/records", "/records.xml")) {
            assertEquals(415, post(path, packed.toByteArray()).statusCode());
        }
    }

    @Test
    void moreThanTheLimitIs413() throws Exception {
        for (String path : List.of("/records", "/records.xml")) {
            var response = post(path, " ".repeat((8 << 20) + 1).getBytes(StandardCharsets.US_ASCII));
            assertEquals(413, response.statusCode());
            assertTrue(response.body().contains("ReadLimits.inputBytes"), response.body());
        }
    }

    @Test
    void damageAfterTheFirstLinesIsTheLastLine() throws Exception {
        var response = post("/records", Arrays.copyOf(sample, 5_000));
        assertEquals(200, response.statusCode());
        List<String> lines = response.body().lines().toList();
        assertTrue(lines.get(lines.size() - 1).startsWith("{\"problem\":{\"code\":\"RECORD_CUT_OFF\""), lines::toString);
        List<Record> before = lines.subList(0, lines.size() - 1).stream().map(RecordsControllerTest::parsed).toList();
        assertEquals(records(sample).subList(0, before.size()), before);
    }

    @Test
    void theFirstLineComesBeforeTheRestOfTheUploadIsSent() throws Exception {
        try (Socket socket = connect()) {
            beginUpload(socket);
            var out = socket.getOutputStream();
            out.write(sample, 2_000, sample.length - 2_000);
            out.flush();
            assertEquals(records(sample).size() - 1,
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines().filter(line -> line.contains("\"leader\"")).count());
        }
    }

    @Test
    void uploadsThatStallHoldUpNoOther() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 80; i++) {
                Socket socket = connect();
                stalled.add(socket);
                beginUpload(socket);
            }
            var lines = post("/records", sample).body().lines().map(RecordsControllerTest::parsed).toList();
            assertEquals(records(sample), lines);
        } finally {
            for (Socket socket : stalled) socket.close();
        }
    }

    /** Sends the first record and some of the next, and waits for the line of the first. */
    private void beginUpload(Socket socket) throws IOException {
        var out = socket.getOutputStream();
        out.write(("POST /records HTTP/1.0\r\nContent-Length: " + sample.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(sample, 0, 2_000);
        out.flush();
        var answer = new StringBuilder();
        while (answer.indexOf("\"leader\"") < 0 || answer.charAt(answer.length() - 1) != '\n') {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, answer::toString);
            answer.append((char) next);
        }
        assertTrue(answer.toString().startsWith("HTTP/1.1 200"), answer::toString);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000); // less than Tomcat waits for an upload before it gives up
        return socket;
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .POST(BodyPublishers.ofByteArray(body)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static Record parsed(String line) {
        return Record.parse(line, MarcFormat.JSON);
    }

    private static List<Record> records(byte[] bytes) throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            return reader.stream().toList();
        }
    }
}
