// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory

/** A rule about what values say, from the page of the field with this [tag] if there is no other [url]. */
internal fun contentRule(
    code: String,
    severity: FindingSeverity,
    title: String,
    tag: String,
    explanation: String,
    url: String = pageOf(tag),
): Rule = Rule.of(code, RuleCategory.CONTENT, severity, title, explanation, url)

/** A rule about codes from a list. */
internal fun codeRule(code: String, severity: FindingSeverity, title: String, url: String, explanation: String): Rule =
    Rule.of(code, RuleCategory.CODE, severity, title, explanation, url)

/** The page of the Library of Congress about a field of bibliographic records. */
internal fun pageOf(tag: String): String = "https://www.loc.gov/marc/bibliographic/bd$tag.html"
