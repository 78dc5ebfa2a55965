// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark;

import dev.marcato.internal.input.ByteWindow;
import dev.marcato.internal.formats.iso2709.Framer;
import kotlin.Unit;

import java.nio.ByteBuffer;

/**
 * Runs the library's framer on its own: finds where records start and end, and makes none of them.
 *
 * <p>The one look at internals of the library that benchmarks take, in Java because Kotlin would not allow it.
 */
public final class Framing {
    private Framing() {}

    /**
     * Counts the frames in {@code bytes}.
     *
     * @throws IllegalStateException if the bytes are not frames from start to end
     */
    public static long countFrames(byte[] bytes) {
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
                case END -> {
                    return frames;
                }
                default -> throw new IllegalStateException("No frame at byte " + window.getOffset());
            }
        }
    }
}
