// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMapTest {
    private static Map<String, String> row(String title) {
        Map<String, String> row = new HashMap<>();
        row.put("Title", title);
        return row;
    }

    @Test
    void makesRecords() {
        TableMap map = TableMap.parse("add 001 \"{counter}\"\nadd 245 10 $a \"{column Title}\"");
        EditSession session = map.edits().session();
        Edited first = map.build(row("Moby Dick"), session);
        Edited second = map.build(row(""), session);
        assertEquals("Moby Dick", first.record().get("245", 'a'));
        assertEquals("2", second.record().controlNumber());
        assertEquals("1", map.build(row("x")).record().controlNumber());
        assertEquals(Collections.singletonList("Title"), map.columns());
        assertTrue(map.edits().hasCounters());
        assertEquals("add 001 \"{counter}\"\nadd 245 10 $a \"{column Title}\"", map.toString());
    }

    @Test
    void takesParametersAndFiles(@TempDir Path folder) throws IOException {
        EditOptions options = EditOptions.builder().parameter("who", "me").build();
        Path file = folder.resolve("a.map");
        String text = "parameter who = \"nobody\"\nadd 590 $a \"{=who}: {column Title}\"\n";
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        for (TableMap map : Arrays.asList(TableMap.parse(text, options), TableMap.read(file, options))) {
            assertEquals("me: x", map.build(row("x")).record().get("590", 'a'));
            assertFalse(map.edits().hasCounters());
        }
        assertEquals("nobody: x", TableMap.read(file).build(row("x")).record().get("590", 'a'));
    }

    @Test
    void refusesWhatIsNone() {
        assertThrows(EditException.class, () -> TableMap.parse("add 001 \"{column }\""));
    }
}
