// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.validation.Rule

/**
 * Looks at records by some rules, of which it reports what it finds to an [Examination]. Shared by threads, so without
 * state. It makes no string, and no other object, for what is right.
 *
 * @property rules the rules that it looks at; it isn't asked if none of them is on
 */
internal sealed class Check(val rules: List<Rule>, val scope: Scope)

/** The records that a check is for. */
internal enum class Scope { BIBLIOGRAPHIC, AUTHORITY, HOLDINGS, MARC_21, ANY }

/**
 * Looks at each subfield with some tags and codes; those of 880 are looked at as those of the linked tag, and
 * as those of 880 only where `880` is named itself.
 *
 * @property places simple paths or patterns of tags with a code: `020$a`, `6XX$2`, `XXX$u`
 */
internal abstract class SubfieldCheck(scope: Scope, val places: List<String>, rules: List<Rule>) :
    Check(rules, scope) {
    /** [value] is at the subfield, and [field] at its field. */
    abstract fun check(value: SubfieldCursor, field: FieldCursor, at: Examination)
}

/**
 * Looks at each field with some tags, before its subfields are looked at one by one.
 *
 * @property tags tags or patterns of tags; those of 880 are looked at as those of the linked tag, and as 880
 * only where `880` is named itself
 */
internal abstract class FieldCheck(scope: Scope, val tags: List<String>, rules: List<Rule>) : Check(rules, scope) {
    /** [field] is at the field; its subfields may be visited and are rewound afterwards. */
    abstract fun check(field: FieldCursor, at: Examination)
}

/** Looks at a record as a whole, after its fields. */
internal abstract class RecordCheck(scope: Scope, rules: List<Rule>) : Check(rules, scope) {
    abstract fun check(at: Examination)
}
