// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.marcato.ReadOptions;
import org.junit.jupiter.api.Test;

final class ReadOptionsTest {
    @Test
    void unsetOptionsHaveTheirDefaults() {
        ReadOptions options = ReadOptions.builder().build();
        assertTrue(options.verifyText());
        assertEquals(512 * 1024, options.chunkSize());
        assertEquals(2, options.readAhead());
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
                "chunkSize is at least 1024 bytes, not 1023",
                assertThrows(IllegalArgumentException.class, tooSmall::build).getMessage());
        ReadOptions.Builder tooFew = ReadOptions.builder().readAhead(0);
        assertEquals(
                "readAhead is at least 1 chunk, not 0",
                assertThrows(IllegalArgumentException.class, tooFew::build).getMessage());
    }
}
