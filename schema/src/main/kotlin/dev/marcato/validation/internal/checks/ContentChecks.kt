// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.checks.addresses.AddressChecks
import dev.marcato.validation.internal.checks.codes.CodeChecks
import dev.marcato.validation.internal.checks.codes.SourceChecks
import dev.marcato.validation.internal.checks.dates.DateChecks
import dev.marcato.validation.internal.checks.maps.MapChecks
import dev.marcato.validation.internal.checks.numbers.NumberChecks

/** The checks of what values say: numbers, dates, codes and addresses. */
internal object ContentChecks {
    val all: List<Check> =
        NumberChecks.all + DateChecks.all + MapChecks.all + CodeChecks.all + SourceChecks.all + AddressChecks.all
}
