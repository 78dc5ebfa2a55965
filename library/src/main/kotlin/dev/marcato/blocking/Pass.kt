// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

/** Keeps a reader from being asked for what it cannot give: a second pass, or both records and outcomes. */
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

    /** Says what the reader is asked for now. */
    fun give(kind: Kind) {
        check(!isClosed) { "The reader is closed" }
        check(given == null || given == kind) { "A reader gives either records or outcomes; open another one for both" }
        given = kind
    }

    /** Says that the reader is asked for results, for which nothing may have been read yet. */
    fun giveResults() {
        check(given == null) { "Records or outcomes were read from this reader already" }
        give(Kind.RESULTS)
        begin()
    }

    fun close() {
        isClosed = true
    }
}
