// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.sessions.failureOf
import kotlin.coroutines.cancellation.CancellationException
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive

/** Calls this function, and then [onReturn], which may run while a function that suspended continues elsewhere. */
internal suspend inline fun <T, R> (suspend (T) -> R).call(
    value: T,
    crossinline onReturn: (hasSuspended: Boolean) -> Unit,
): R = suspendCoroutineUninterceptedOrReturn { caller ->
    val result = startCoroutineUninterceptedOrReturn(value, caller)
    onReturn(result === COROUTINE_SUSPENDED)
    result
}

/**
 * Runs [action] in a scope of its own. When it has ended, cancels everything that it started and waits for that.
 * Exceptions are thrown unchanged, which scopes don't guarantee.
 */
internal suspend fun withHelpers(action: suspend CoroutineScope.() -> Unit) {
    var failure: Throwable? = null
    val failureOfHelpers = failureOf {
        coroutineScope {
            failure = failureOf { action() }
            coroutineContext.cancelChildren()
        }
    }
    val first = failure ?: failureOfHelpers ?: return
    if (failureOfHelpers is Error && failureOfHelpers !== first) {
        // The exception of a cancelled helper can be lost, but not an error.
        if (first is CancellationException) throw failureOfHelpers
        first.addSuppressed(failureOfHelpers)
    }
    throw first
}

/** If the caller is cancelled, ends with that cancellation; other exceptions then don't matter. */
internal suspend fun ensureWanted(failure: Throwable) {
    if (failure is Error) {
        if (!currentCoroutineContext().isActive) throw failure
    } else {
        currentCoroutineContext().ensureActive()
    }
}
