// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.edit.Edited;
import dev.marcato.edit.Edits;
import dev.marcato.edit.Undo;
import dev.marcato.edit.UndoException;
import dev.marcato.edit.UndoWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What edits changed in a file is given back. */
final class EditsUndoTest {
    private static final Edits EDITS =
            Edits.parse("remove 990\ndrop record if 001 = \"3\"\nset 245$a to \"Title {001}\" if 001 < 5");

    @Test
    void theOldFileComesBack() throws IOException {
        var before = new ByteArrayOutputStream();
        var after = new ByteArrayOutputStream();
        var undo = new ByteArrayOutputStream();
        try (UndoWriter writer = UndoWriter.to(undo)) {
            for (int number : IntStream.range(0, 10).toArray()) {
                Record record = Record.builder().field("001", "" + number)
                        .field("245", '0', '0', Subfield.of('a', "Title")).build();
                Edited edited = EDITS.apply(Record.parse(record.toBytes()));
                byte[] old = edited.original().toBytes();
                byte[] changed = edited.isDropped() ? new byte[0] : edited.record().toBytes();
                if (edited.isChanged()) writer.changed(old, changed);
                else writer.same(old.length);
                before.write(old);
                after.write(changed);
            }
        }
        assertArrayEquals(before.toByteArray(), reverted(after.toByteArray(), undo.toByteArray()));

        byte[] touched = after.toByteArray();
        touched[touched.length / 10]++;
        UndoException refusal =
                assertThrows(UndoException.class, () -> reverted(touched, undo.toByteArray()));
        assertEquals("line " + refusal.line(), refusal.getMessage().substring(0, ("line " + refusal.line()).length()));
    }

    private static byte[] reverted(byte[] edited, byte[] undo) throws IOException {
        var original = new ByteArrayOutputStream();
        Undo.revert(new ByteArrayInputStream(edited), new ByteArrayInputStream(undo), original);
        return original.toByteArray();
    }
}
