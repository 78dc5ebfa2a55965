// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext

/**
 * Returns the result of [call] on [dispatcher]. Failures are returned from there and rethrown here, since an exception
 * that crosses contexts may be copied.
 */
internal suspend inline fun <T> runOn(dispatcher: CoroutineDispatcher, crossinline call: () -> T): T =
    withContext(dispatcher) { runCatching { call() } }.getOrThrow()
