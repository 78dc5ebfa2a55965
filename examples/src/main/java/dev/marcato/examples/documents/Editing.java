// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents;

import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.edit.EditRule;
import dev.marcato.edit.EditSession;
import dev.marcato.edit.EditSummary;
import dev.marcato.edit.Edited;
import dev.marcato.edit.Edits;
import java.io.IOException;
import java.nio.file.Path;

/** What the page on editing, and the README of the module, show in Java. */
public final class Editing {
    private Editing() {
    }

    public static void rehearse(Path input) throws IOException {
        Edits edits = Edits.read(Path.of("vendor.edits"));
        EditSummary summary = EditSummary.of(edits);
        try (BlockingMarcReader reader = BlockingMarcReader.open(input);
                ParallelResults<Edited> results = reader.mapParallel(edits)) {
            for (Edited edited : results) summary.add(edited);
        }
        for (EditRule rule : summary.neverMatched()) System.out.println("never matched: " + rule);
    }

    public static void count(BlockingMarcReader reader) throws IOException {
        Edits edits = Edits.read(Path.of("rules.edits"));
        EditSummary summary = EditSummary.of(edits);
        EditSession session = edits.session();
        try (ParallelResults<Edited> results = reader.mapParallel(edits)) {
            for (Edited edited : results) summary.add(session.counted(edited));
        }
        summary.neverMatched(); // rules that found nothing in any record: probably mistakes
    }
}
