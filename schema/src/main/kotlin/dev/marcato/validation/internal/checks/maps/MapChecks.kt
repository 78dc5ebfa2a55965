// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.maps

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Coordinates and scales. */
internal object MapChecks {
    val all: List<Check> = listOf(
        FormCheck(Scope.MARC_21, places("034\$b 034\$c"), listOf(Scale.RULE), Scale),
        CoordinatesCheck,
        GeographicClassCheck,
    )
}
