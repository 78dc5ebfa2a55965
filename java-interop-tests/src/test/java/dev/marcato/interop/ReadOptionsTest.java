// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.marcato.ReadLimits;
import dev.marcato.ReadOptions;
import dev.marcato.Strictness;
import dev.marcato.TextCheck;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ReadOptionsTest {
    private static final ReadLimits LIMITS = ReadLimits.builder()
            .recordBytes(99_999)
            .valueBytes(1_000)
            .depth(6)
            .damageBytes(0)
            .problemsPerRecord(10)
            .problems(20)
            .build();

    @Test
    void unsetOptionsHaveTheirDefaults() {
        ReadOptions options = ReadOptions.builder().build();
        assertSame(TextCheck.TEXT, options.textCheck());
        assertEquals(512 * 1024, options.chunkSize());
        assertEquals(2, options.readAhead());
        assertSame(Strictness.STRICT, options.strictness());
        ReadLimits limits = options.limits();
        assertEquals(ReadLimits.DEFAULT, limits);
        assertEquals(Long.MAX_VALUE, limits.inputBytes());
        assertEquals(Long.MAX_VALUE, limits.records());
        assertEquals(16 << 20, limits.recordBytes());
        assertEquals(16 << 20, limits.valueBytes());
        assertEquals(32, limits.depth());
        assertEquals(4 << 20, limits.damageBytes());
        assertEquals(1_000, limits.problemsPerRecord());
        assertEquals(100_000, limits.problems());
        assertEquals(ReadOptions.DEFAULT.toString(), options.toString());
    }

    @Test
    void setOptionsAreKept() {
        ReadOptions options = ReadOptions.builder().textCheck(TextCheck.NONE).chunkSize(2048).readAhead(5).build();
        assertSame(TextCheck.NONE, options.textCheck());
        assertEquals(2048, options.chunkSize());
        assertEquals(5, options.readAhead());
    }

    @Test
    void setLimitsAreKept() {
        ReadOptions options = ReadOptions.builder()
                .strictness(Strictness.LENIENT)
                .textCheck(TextCheck.TEXT_AND_CODES)
                .limits(LIMITS)
                .build();
        for (ReadOptions kept : List.of(options, options.toBuilder().build())) {
            assertSame(Strictness.LENIENT, kept.strictness());
            assertSame(TextCheck.TEXT_AND_CODES, kept.textCheck());
            assertEquals(LIMITS, kept.limits());
            assertEquals(99_999, kept.limits().recordBytes());
            assertEquals(1_000, kept.limits().valueBytes());
            assertEquals(6, kept.limits().depth());
            assertEquals(0, kept.limits().damageBytes());
            assertEquals(10, kept.limits().problemsPerRecord());
            assertEquals(20, kept.limits().problems());
        }
    }

    @Test
    void otherOptionsCanBeMadeFromThem() {
        ReadOptions options = ReadOptions.builder().textCheck(TextCheck.NONE).build();
        ReadOptions.Builder builder = options.toBuilder().readAhead(3);
        ReadOptions changed = builder.build();
        assertSame(TextCheck.NONE, changed.textCheck());
        assertEquals(3, changed.readAhead());
        assertEquals(2, options.readAhead());
    }

    @Test
    void optionsOutOfTheirRangeAreRefused() {
        ReadOptions.Builder tooSmall = ReadOptions.builder().chunkSize(1023);
        assertEquals(
                "chunkSize must be at least 1024, not 1023",
                assertThrows(IllegalArgumentException.class, tooSmall::build).getMessage());
        ReadOptions.Builder tooFew = ReadOptions.builder().readAhead(0);
        assertEquals(
                "readAhead must be at least 1, not 0",
                assertThrows(IllegalArgumentException.class, tooFew::build).getMessage());
        assertRefused("inputBytes must be at least 1, not 0", ReadLimits.builder().inputBytes(0));
        assertRefused("records must be at least 1, not 0", ReadLimits.builder().records(0));
        assertRefused("recordBytes must be at least 26, not 25", ReadLimits.builder().recordBytes(25));
        assertRefused("valueBytes must be at least 1, not 0", ReadLimits.builder().valueBytes(0));
        assertRefused("depth must be at least 6, not 5", ReadLimits.builder().depth(5));
        assertRefused("damageBytes must be at least 0, not -1", ReadLimits.builder().damageBytes(-1));
        assertRefused("problemsPerRecord must be at least 1, not 0", ReadLimits.builder().problemsPerRecord(0));
        assertRefused("problems must be at least 1, not 0", ReadLimits.builder().problems(0));
    }

    @Test
    void optionsAreSentAsText() {
        ReadOptions options = ReadOptions.builder()
                .strictness(Strictness.LENIENT)
                .limits(LIMITS.toBuilder().depth(9).build())
                .build();
        assertEquals(
                "strictness=LENIENT limits.recordBytes=99999 limits.valueBytes=1000 limits.depth=9 "
                        + "limits.damageBytes=0 limits.problemsPerRecord=10 limits.problems=20",
                options.toText());
        assertEquals(options.toText(), ReadOptions.parse(options.toText()).toText());
        assertThrows(IllegalArgumentException.class, () -> ReadOptions.parse("strictness=HALF"));
        assertEquals(List.of(TextCheck.NONE, TextCheck.TEXT, TextCheck.TEXT_AND_CODES), TextCheck.getEntries());
        assertEquals(LIMITS.hashCode(), LIMITS.toBuilder().build().hashCode());
        assertEquals("ReadLimits()", ReadLimits.DEFAULT.toString());
        assertFalse(LIMITS.equals(ReadLimits.DEFAULT));
    }

    @Test
    void readsOfCursorsRunOnTheExecutor() {
        var pool = Executors.newSingleThreadExecutor();
        assertEquals(
                "ReadOptions()", ReadOptions.builder().ioExecutor(pool).build().toString());
        pool.shutdown();
    }

    private static void assertRefused(String message, ReadLimits.Builder builder) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
}
