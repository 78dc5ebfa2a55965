// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** When the writing of a flow hands its records over to the target, and flushes it. */
public enum class Flush {
    /** Records are handed over when 300 kB have come. The target is flushed at the end. */
    WHEN_FULL,

    /**
     * No record waits for a later one: whatever the flow has ready is handed over and flushed, one record if they come
     * slowly, up to 100 records or 300 kB if they come fast.
     */
    WHEN_IDLE,

    /** Each record is handed over and flushed by itself. */
    EACH_RECORD,
}
