// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.MarcException
import dev.marcato.ReadLimitException
import dev.marcato.ReadOptions
import java.io.IOException
import java.io.UncheckedIOException

/** Whether [failure] says that an input can't be read to its end. */
internal fun isOfInput(failure: Throwable): Boolean =
    failure is IOException || failure is MarcException || failure is ReadLimitException

/** Options with the callbacks of [given], and whether an exception comes from one of those rather than the input. */
internal class WatchedCallbacks(given: ReadOptions) {
    private var thrown: Throwable? = null

    val options: ReadOptions = given.toBuilder().apply {
        problemAction?.let { action -> problemAction = { watch { action(it) } } }
        progressAction?.let { action -> progressAction = { watch { action(it) } } }
        formatAction?.let { action -> formatAction = { watch { action(it) } } }
    }.build()

    /** Returns the failure of the input that [failure] is or wraps, or throws what ended the reading otherwise. */
    fun failureOfInput(failure: Throwable): Exception {
        // An exception that crosses contexts may be copied.
        thrown?.let { throw it }
        val cause = if (failure is UncheckedIOException) failure.cause else failure
        return if (cause is Exception && isOfInput(cause)) cause else throw failure
    }

    private inline fun watch(call: () -> Unit) {
        try {
            call()
        } catch (e: Throwable) {
            thrown = e
            throw e
        }
    }
}
