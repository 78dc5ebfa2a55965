// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.path.MarcPath
import dev.marcato.validation.FindingSeverity

/** Whether a rule is looked at, and how much its findings matter. */
internal enum class Level(val severity: FindingSeverity?) {
    OFF(null),

    /** With the severity of the rule, also if it is off by default. */
    ON(null),
    HINT(FindingSeverity.HINT),
    WARNING(FindingSeverity.WARNING),
    ERROR(FindingSeverity.ERROR),
    ;

    companion object {
        fun of(severity: FindingSeverity): Level = entries.first { it.severity == severity }
    }
}

/**
 * What a profile says of a rule, or of several with one name.
 *
 * @property level null if it says nothing of that
 * @property except places whose findings aren't reported
 * @property only the only places whose findings are reported; null if it says nothing of that
 */
internal data class Setting(
    val level: Level? = null,
    val except: Set<MarcPath> = emptySet(),
    val only: Set<MarcPath>? = null,
) {
    /** This setting as [newer] says it; what that says nothing of stays, and exceptions are added. */
    fun with(newer: Setting): Setting = Setting(newer.level ?: level, except + newer.except, newer.only ?: only)
}
