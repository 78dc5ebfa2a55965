// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose;

import dev.marcato.internal.input.ByteWindow;
import dev.marcato.internal.formats.iso2709.Framer;
import java.nio.ByteBuffer;
import kotlin.Unit;

/**
 * Runs the library's framer on its own, over files that need not be sound: what is no frame is skipped.
 *
 * <p>In Java because Kotlin would not allow a look at internals.
 */
final class FramingAlone {
    private static final byte RECORD_TERMINATOR = 0x1D;

    private FramingAlone() {}

    /** Counts the frames in {@code bytes}. */
    static long countFrames(byte[] bytes) {
        ByteWindow window = new ByteWindow(array -> Unit.INSTANCE);
        window.feedAll(ByteBuffer.wrap(bytes));
        Framer framer = new Framer(window);
        long frames = 0;
        while (true) {
            switch (framer.next()) {
                case FRAME -> {
                    window.consume(framer.getLength());
                    frames++;
                }
                case BROKEN -> window.consume(brokenLength(window));
                default -> {
                    return frames;
                }
            }
        }
    }

    /** Returns how many bytes there are before the next place at which a record may begin: a blank, or a stretch. */
    private static int brokenLength(ByteWindow window) {
        ByteBuffer buffer = window.getBuffer();
        int start = window.getPosition();
        int end = start + window.getAvailable();
        if (isFiller(buffer.get(start))) return 1;
        int index = start;
        while (index < end && buffer.get(index) != RECORD_TERMINATOR) index++;
        return Math.min(index + 1, end) - start;
    }

    private static boolean isFiller(byte value) {
        return value == '\n' || value == '\r' || value == ' ' || value == 0;
    }
}
