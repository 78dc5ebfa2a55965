// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

/** Refuses a second pass over a reader, and records and outcomes from the same reader. */
internal class Pass {
    enum class Kind { RECORDS, OUTCOMES, RESULTS }

    private var isBegun = false
    private var given: Kind? = null
    private var isClosed = false

    /** Begins the one pass. */
    fun begin() {
        check(!isBegun) { "A reader makes one pass; open another reader to read again" }
        isBegun = true
    }

    /** Notes the kind of items that the reader is asked for. */
    fun give(kind: Kind) {
        check(!isClosed) { "The reader is closed" }
        check(given == null || given == kind) { "A reader gives either records or outcomes; open another one for both" }
        given = kind
    }

    /** Notes that the reader is asked for results, before anything else was read. */
    fun giveResults() {
        check(given == null) { "Records or outcomes were read from this reader already" }
        give(Kind.RESULTS)
        begin()
    }

    fun close() {
        isClosed = true
    }
}
