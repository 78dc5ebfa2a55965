// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks

import dev.marcato.validation.internal.Check
import dev.marcato.validation.internal.checks.links.FieldLinkCheck
import dev.marcato.validation.internal.checks.links.IdenticalFieldCheck
import dev.marcato.validation.internal.checks.links.LinkNotes
import dev.marcato.validation.internal.checks.links.LinkageCheck
import dev.marcato.validation.internal.checks.links.LinkedTypeCheck
import dev.marcato.validation.internal.checks.links.NumberChecks
import dev.marcato.validation.internal.checks.links.relatedFieldChecks
import dev.marcato.validation.internal.checks.style.ArticleCheck
import dev.marcato.validation.internal.checks.style.NonfilingCheck
import dev.marcato.validation.internal.checks.style.PunctuationCheck
import dev.marcato.validation.internal.checks.style.ResourceTypeCheck
import dev.marcato.validation.internal.checks.style.descriptionChecks

/** What fields have to do with one another, and how they are written. */
internal object LinkAndStyleChecks {
    /** All of these, in the order of the documentation. */
    val all: List<Check> =
        listOf(
            LinkNotes('6', LinkNotes.LINKAGE, LinkageCheck.rules),
            LinkageCheck,
            LinkNotes('8', LinkNotes.FIELD_LINK, FieldLinkCheck.rules),
            FieldLinkCheck,
            LinkedTypeCheck,
        ) + NumberChecks.all + relatedFieldChecks +
            IdenticalFieldCheck +
            NonfilingCheck(listOf("245", "222", "240", "242", "243", "440", "830"), 2) +
            NonfilingCheck(listOf("130", "630", "730", "740"), 1) +
            ArticleCheck + PunctuationCheck.all + ResourceTypeCheck + descriptionChecks
}
