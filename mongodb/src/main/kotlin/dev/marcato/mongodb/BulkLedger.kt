// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.writes.Account
import java.util.concurrent.atomic.AtomicReference

/**
 * The account of a run while it runs, and after it: pass one to a write, and ask it for a [report] from any thread at
 * any time, for progress, or after the write was cancelled.
 *
 * Records that are under way show as [BulkReport.unknown], those that wait as [BulkReport.notAttempted]: what they
 * would be if the run ended now. A ledger is for one run.
 */
public class BulkLedger {
    private val account = AtomicReference<Account?>()

    /** Returns what has become of the records so far. */
    public fun report(): BulkReport = account.get()?.report() ?: BulkReport.of(BulkReport.Counts())

    override fun toString(): String = "BulkLedger(${report()})"

    @JvmSynthetic
    internal fun begin(account: Account) {
        check(this.account.compareAndSet(null, account)) { "A ledger is for one run; this one has been used" }
    }
}
