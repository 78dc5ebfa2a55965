// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope

/** Whether the type of record and the bibliographic level can be together. */
internal object RecordTypes : RecordCheck(Scope.BIBLIOGRAPHIC, listOf(Rules.typeWithoutLevel)) {
    private const val TYPE = 6
    private const val LEVEL = 7

    /** Manuscripts, objects and mixed materials. */
    private const val NOT_ISSUED = "dfrtp"
    private const val CONTINUING = "bis"

    override fun check(at: Examination) {
        if (at.leader(TYPE) in NOT_ISSUED && at.leader(LEVEL) in CONTINUING) {
            at.reportLeader(Rules.typeWithoutLevel, TYPE, LEVEL, "another type for what is published in parts")
        }
    }

    private object Rules {
        val typeWithoutLevel: Rule = Rule.of(
            "typeWithoutLevel",
            RuleCategory.CODE,
            FindingSeverity.WARNING,
            "type and level of the record don't go together",
            "Leader/07 says that it is a serial, a part of one or an integrating resource, and leader/06 that it is " +
                "a manuscript, an object or mixed material, which isn't published in parts.",
            "https://www.loc.gov/marc/bibliographic/bdleader.html",
        )
    }
}
