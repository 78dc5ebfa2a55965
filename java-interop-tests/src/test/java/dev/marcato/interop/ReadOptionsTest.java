// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.ReadOptions;
import dev.marcato.Strictness;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadOptionsTest {
    @Test
    void unsetOptionsHaveTheirDefaults() {
        ReadOptions options = ReadOptions.builder().build();
        assertTrue(options.verifyText());
        assertEquals(512 * 1024, options.chunkSize());
        assertEquals(2, options.readAhead());
        assertSame(Strictness.STRICT, options.strictness());
        assertFalse(options.verifyCodes());
        assertEquals(16 << 20, options.maxRecordBytes());
        assertEquals(4 << 20, options.maxDamageBytes());
        assertEquals(1_000, options.maxProblemsPerRecord());
        assertEquals(100_000, options.maxProblems());
        assertEquals(ReadOptions.DEFAULT.toString(), options.toString());
    }

    @Test
    void setOptionsAreKept() {
        ReadOptions options = ReadOptions.builder().verifyText(false).chunkSize(2048).readAhead(5).build();
        assertFalse(options.verifyText());
        assertEquals(2048, options.chunkSize());
        assertEquals(5, options.readAhead());
    }

    @Test
    void setLimitsAreKept() {
        ReadOptions options = ReadOptions.builder()
                .strictness(Strictness.LENIENT)
                .verifyCodes(true)
                .maxRecordBytes(99_999)
                .maxDamageBytes(0)
                .maxProblemsPerRecord(10)
                .maxProblems(20)
                .build();
        for (ReadOptions kept : List.of(options, options.toBuilder().build())) {
            assertSame(Strictness.LENIENT, kept.strictness());
            assertTrue(kept.verifyCodes());
            assertEquals(99_999, kept.maxRecordBytes());
            assertEquals(0, kept.maxDamageBytes());
            assertEquals(10, kept.maxProblemsPerRecord());
            assertEquals(20, kept.maxProblems());
        }
    }

    @Test
    void otherOptionsCanBeMadeFromThem() {
        ReadOptions options = ReadOptions.builder().verifyText(false).build();
        ReadOptions.Builder builder = options.toBuilder().readAhead(3);
        ReadOptions changed = builder.build();
        assertFalse(changed.verifyText());
        assertEquals(3, changed.readAhead());
        assertEquals(2, options.readAhead());
    }

    @Test
    void optionsOutOfTheirRangeAreRefused() {
        ReadOptions.Builder tooSmall = ReadOptions.builder().chunkSize(1023);
        assertEquals(
                "chunkSize must be at least 1024 bytes, not 1023",
                assertThrows(IllegalArgumentException.class, tooSmall::build).getMessage());
        ReadOptions.Builder tooFew = ReadOptions.builder().readAhead(0);
        assertEquals(
                "readAhead must be at least 1 chunk, not 0",
                assertThrows(IllegalArgumentException.class, tooFew::build).getMessage());
        assertRefused("maxRecordBytes must be at least 26, not 25", ReadOptions.builder().maxRecordBytes(25));
        assertRefused("maxDamageBytes must be at least 0, not -1", ReadOptions.builder().maxDamageBytes(-1));
        assertRefused("maxProblemsPerRecord must be at least 1, not 0", ReadOptions.builder().maxProblemsPerRecord(0));
        assertRefused("maxProblems must be at least 1, not 0", ReadOptions.builder().maxProblems(0));
    }

    private static void assertRefused(String message, ReadOptions.Builder builder) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
}
