// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.writes.Account
import java.util.concurrent.atomic.AtomicReference

/**
 * Follows a run: pass a ledger to a write, and ask it for a [report] from any thread at any time, to show progress or
 * after the write was cancelled.
 *
 * The report is the one that the run would have if it ended now: records under way count as [BulkReport.unknown], and
 * those that wait as [BulkReport.notAttempted]. A ledger is for one run.
 */
public class BulkLedger {
    private val account = AtomicReference<Account?>()

    /** Returns what has become of the records so far. */
    public fun report(): BulkReport = account.get()?.report() ?: BulkReport.of(BulkReport.Counts())

    override fun toString(): String = "BulkLedger(${report()})"

    @JvmSynthetic
    internal fun begin(account: Account) {
        check(this.account.compareAndSet(null, account)) {
            "A ledger is for one run, and this one has been used. Make another one"
        }
    }
}
