// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoInterruptedException;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.mongodb.BridgeOptions;
import dev.marcato.mongodb.BulkFailedException;
import dev.marcato.mongodb.BulkLedger;
import dev.marcato.mongodb.BulkReport;
import dev.marcato.mongodb.Checkpoint;
import dev.marcato.mongodb.DeadLetter;
import dev.marcato.mongodb.DocumentCodec;
import dev.marcato.mongodb.EqualDocuments;
import dev.marcato.mongodb.FindOptions;
import dev.marcato.mongodb.IfMissing;
import dev.marcato.mongodb.LoadMode;
import dev.marcato.mongodb.RawBytes;
import dev.marcato.mongodb.RecordDocuments;
import dev.marcato.mongodb.RecordKey;
import dev.marcato.mongodb.RecordShape;
import dev.marcato.mongodb.RejectionReason;
import dev.marcato.mongodb.Tolerance;
import dev.marcato.mongodb.WriteOperation;
import dev.marcato.mongodb.WriteOrder;
import dev.marcato.mongodb.testing.Item;
import dev.marcato.mongodb.testing.ItemCodec;
import dev.marcato.mongodb.testing.TestServer;
import dev.marcato.testing.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.DocumentCodecProvider;
import org.bson.codecs.ValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge as Java calls it, on whatever server there is. */
final class BlockingMongoBridgeTest {
    private static final DocumentCodec<Document> DOCUMENTS = DocumentCodec.of(
            CodecRegistries.fromProviders(
                    new ValueCodecProvider(), new BsonValueCodecProvider(), new DocumentCodecProvider()),
            Document.class);

    private final String name = "java_" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void drop() {
        TestServer.INSTANCE.drop(name);
    }

    private <T> BlockingMongoBridge<T> connect(DocumentCodec<T> codec, BridgeOptions options) {
        return BlockingMongoBridge.connect(TestServer.INSTANCE.getUri(), "marcato_tests", name, codec, options);
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item(String.format("id%06d", i), "text " + i)).toList();
    }

    private static BridgeOptions tolerant() {
        return BridgeOptions.builder().tolerance(Tolerance.COLLECT).batchRecords(100).parallelBytes(2_000).build();
    }

    @Test
    void writesAndReads() throws InterruptedException {
        try (var bridge = connect(ItemCodec.INSTANCE, tolerant())) {
            var ledger = new BulkLedger();
            BulkReport report = bridge.insertMany(items(1_000), ledger);
            assertEquals(1_000, report.stored());
            assertEquals(1_000, ledger.report().offered());
            assertEquals(1_000, bridge.upsertMany(items(1_000)).matched());
            assertEquals(10, bridge.upsertMany(items(10), List.of("text")).matched());
            try (DocumentReader<Item> reader = bridge.findAll()) {
                var found = new ArrayList<Item>();
                for (Item item : reader) found.add(item);
                assertEquals(items(1_000), found);
                assertFalse(reader.hasNext());
                assertThrows(NoSuchElementException.class, reader::next);
            }
            try (var stream = bridge.find(Filters.eq("text", "text 7")).stream()) {
                assertEquals(List.of(items(8).get(7)), stream.toList());
            }
        }
    }

    @Test
    void makesAllKindsOfWritesInOrder() throws InterruptedException {
        var options = tolerant().toBuilder().order(WriteOrder.ORDERED).build();
        try (var bridge = connect(ItemCodec.INSTANCE, options)) {
            bridge.insertMany(items(6));
            Bson update = Updates.set("text", "changed");
            List<WriteOperation<Item>> operations = List.of(
                    WriteOperation.insert(new Item("new", "inserted")),
                    WriteOperation.upsert(new Item("newer", "upserted")),
                    WriteOperation.replace(Filters.eq("_id", "id000000"), new Item(null, "replaced")),
                    WriteOperation.replace(Filters.eq("_id", "made"), new Item(null, "made"), IfMissing.INSERT),
                    WriteOperation.updateOne(Filters.eq("_id", "id000001"), update),
                    WriteOperation.updateMany(Filters.in("_id", "id000002", "id000003"), update),
                    WriteOperation.deleteOne(Filters.eq("_id", "id000004")),
                    WriteOperation.deleteMany(Filters.eq("_id", "id000005")));
            BulkReport report = bridge.bulkWrite(operations, new BulkLedger());
            assertEquals(8, report.offered());
            assertEquals(3, report.stored());
            assertEquals(5, report.matched());
            assertEquals(2, report.documentsDeleted());
            try (var reader = bridge.find(
                    Filters.gte("_id", "id"),
                    FindOptions.builder().sort(Sorts.descending("_id")).skip(1).limit(2)
                            .projection(Projections.include("text")).build())) {
                assertEquals(List.of("new", "made"), reader.stream().map(Item::getId).toList());
            }
        }
    }

    @Test
    void loadsWhatAReadingHandsOut() throws IOException, InterruptedException {
        byte[] sound = Catalogue.ordinary().toByteArray(20);
        byte[] damage = "no record at all\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(sound, sound.length + damage.length);
        System.arraycopy(damage, 0, all, sound.length, damage.length);
        var lenient = ReadOptions.builder().strictness(Strictness.LENIENT).build();
        try (var bridge = connect(RecordDocuments.DEFAULT, tolerant())) {
            for (long stored : List.of(20L, 0L)) {
                try (var reader = BlockingMarcReader.open(all, lenient)) {
                    var ledger = new BulkLedger();
                    BulkReport report = BlockingMongoBridge.load(
                            bridge, reader.outcomes()::iterator, LoadMode.INSERT, ledger);
                    assertEquals(21, report.offered());
                    assertEquals(stored, report.stored());
                    assertEquals(20 - stored, report.matched());
                    assertEquals(1, ledger.report().rejected());
                    assertEquals(RejectionReason.DAMAGED, report.rejections().get(0).reason());
                    assertEquals(20, report.rejections().get(0).ordinal());
                }
            }
            try (var reader = BlockingMarcReader.open(sound)) {
                assertEquals(20, BlockingMongoBridge.load(bridge, reader.outcomes()::iterator).matched());
            }
        }
    }

    @Test
    void tellsWhatWasRejected() throws InterruptedException {
        var letters = new ArrayList<DeadLetter>();
        var options = tolerant().toBuilder().tolerance(Tolerance.DIVERT).deadLetters(letters::add).build();
        try (var bridge = connect(ItemCodec.INSTANCE, options)) {
            var values = new ArrayList<>(items(20));
            values.set(7, new Item("id000003", "same key"));
            var report = bridge.insertMany(values);
            assertEquals(19, report.stored());
            assertEquals(1, report.rejected());
            var rejection = report.rejections().get(0);
            assertEquals(RejectionReason.DUPLICATE_KEY, rejection.reason());
            assertEquals(new BsonString("id000003"), rejection.id());
            assertEquals(11000, rejection.serverCode());
            assertSame(rejection, letters.get(0).rejection());
            assertEquals(values.get((int) rejection.ordinal()), letters.get(0).value());
            assertThrows(UnsupportedOperationException.class, () -> report.rejections().clear());
        }
    }

    @Test
    void whatTheIterableThrowsIsTheCause() {
        var failure = new IllegalStateException("no more");
        Iterable<Item> failing = () -> new Iterator<>() {
            private final Iterator<Item> before = items(5).iterator();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Item next() {
                if (!before.hasNext()) throw failure;
                return before.next();
            }
        };
        try (var bridge = connect(ItemCodec.INSTANCE, tolerant())) {
            var e = assertThrows(BulkFailedException.class, () -> bridge.insertMany(failing));
            assertSame(failure, e.getCause());
            assertEquals(5, e.report().stored());
        }
    }

    @Test
    void aFailedReaderKeepsFailingBehindWhatCameBefore() throws InterruptedException {
        try (var documents = connect(DOCUMENTS, tolerant()); var bridge = connect(ItemCodec.INSTANCE, tolerant())) {
            documents.insertMany(List.of(
                    new Document("_id", "a").append("text", "sound"), new Document("_id", "b").append("text", 1)));
            try (var reader = bridge.findAll()) {
                assertEquals(new Item("a", "sound"), reader.next());
                var first = assertThrows(RuntimeException.class, reader::hasNext);
                assertSame(first, assertThrows(RuntimeException.class, reader::next));
            }
        }
    }

    @Test
    void whatIsNoUriAndWhatIsNoNameIsRefused() {
        String uri = TestServer.INSTANCE.getUri();
        for (List<String> wrong : List.of(
                List.of("http://localhost", "marcato_tests", name), List.of(uri, "", name),
                List.of(uri, "no name", name), List.of(uri, "marcato_tests", ""))) {
            assertThrows(IllegalArgumentException.class, () -> BlockingMongoBridge.connect(
                    wrong.get(0), wrong.get(1), wrong.get(2), ItemCodec.INSTANCE), wrong::toString);
        }
    }

    @Test
    void anInterruptedReaderSaysSo() {
        try (var bridge = connect(ItemCodec.INSTANCE, tolerant()); var reader = bridge.findAll()) {
            Thread.currentThread().interrupt();
            assertThrows(MongoInterruptedException.class, reader::hasNext);
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void anInterruptedWriteSaysSo() {
        try (var bridge = connect(ItemCodec.INSTANCE, tolerant())) {
            var ledger = new BulkLedger();
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> bridge.insertMany(items(10_000), ledger));
            var report = ledger.report();
            assertEquals(report.offered(), report.stored() + report.unknown() + report.notAttempted());
        }
    }

    @Test
    void makesIndexesAndAggregates() throws InterruptedException {
        try (var bridge = connect(ItemCodec.INSTANCE, tolerant())) {
            bridge.insertMany(items(10));
            assertEquals(1, bridge.ensureIndexes(List.of(new IndexModel(Indexes.ascending("text")))).size());
            try (var reader = bridge.aggregate(List.of(Aggregates.match(Filters.eq("_id", "id000001"))))) {
                assertEquals("text 1", reader.next().getText());
            }
            try (var reader = bridge.aggregate(List.of(Aggregates.count("n")), DOCUMENTS)) {
                assertEquals(10, reader.next().getInteger("n"));
            }
        }
    }

    @Test
    void loadsRecordsWithACheckpoint(@TempDir Path folder) throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("records.mrc"), Catalogue.ordinary().toByteArray(300));
        Path checkpoint = folder.resolve("records.checkpoint");
        var documents = RecordDocuments.builder().shape(RecordShape.COMPACT).rawBytes(RawBytes.BESIDE_FIELDS)
                .key(RecordKey.CONTROL_NUMBER).searchKeys("245a", "650").build();
        try (var bridge = connect(documents, tolerant())) {
            var lenient = ReadOptions.builder().strictness(Strictness.LENIENT).build();
            var report = BlockingMongoBridge.load(bridge, input, checkpoint, LoadMode.UPSERT, lenient);
            assertEquals(300, report.stored());
            assertEquals(300, Checkpoint.read(checkpoint, input).records());
            assertTrue(Checkpoint.read(checkpoint, input).byteOffset() < Files.size(input));
            assertEquals(0, BlockingMongoBridge.load(bridge, input, checkpoint).offered());
            assertEquals(2, bridge.ensureIndexes(documents.indexes()).size());
            Record first;
            try (var reader = BlockingMarcReader.open(input)) {
                first = reader.read();
            }
            try (var reader = bridge.find(documents.queries().controlNumber(first.controlNumber()))) {
                assertEquals(first, reader.next());
            }
        }
    }

    @Test
    void optionsSayWhatTheyTake() {
        var options = BridgeOptions.builder().batchRecords(7).batchBytes(8).inserters(3).parallelBytes(4).encoders(5)
                .maxRejections(6).equalDocuments(EqualDocuments.MATCH).resends(2).resendDelayMillis(9).readBatch(11)
                .build();
        assertEquals(options.toString(), options.toBuilder().build().toString());
        Executor inThisThread = Runnable::run;
        assertEquals(2, options.toBuilder().executor(inThisThread).inserters(2).build().inserters());
        assertEquals(7, FindOptions.builder().limit(7).build().toBuilder().skip(1).build().limit());
        assertEquals(List.of(7, 8, 3, 4, 5, 6, 2, 11), List.of(options.batchRecords(), options.batchBytes(),
                options.inserters(), options.parallelBytes(), options.encoders(), options.maxRejections(),
                options.resends(), options.readBatch()));
        assertEquals(9, options.resendDelayMillis());
        assertEquals(EqualDocuments.MATCH, options.equalDocuments());
        assertEquals(WriteOrder.UNORDERED, options.order());
        var e = assertThrows(IllegalArgumentException.class, () -> BridgeOptions.builder().inserters(0).build());
        assertEquals("inserters is from 1 to 256, not 0", e.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> BridgeOptions.builder().tolerance(Tolerance.DIVERT).build());
        assertThrows(IllegalArgumentException.class, () -> FindOptions.builder().limit(-1).build());
    }
}
