// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.DeadLetter
import dev.marcato.mongodb.EqualDocuments
import dev.marcato.mongodb.Rejection
import dev.marcato.mongodb.RejectionReason
import dev.marcato.mongodb.Tolerance
import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.bson.sameBytes
import dev.marcato.mongodb.internal.writes.Account
import dev.marcato.mongodb.internal.writes.BatchOutcome
import dev.marcato.mongodb.internal.writes.DUPLICATE_KEY
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteError
import dev.marcato.mongodb.internal.writes.WriteKind
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * Sends batches to the sink, records their outcome in the account, and decides whether the run continues. After it has
 * stopped, it attempts no more batches. Several inserters use it at once.
 */
internal class BulkDelivery(
    private val sink: BulkSink,
    private val account: Account,
    private val options: BridgeOptions,
    private val onSettled: () -> Unit = {},
) {
    private val stop = AtomicReference<Stop?>()
    private val diverting = Mutex()
    private var whenStopped: () -> Unit = {}

    /** Why the run stopped; null if it didn't. */
    val stopped: Stop? get() = stop.get()

    /** Sets the action for when the run stops. Call it before delivering anything. */
    fun onStop(action: () -> Unit) {
        whenStopped = action
    }

    suspend fun deliver(batch: WriteBatch) {
        if (options.order == WriteOrder.ORDERED) deliverInOrder(batch) else deliverInAnyOrder(batch)
        onSettled()
    }

    /** Applies everything before a rejected write first, so that the stored records are the first ones of the input. */
    private suspend fun deliverInOrder(batch: WriteBatch) {
        var from = 0
        while (from < batch.writes.size && stopped == null) {
            val rejected = batch.writes[from].rejection
            if (rejected != null) {
                reject(batch.writes[from++], rejected)
            } else {
                val next = (from until batch.writes.size).firstOrNull { batch.writes[it].rejection != null }
                val until = next ?: batch.writes.size
                send(batch.kind, batch.writes.subList(from, until))
                from = until
            }
        }
    }

    private suspend fun deliverInAnyOrder(batch: WriteBatch) {
        if (stopped != null) return
        val sound = if (batch.writes.all { it.rejection == null }) {
            batch.writes
        } else {
            batch.writes.filter { it.rejection == null }
        }
        if (sound.isNotEmpty()) send(batch.kind, sound)
        for (write in batch.writes) write.rejection?.let { reject(write, it) }
    }

    private suspend fun send(kind: WriteKind, writes: List<EncodedWrite>) {
        var rest = writes
        var attempt = 0
        var wasSentBefore = false
        while (rest.isNotEmpty() && stopped == null) {
            account.sent(rest)
            val outcome = sink.write(kind, rest, options.order)
            val failure = when (outcome) {
                is BatchOutcome.Answered -> {
                    rest = settle(rest, outcome, wasSentBefore)
                    attempt = 0
                    continue
                }

                is BatchOutcome.Refused -> {
                    // After a lost attempt, nothing is known about them.
                    if (!wasSentBefore) account.notSent(rest)
                    Failure(outcome.cause, outcome.isTransient, !wasSentBefore || kind.isRepeatable)
                }

                is BatchOutcome.Lost -> Failure(outcome.cause, outcome.isTransient, kind.isRepeatable)
            }
            if (!failure.isTransient || !failure.mayRepeat || attempt >= options.resends) {
                stop(Stop.ByFailure(failure.cause))
                return
            }
            delay(delayBefore(attempt))
            attempt++
            wasSentBefore = wasSentBefore || outcome is BatchOutcome.Lost
        }
    }

    /** Settles the answered writes, and returns those that an ordered run has yet to send. */
    private suspend fun settle(
        writes: List<EncodedWrite>,
        answer: BatchOutcome.Answered,
        wasSentBefore: Boolean,
    ): List<EncodedWrite> {
        val isOrdered = options.order == WriteOrder.ORDERED
        val firstError = answer.errors.firstOrNull()
        val applied = if (isOrdered && firstError != null) writes.subList(0, firstError.index) else writes
        val errors = if (isOrdered) listOfNotNull(firstError) else answer.errors
        val wrong = errors.associateBy { it.index }
        val rest = if (isOrdered && firstError != null) writes.drop(firstError.index + 1) else emptyList()
        if (!wasSentBefore) account.notSent(rest)
        val concern = answer.concern
        if (concern != null) {
            // They were applied, but perhaps not durably, so they stay unknown.
            account.settle(emptyList(), emptyList(), answer)
        } else {
            val sound = if (wrong.isEmpty()) applied else applied.filterIndexed { index, _ -> index !in wrong }
            if (sound.firstOrNull()?.kind == WriteKind.INSERT) {
                account.settle(sound, emptyList(), answer)
            } else {
                val upserted = answer.upserted.mapTo(HashSet(), writes::get)
                val (stored, matched) = sound.partition { it in upserted }
                account.settle(stored, matched, answer)
            }
        }
        val suspects = if (wasSentBefore || options.equalDocuments == EqualDocuments.MATCH) {
            errors.filter { it.code == DUPLICATE_KEY }.map { writes[it.index] }.filter { it.kind == WriteKind.INSERT }
        } else {
            emptyList()
        }
        val equal = HashSet<EncodedWrite>()
        val failure = if (suspects.isEmpty()) null else failureOf { findEqual(suspects, equal) }
        if (equal.isNotEmpty()) account.settle(emptyList(), equal.toList(), BatchOutcome.Answered())
        for (error in errors) {
            val write = writes[error.index]
            // If the check failed, it stays unknown whether the document is there.
            if (write in equal || (failure != null && write in suspects)) continue
            reject(write, rejectionOf(write, error))
        }
        (concern ?: failure)?.let { stop(Stop.ByFailure(it)) }
        return rest
    }

    /** Finds the writes whose key is taken by the same document, byte for byte. */
    private suspend fun findEqual(suspects: List<EncodedWrite>, equal: MutableSet<EncodedWrite>) {
        for (some in suspects.chunked(COMPARED_AT_ONCE)) {
            val byId = some.groupBy { checkNotNull(checkNotNull(it.document)["_id"]) }
            sink.stored(byId.keys.toList()).collect { there ->
                byId[there["_id"]]?.filterTo(equal) { checkNotNull(it.document).sameBytes(there) }
            }
        }
    }

    private fun delayBefore(attempt: Int): Long {
        val first = options.resendDelayMillis
        return if (first >= LONGEST_DELAY) first else (first shl attempt).coerceAtMost(LONGEST_DELAY)
    }

    private suspend fun reject(write: EncodedWrite, rejection: Rejection) {
        val failure = options.deadLetters?.let { sink ->
            val letter = DeadLetter.of(rejection, checkNotNull(write.value))
            diverting.withLock { withContext(Dispatchers.IO) { failureOf { sink.divert(letter) } } }
        }
        val isDealtWith = failure == null && options.tolerance != Tolerance.FAIL
        account.reject(write, rejection, isDealtWith)
        if (!isDealtWith) stop(if (failure == null) Stop.ByRejection(rejection) else Stop.ByFailure(failure))
    }

    private fun stop(why: Stop) {
        if (stop.compareAndSet(null, why)) whenStopped()
    }

    private class Failure(val cause: Exception, val isTransient: Boolean, val mayRepeat: Boolean)

    private companion object {
        const val COMPARED_AT_ONCE = 1_000
        const val LONGEST_DELAY = 60_000L
    }
}

/** Why a run stopped before the end of its input. */
internal sealed interface Stop {
    class ByRejection(val rejection: Rejection) : Stop

    class ByFailure(val cause: Exception) : Stop
}

/**
 * Returns the exception of [action]. It isn't thrown, because a change of context would copy it. A cancellation that
 * isn't this coroutine's own is a failure like any other; if thrown, it would end an inserter silently.
 */
private suspend inline fun failureOf(action: () -> Unit): Exception? = try {
    action()
    null
} catch (e: Exception) {
    if (e is CancellationException) currentCoroutineContext().ensureActive()
    e
}

private fun rejectionOf(write: EncodedWrite, error: WriteError): Rejection {
    val reason = if (error.code == DUPLICATE_KEY) RejectionReason.DUPLICATE_KEY else RejectionReason.REFUSED_BY_SERVER
    val id = write.document?.get("_id") ?: (write.filter)?.get("_id")
    return Rejection.of(write.ordinal, id, reason, error.message, error.code)
}
