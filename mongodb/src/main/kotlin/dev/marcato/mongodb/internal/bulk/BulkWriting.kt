// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.BulkFailedException
import dev.marcato.mongodb.BulkLedger
import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.internal.input.Place
import dev.marcato.mongodb.internal.writes.Account
import dev.marcato.mongodb.internal.writes.WriteEncoding
import kotlinx.coroutines.flow.Flow

/** Follows a load while it runs: knows its place in the input, and is notified of settled records. */
internal class LoadProgress(
    val firstOrdinal: Long,
    /** Where reading could resume to get the value after the last one taken. */
    val place: () -> Place,
    /** For messages: where the input counts its places from, if not from its beginning. */
    val countedFrom: String = "",
    val onAccount: (Account) -> Unit = {},
    /** Called from time to time when more has been settled. */
    val onSettled: () -> Unit = {},
) {
    companion object {
        val NONE = LoadProgress(0, { Place.START })
    }
}

/** Writes to any sink, without the driver. */
@JvmSynthetic
internal suspend fun <S : Any> writeTo(
    sink: BulkSink,
    values: Flow<S>,
    encoding: WriteEncoding<S>,
    options: BridgeOptions,
    lanes: Lanes = Lanes.ANY,
    ledger: BulkLedger = BulkLedger(),
    progress: LoadProgress = LoadProgress.NONE,
): BulkReport {
    val account = Account(options.maxRejections, progress.firstOrdinal)
    ledger.begin(account)
    progress.onAccount(account)
    val delivery = BulkDelivery(sink, account, options, progress.onSettled)
    val failure = BulkRun(encoding, options, account, delivery, lanes, progress.place).run(values)
    val report = account.report()
    when (val stop = delivery.stopped) {
        is Stop.ByRejection -> throw BulkFailedException.of(report, "Stopped by ${stop.rejection}", null)

        is Stop.ByFailure -> {
            val e = BulkFailedException.of(report, "Stopped by a failure: ${stop.cause.message}", stop.cause)
            if (failure != null) e.addSuppressed(failure)
            throw e
        }

        null -> if (failure != null) {
            throw BulkFailedException.of(
                report,
                "The input failed${progress.countedFrom}: ${failure.message ?: failure}",
                failure,
            )
        }
    }
    return report
}
