// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.addresses

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Addresses in $u, $0 and $1. */
internal object AddressChecks {
    private val rules = listOf(Address.SCHEME, Address.BLANK, Address.FORM)
    private val anywhere = places("031 361 370 371 381 670 678 852 856 857 883 884")

    // In authority records, some of these tags are those of references.
    private val notes = places("505 506 510 514 520 530 538 540 542 545 552 555 561 563 583")

    val all: List<Check> = listOf(
        FormCheck(Scope.MARC_21, anywhere.map { "$it\$u" }, rules, Address),
        FormCheck(Scope.BIBLIOGRAPHIC, notes.map { "$it\$u" }, rules, Address),
        FormCheck(Scope.MARC_21, places("XXX\$0 XXX\$1"), rules, LinkedData),
        AccessMethodCheck,
    )
}
