// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import dev.marcato.Outcome;
import dev.marcato.ReadOptions;
import dev.marcato.Strictness;
import dev.marcato.WholeFile;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a line for each record, and continues where it was if it is started again, even after it was killed: no line
 * is missing, none is there twice. Arguments: a file with records in any format, the lines, the checkpoint.
 */
public final class Resume {
    private Resume() {
    }

    public static void main(String[] args) throws IOException {
        Path checkpoint = Path.of(args[2]);
        String[] place = (Files.exists(checkpoint) ? Files.readString(checkpoint) : "0 0").split(" ");
        ReadOptions options = ReadOptions.builder().strictness(Strictness.LENIENT).build();
        try (BlockingMarcReader reader = BlockingMarcReader.open(Path.of(args[0]), options);
                RandomAccessFile lines = new RandomAccessFile(args[1], "rw")) {
            lines.setLength(Long.parseLong(place[1])); // lines after the checkpoint come again
            lines.seek(lines.length());
            resume(reader, Long.parseLong(place[0]), lines, checkpoint);
        }
    }

    private static void resume(BlockingMarcReader reader, long done, RandomAccessFile lines, Path checkpoint)
            throws IOException {
        while (true) {
            List<Outcome> batch = reader.readOutcomeBatch(1_000);
            if (batch.isEmpty()) return;
            Outcome last = batch.get(batch.size() - 1);
            long next = last.byteOffset() + last.byteLength();
            if (next <= done) continue; // reading again is faster than finding the place, and works for any format
            for (Outcome outcome : batch) {
                if (outcome.byteOffset() >= done) lines.write(line(outcome).getBytes(StandardCharsets.UTF_8));
            }
            lines.getChannel().force(false); // the lines first, then the checkpoint, which appears as a whole
            try (WholeFile file = WholeFile.open(checkpoint)) {
                file.stream().write((next + " " + lines.getFilePointer()).getBytes(StandardCharsets.UTF_8));
                file.commit();
            }
            done = next;
            System.out.println(done + " bytes done");
        }
    }

    /** Each outcome begins where the one before ends, so together they are the whole input. */
    private static String line(Outcome outcome) {
        if (outcome instanceof Outcome.Read read) {
            return read.record().controlNumber() + ": " + read.record().title() + "\n";
        }
        if (outcome instanceof Outcome.Damage damage) {
            return damage.byteLength() + " bytes at " + damage.byteOffset() + " are no record: "
                    + damage.problem().code() + "\n";
        }
        return ""; // filler
    }
}
