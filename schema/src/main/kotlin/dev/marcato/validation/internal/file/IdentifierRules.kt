// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.file

import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.FILE

/** Rules about several records of a file. */
internal object IdentifierRules {
    val control = Rule.of(
        "repeatedControlNumber",
        FILE,
        WARNING,
        "another record has this control number",
        "001 identifies a record among those of the agency in 003. If two records have the same number, loading " +
            "the file keeps one of them, or makes two of one.",
        "https://www.loc.gov/marc/bibliographic/bd001.html",
    )
    val lccn = Rule.of(
        "repeatedLccn",
        FILE,
        WARNING,
        "another record has this number of the Library of Congress",
        "010 \$a is the number of one record at the Library of Congress, so two records with it describe the same " +
            "thing, or one of them has the wrong number. Numbers are compared in their normal form.",
        "https://www.loc.gov/marc/lccn-namespace.html",
    )
    val isbn = Rule.of(
        "repeatedIsbn",
        FILE,
        HINT,
        "another record has this ISBN",
        "Two records with the same ISBN in 020 \$a often describe the same book. Volumes, reprints and electronic " +
            "copies may share one. Numbers of ten and of thirteen digits are compared with one another.",
        "https://www.loc.gov/marc/bibliographic/bd020.html",
    )

    /** All of these; the index is the number of the kind. */
    val all = listOf(control, lccn, isbn)

    const val CONTROL = 0
    const val LCCN = 1
    const val ISBN = 2
}
