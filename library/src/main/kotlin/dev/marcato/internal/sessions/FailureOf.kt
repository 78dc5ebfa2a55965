// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

/**
 * Returns the exception that [action] throws, or null. The caller throws it to the collector after the results before
 * it.
 */
internal inline fun failureOf(action: () -> Unit): Throwable? = try {
    action()
    null
} catch (e: Throwable) {
    e
}
