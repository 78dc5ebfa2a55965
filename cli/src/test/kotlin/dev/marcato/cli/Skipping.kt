// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

/** For tests of what is not on every machine: they run if there is no [reason] against it, and else say it aloud. */
internal fun runsUnless(reason: String?): Boolean {
    if (reason != null) println("A test of the command line is skipped: $reason")
    return reason == null
}
