// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope

/** The encoding levels of OCLC in leader/17. */
internal object EncodingLevels : RecordCheck(Scope.BIBLIOGRAPHIC, listOf(Rules.oclcCode)) {
    const val POSITION = 17
    const val OCLC = "IJKLM"

    override fun check(at: Examination) {
        if (at.leader(POSITION) in OCLC) {
            at.reportLeader(Rules.oclcCode, POSITION, expected = "a code of MARC 21, such as a blank, 4 or 7")
        }
    }

    private object Rules {
        val oclcCode: Rule = Rule.of(
            "oclcCode",
            RuleCategory.CODE,
            FindingSeverity.HINT,
            "encoding level is a code of OCLC",
            "OCLC used codes of its own in leader/17 (I, J, K, L, M) until 2022, and replaces them by those of MARC " +
                "21. A third of all records has one.",
            "https://www.oclc.org/bibformats/en/fixedfield/elvl.html",
        )
    }
}
