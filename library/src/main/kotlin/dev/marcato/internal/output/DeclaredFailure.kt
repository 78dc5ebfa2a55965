// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.io.IOException
import java.io.InterruptedIOException
import java.io.UncheckedIOException

/** Returns the exception that shows [failure], of code of the caller's, to callers who expect an [IOException]. */
internal fun declared(failure: Exception): Exception = when (failure) {
    is UncheckedIOException -> checkNotNull(failure.cause)

    is IOException, is RuntimeException -> failure

    is InterruptedException -> {
        // Who catches the other exception can still see that the thread was interrupted.
        Thread.currentThread().interrupt()
        InterruptedIOException("The writing was interrupted").apply { val _ = initCause(failure) }
    }

    else -> IOException("The writing failed: $failure", failure)
}
