// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.FormCheck
import dev.marcato.validation.internal.checks.places

/** Numbers with check digits, and identifiers with a form of their own. */
internal object NumberChecks {
    private val isbn = listOf(Isbn.FORM, Isbn.CHECK_DIGIT, Isbn.QUALIFIER)
    private val issn = listOf(Issn.FORM, Issn.CHECK_DIGIT)

    val all: List<Check> = listOf(
        FormCheck(Scope.MARC_21, places("010\$a"), listOf(Lccn.FORM, Lccn.LAYOUT), Lccn),
        FormCheck(Scope.MARC_21, places("020\$a"), isbn, Isbn),
        FormCheck(Scope.MARC_21, places("022\$a 022\$l 022\$m"), issn, Issn),
        // In authority records, 4XX and 78X $x are subdivisions.
        FormCheck(
            Scope.BIBLIOGRAPHIC,
            places("440\$x 490\$x 76X\$x 77X\$x 78X\$x 800\$x 810\$x 811\$x 830\$x"),
            issn,
            Issn,
        ),
        FormCheck(Scope.BIBLIOGRAPHIC, places("76X\$z 77X\$z 78X\$z"), listOf(LinkedIsbn.RULE), LinkedIsbn),
        OtherIdentifierCheck,
        FormCheck(Scope.MARC_21, places("XXX\$0 XXX\$1"), listOf(Isni.RULE), Isni),
        FormCheck(Scope.MARC_21, places("XXX\$0 035\$a"), listOf(Gnd.RULE), Gnd),
    )
}
