// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.MarcException;
import dev.marcato.Record;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Shows the first titles of a document, for a screen in Java: it opens, decodes and closes off the main thread.
 * {@code main} shows files. Arguments: files with records.
 */
public final class ViewModel implements AutoCloseable {
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final Consumer<List<String>> onTitles;
    private final Consumer<Exception> onFailure;
    private Future<?> reading;

    /** On Android, both would hand their value to the main thread: {@code liveData::postValue}. */
    public ViewModel(Consumer<List<String>> onTitles, Consumer<Exception> onFailure) {
        this.onTitles = onTitles;
        this.onFailure = onFailure;
    }

    /** Shows another document instead of the one before. */
    public synchronized Future<?> show(Document document) {
        if (reading != null) reading.cancel(true);
        return reading = reader.submit(() -> read(document));
    }

    private void read(Document document) {
        List<String> titles = new ArrayList<>();
        try (InputStream stream = document.open(); BlockingMarcReader records = BlockingMarcReader.open(stream)) {
            for (Record record : records) {
                if (titles.size() == 100 || Thread.currentThread().isInterrupted()) return;
                if (record.title() == null) continue;
                titles.add(record.title());
                onTitles.accept(List.copyOf(titles));
            }
        } catch (IOException | MarcException e) {
            onFailure.accept(e); // titles read before the failure stay
        }
    }

    /** Call it from onCleared(). */
    @Override
    public void close() {
        reader.shutdownNow();
    }

    /** For the content resolver: {@code () -> resolver.openInputStream(uri)}. */
    @FunctionalInterface
    public interface Document {
        InputStream open() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        for (String file : args) {
            List<String> shown = new ArrayList<>();
            List<String> failure = new ArrayList<>();
            Consumer<List<String>> onTitles = titles -> {
                shown.clear();
                shown.addAll(titles);
            };
            try (ViewModel model = new ViewModel(onTitles, e -> failure.add(", then " + e.getMessage()))) {
                model.show(() -> new FileInputStream(file)).get();
            }
            System.out.println(file + ": " + shown.size() + " titles" + String.join("", failure));
            for (String title : shown) System.out.println("  " + title);
        }
    }
}
