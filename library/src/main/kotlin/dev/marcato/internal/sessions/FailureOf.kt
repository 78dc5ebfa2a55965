// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

/**
 * Returns what [action] throws, whatever that is, or null. Nothing is swallowed: what was thrown travels behind the
 * results before it, and is thrown to the collector in its turn.
 */
internal inline fun failureOf(action: () -> Unit): Throwable? = try {
    action()
    null
} catch (e: Throwable) {
    e
}
