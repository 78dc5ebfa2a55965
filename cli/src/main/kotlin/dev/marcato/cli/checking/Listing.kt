// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.cli.reading.Input

/** Shows outcomes one after the other, with what is wrong. */
internal interface Listing {
    /** Whether it shows findings one by one, so that they have to be kept until their turn. */
    val hasFindings: Boolean

    /** Whether it shows the [outcome], apart from findings in it. */
    fun isShown(outcome: Outcome): Boolean

    fun show(checked: Checked, input: Input)
}

internal fun nameOf(input: Input): String = input.path?.toString() ?: Input.STANDARD_INPUT
