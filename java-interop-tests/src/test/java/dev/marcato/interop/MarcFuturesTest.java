// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import dev.marcato.TextCheck;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.MarcException;
import dev.marcato.ProblemCode;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.blocking.MarcFutures;
import dev.marcato.interop.support.Samples;
import dev.marcato.testing.FaultySource;
import dev.marcato.testing.WatchedFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarcFuturesTest {
    private static final ReadOptions UNCHECKED = ReadOptions.builder().textCheck(TextCheck.NONE).build();

    private final FaultySource source = FaultySource.of(Samples.catalogueBytes());

    @Test
    void theFutureHasEveryRecordInOrder() throws Exception {
        CompletableFuture<List<Record>> future = MarcFutures.readAll(WatchedFile.of(source));
        assertEquals(Samples.catalogue(), Samples.plain(future.get(1, TimeUnit.MINUTES)));
        assertTrue(source.isClosed());
    }

    @Test
    void theListCannotBeChanged() throws Exception {
        List<Record> records = MarcFutures.readAll(WatchedFile.of(source)).get(1, TimeUnit.MINUTES);
        assertThrows(UnsupportedOperationException.class, records::clear);
    }

    @Test
    void theOptionsAreThoseGiven() throws Exception {
        Path file = WatchedFile.of(FaultySource.of(Samples.notUtf8()));
        var failure = assertThrows(ExecutionException.class, () -> MarcFutures.readAll(file).get(1, TimeUnit.MINUTES));
        var cause = assertInstanceOf(MarcException.class, failure.getCause());
        assertEquals(ProblemCode.TEXT_NOT_UTF_8, cause.problem().code());
        assertEquals("Caf\uFFFD", MarcFutures.readAll(file, UNCHECKED).get(1, TimeUnit.MINUTES).get(0).title());
    }

    @Test
    void theExecutorGivenDoesTheReading() {
        var tasks = new ArrayDeque<Runnable>();
        CompletableFuture<List<Record>> future = MarcFutures.readAll(WatchedFile.of(source), UNCHECKED, tasks::add);
        assertEquals(1, tasks.size());
        assertEquals(0, source.getOpenCount());
        tasks.remove().run();
        assertEquals(Samples.catalogue(), Samples.plain(future.getNow(List.of())));
        assertTrue(tasks.isEmpty());
    }

    @Test
    void aMissingFileFailsTheFuture(@TempDir Path folder) {
        CompletableFuture<List<Record>> future =
                MarcFutures.readAll(folder.resolve("missing.mrc"), ReadOptions.DEFAULT, Runnable::run);
        var failure = assertThrows(CompletionException.class, future::join);
        assertInstanceOf(NoSuchFileException.class, failure.getCause());
    }

    @Test
    void aFailureOfTheInputFailsTheFutureAndClosesTheFile() {
        var unplugged = new IOException("unplugged");
        FaultySource failing = source.failingAfter(1_000, unplugged);
        CompletableFuture<List<Record>> future =
                MarcFutures.readAll(WatchedFile.of(failing), ReadOptions.DEFAULT, Runnable::run);
        Throwable failure = assertThrows(CompletionException.class, future::join).getCause();
        assertSame(unplugged, failure.getCause());
        assertEquals("watched.mrc", assertInstanceOf(FileSystemException.class, failure).getFile());
        assertTrue(failing.isClosed());
    }

    @Test
    void bytesThatAreNoRecordFailTheFutureAndCloseTheFile() {
        FaultySource broken = FaultySource.of(Samples.thirdIsBroken());
        CompletableFuture<List<Record>> future =
                MarcFutures.readAll(WatchedFile.of(broken), ReadOptions.DEFAULT, Runnable::run);
        assertInstanceOf(MarcException.class, assertThrows(CompletionException.class, future::join).getCause());
        assertTrue(broken.isClosed());
    }

    @Test
    void aCancelledFutureStopsTheReadingAndClosesTheFile() throws Exception {
        byte[] bytes = Samples.many();
        FaultySource stalling = FaultySource.of(bytes).inChunksOf(10_000).stallingAfter(30_000);
        var executor = Executors.newSingleThreadExecutor();
        CompletableFuture<List<Record>> future =
                MarcFutures.readAll(WatchedFile.of(stalling), ReadOptions.DEFAULT, executor);
        assertTrue(stalling.awaitStalled());
        assertTrue(future.cancel(false));
        stalling.release();
        executor.shutdown();
        assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
        assertThrows(CancellationException.class, future::join);
        assertTrue(stalling.isClosed());
        assertEquals(40_000, stalling.getBytesRead());
    }

    @Test
    void aFutureThatIsCancelledBeforeItsTurnReadsNothing() {
        var tasks = new ArrayDeque<Runnable>();
        CompletableFuture<List<Record>> future =
                MarcFutures.readAll(WatchedFile.of(source), ReadOptions.DEFAULT, tasks::add);
        assertTrue(future.cancel(true));
        tasks.remove().run();
        assertTrue(future.isCancelled());
        assertEquals(0, source.getBytesRead());
        assertEquals(source.getOpenCount(), source.getCloseCount());
    }
}
