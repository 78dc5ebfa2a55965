// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Severity

/** Shortens what specs ask of outcomes. */
public object Outcomes {
    /** Gives what ends strict reading at this outcome: the first problem that isn't just a warning. */
    public val Outcome.fault: MarcProblem? get() = problems.firstOrNull { it.severity != Severity.WARNING }

    internal val List<Outcome>.records: List<Record> get() = filterIsInstance<Outcome.Read>().map { it.record }

    internal val List<Outcome>.codes: List<ProblemCode> get() = flatMap { it.problems }.map { it.code }

    /** R for a record, F for filler, D for damage. */
    internal val List<Outcome>.kinds: String
        get() = joinToString("") {
            when (it) {
                is Outcome.Read -> "R"
                is Outcome.Filler -> "F"
                is Outcome.Damage -> "D"
            }
        }
}
