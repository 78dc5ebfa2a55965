// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.CharacterSet;
import dev.marcato.CharacterSetDetection;
import dev.marcato.CharacterSetDetection.Confidence;
import dev.marcato.CharacterSetRule;
import dev.marcato.Dialect;
import dev.marcato.Normalization;
import dev.marcato.ReadOptions;
import dev.marcato.Record;
import dev.marcato.Unencodable;
import dev.marcato.blocking.BlockingMarcReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CharacterSetsTest {
    /** A record with a title of these bytes. */
    private static byte[] titled(char coding, String title) {
        int length = 4 + title.length() + 1;
        String data = "10\u001Fa" + title + "\u001E\u001D";
        String leader = String.format("%05dnam %s2200037 i 4500", 37 + data.length(), coding);
        return (leader + String.format("245%04d00000\u001E", length) + data).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Record read(byte[] bytes, ReadOptions options) throws IOException {
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes, options)) {
            return reader.iterator().next();
        }
    }

    @Test
    void recordsAreReadByWhatTheySay() throws IOException {
        String title = new String(CharacterSet.MARC_8.encode("Caf\u00E9"), StandardCharsets.ISO_8859_1);
        ReadOptions options =
                ReadOptions.builder().normalization(Normalization.NFC).build();
        Record record = read(titled(' ', title), options);
        assertEquals("Caf\u00E9", record.title());
        assertEquals(CharacterSet.MARC_8, record.characterSet());
        assertEquals(Normalization.NFC, options.normalization());
        assertEquals(CharacterSetRule.OBEY, options.characterSetRule());
        assertEquals("OBEY_UNIMARC", CharacterSetRule.OBEY_UNIMARC.toString());
        assertEquals(CharacterSetRule.always(CharacterSet.UTF_8), CharacterSetRule.always(CharacterSet.UTF_8));
        assertFalse(CharacterSetRule.DETECT.equals(CharacterSetRule.OBEY));
        assertEquals(CharacterSetRule.DETECT.hashCode(), CharacterSetRule.DETECT.hashCode());
        assertEquals("UNIMARC 0103", CharacterSet.of("UNIMARC 0103").name());
        assertEquals(Dialect.MARC_21, Dialect.of(record));
        assertNull(Dialect.of(Record.builder().build()));
    }

    @Test
    void anotherSetCanBeForcedOrDetected() throws IOException {
        CharacterSet cyrillic = CharacterSet.of(Charset.forName("windows-1251"));
        String title = new String(cyrillic.encode("\u043C\u0438\u0440"), StandardCharsets.ISO_8859_1);
        ReadOptions forced = ReadOptions.builder()
                .characterSetRule(CharacterSetRule.always(cyrillic))
                .build();
        assertEquals("\u043C\u0438\u0440", read(titled('a', title), forced).title());
        ReadOptions detecting =
                ReadOptions.builder().characterSetRule(CharacterSetRule.DETECT).build();
        assertEquals("DETECT", detecting.characterSetRule().toString());
        String utf8 = new String("Caf\u00E9 \u00E0".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals("Caf\u00E9 \u00E0", read(titled(' ', utf8), detecting).title());
    }

    @Test
    void setsDecodeAndEncodeValues() {
        CharacterSet set = CharacterSet.of("marc-8");
        assertEquals("MARC-8", set.name());
        assertEquals("MARC-8", set.toString());
        assertTrue(set.equals(CharacterSet.MARC_8));
        assertEquals("\u043C", set.decode(set.encode("\u043C")));
        assertArrayEquals(
                "&#x1F600;".getBytes(StandardCharsets.US_ASCII),
                set.encode("\uD83D\uDE00", Unencodable.NUMERIC_REFERENCE));
        assertThrows(IllegalArgumentException.class, () -> set.encode("\uD83D\uDE00", Unencodable.REFUSE));
        assertThrows(IllegalArgumentException.class, () -> CharacterSet.of("no such set"));
        assertEquals(set.hashCode(), CharacterSet.MARC_8.hashCode());
        assertNotEquals(CharacterSet.ISO_5426, CharacterSet.ISO_6937);
        assertEquals(CharacterSet.UTF_8, CharacterSet.of(StandardCharsets.UTF_8));
        assertEquals(List.of(Unencodable.values()), Unencodable.getEntries());
        assertEquals(Unencodable.REFUSE, Unencodable.valueOf("REFUSE"));
        assertEquals(List.of(Normalization.values()), Normalization.getEntries());
        assertEquals(Normalization.NONE, Normalization.valueOf("NONE"));
        assertEquals(Normalization.NFD, Normalization.valueOf("NFD"));
        assertEquals(List.of(Dialect.values()), Dialect.getEntries());
        assertEquals(Dialect.UNIMARC, Dialect.valueOf("UNIMARC"));
    }

    @Test
    void detectionsSayWhy() {
        CharacterSetDetection detection =
                CharacterSetDetection.of("Caf\u00E9 \u00E0".getBytes(StandardCharsets.UTF_8));
        assertEquals(CharacterSet.UTF_8, detection.characterSet());
        assertEquals(Confidence.CERTAIN, detection.confidence());
        assertEquals(3, detection.offset());
        assertTrue(detection.reason().contains("UTF-8"));
        assertTrue(detection.toString().contains("CERTAIN"));
        assertEquals(List.of(Confidence.POSSIBLE, Confidence.LIKELY, Confidence.CERTAIN), List.of(Confidence.values()));
        assertEquals(List.of(Confidence.values()), Confidence.getEntries());
        assertEquals(Confidence.LIKELY, Confidence.valueOf("LIKELY"));
    }
}
