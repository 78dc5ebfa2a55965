// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.ReadOptions;
import dev.marcato.Strictness;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.blocking.BlockingMarcWriter;
import dev.marcato.blocking.ParallelResults;
import dev.marcato.edit.EditRule;
import dev.marcato.edit.EditSession;
import dev.marcato.edit.EditSummary;
import dev.marcato.edit.Edited;
import dev.marcato.edit.Edits;
import dev.marcato.edit.RuleSummary;
import java.io.IOException;
import java.nio.file.Path;

/** Edits the records of a file by rules, and counts what the rules did. Arguments: the rules, the records, the output. */
public final class BulkEditing {
    private BulkEditing() {
    }

    public static void main(String[] args) throws IOException {
        EditSummary summary = editAll(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        System.out.println(summary.changed() + " of " + summary.records() + " records changed");
        for (RuleSummary rule : summary.rules()) {
            System.out.println(rule.matched() + " " + rule.changed() + " " + rule.rule());
        }
        for (EditRule rule : summary.neverMatched()) System.out.println("never matched: " + rule);
    }

    /** Records are edited by a worker for each core; they come, and are written, in the order of the file. */
    static EditSummary editAll(Path rules, Path input, Path output) throws IOException {
        Edits edits = Edits.read(rules);
        EditSummary summary = EditSummary.of(edits);
        EditSession session = edits.session(); // for counters, which go on from record to record
        ReadOptions lenient = ReadOptions.builder().strictness(Strictness.LENIENT).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(input, lenient);
                ParallelResults<Edited> results = reader.mapParallel(edits)) {
            BlockingMarcWriter.write(output, writer -> {
                for (Edited result : results) {
                    Edited edited = session.counted(result);
                    summary.add(edited);
                    if (!edited.isDropped()) writer.write(edited.record());
                }
            });
        }
        return summary;
    }
}
