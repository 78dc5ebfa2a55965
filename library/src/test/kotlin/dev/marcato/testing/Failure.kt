// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

/** Catches what an action throws. */
internal object Failure {
    /** Returns the exception, or null if there was none; lets errors pass, such as those of failed checks. */
    inline fun of(action: () -> Unit): Exception? = try {
        action()
        null
    } catch (e: Exception) {
        e
    }
}
