// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.mongodb.BulkFailedException;
import dev.marcato.mongodb.BulkLedger;
import dev.marcato.mongodb.RecordDocuments;
import dev.marcato.mongodb.WriteOperation;
import dev.marcato.mongodb.testing.Item;
import dev.marcato.mongodb.testing.ItemCodec;
import dev.marcato.mongodb.testing.TestServer;
import dev.marcato.testing.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge by futures, on whatever server there is. */
final class MongoBridgeFuturesTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final String name = "java_" + UUID.randomUUID().toString().replace("-", "");
    private final BlockingMongoBridge<Item> blocking = BlockingMongoBridge.connect(
            TestServer.INSTANCE.getUri(), "marcato_tests", name, ItemCodec.INSTANCE);
    private final MongoBridgeFutures<Item> futures = MongoBridgeFutures.of(blocking.bridge(), executor);

    @AfterEach
    void close() {
        futures.close();
        blocking.close();
        TestServer.INSTANCE.drop(name);
        executor.shutdownNow();
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(String.format("id%06d", i), "text " + i)).toList();
    }

    @Test
    void writesAndReads() {
        assertEquals(500, futures.insertMany(items(500)).join().stored());
        assertEquals(500, futures.upsertMany(items(500)).join().matched());
        assertEquals(5, futures.upsertMany(items(5), List.of("text")).join().matched());
        assertEquals(items(500), futures.findAll().join());
        assertEquals(List.of(items(8).get(7)), futures.find(Filters.eq("text", "text 7")).join());
        assertEquals(1, futures.ensureIndexes(List.of(new IndexModel(Indexes.ascending("text")))).join().size());
        var pipeline = List.of(Aggregates.match(Filters.lt("_id", "id000003")), Aggregates.sort(Indexes.ascending("_id")));
        assertEquals(items(3), futures.aggregate(pipeline).join());
        assertEquals(items(3), futures.aggregate(pipeline, ItemCodec.INSTANCE).join());
        List<WriteOperation<Item>> deletion = List.of(WriteOperation.deleteMany(Filters.exists("_id")));
        assertEquals(500, futures.bulkWrite(deletion).join().documentsDeleted());
        var found = futures.findAll().join();
        assertThrows(UnsupportedOperationException.class, () -> found.add(items(1).get(0)));
    }

    @Test
    void aFailureComesWithItsReport() {
        assertEquals(3, futures.insertMany(items(3)).join().stored());
        var e = assertThrows(CompletionException.class, () -> futures.insertMany(items(4)).join());
        var failed = assertInstanceOf(BulkFailedException.class, e.getCause());
        assertTrue(failed.report().rejected() > 0);
        assertEquals(4, failed.report().offered());
    }

    @Test
    void aCancelledFutureStopsTheWork() throws InterruptedException {
        var taken = new CountDownLatch(1);
        Iterable<Item> endless = () -> IntStream.iterate(0, i -> i + 1).mapToObj(i -> {
            if (i == 5_000) taken.countDown();
            return new Item(String.format("id%09d", i), "text");
        }).iterator();
        var ledger = new BulkLedger();
        var future = futures.insertMany(endless, ledger);
        taken.await();
        assertTrue(future.cancel(true));
        assertThrows(CancellationException.class, future::join);
        // The iterable has no end: the thread that takes from it is free only when it was left.
        executor.shutdown();
        assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
        var report = ledger.report();
        assertEquals(
                report.offered(),
                report.stored() + report.matched() + report.rejected() + report.unknown() + report.notAttempted());
    }

    @Test
    void closingCancelsAll() {
        futures.close();
        futures.close();
        assertThrows(CancellationException.class, () -> futures.insertMany(items(3)).join());
        assertEquals(List.of(), MongoBridgeFutures.of(blocking.bridge(), executor).findAll().join());
    }

    @Test
    void loadsRecords(@TempDir Path folder) throws IOException {
        Path input = Files.write(folder.resolve("records.mrc"), Catalogue.ordinary().toByteArray(50));
        try (var target = BlockingMongoBridge.connect(
                        TestServer.INSTANCE.getUri(), "marcato_tests", name, RecordDocuments.DEFAULT);
                var records = MongoBridgeFutures.of(target.bridge(), executor)) {
            var report = MongoBridgeFutures.load(records, input, folder.resolve("checkpoint")).join();
            assertEquals(50, report.stored());
            try (var reader = BlockingMarcReader.open(input)) {
                var outcomes = MongoBridgeFutures.load(records, reader.outcomes()::iterator);
                assertEquals(50, outcomes.join().matched());
            }
        }
    }
}
