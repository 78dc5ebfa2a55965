// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.validation.FindingSeverity.ERROR
import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.LINK

/** The page about control subfields. */
internal const val CONTROL_SUBFIELDS = "https://www.loc.gov/marc/bibliographic/ecbdcntf.html"

/** Rules about $6 and 880. */
internal object LinkageRules {
    val form = Rule.of(
        "linkageForm",
        LINK,
        ERROR,
        "linkage has the wrong form",
        "\$6 is the tag of the other field, a hyphen and a number of two digits, which may be followed by a slash " +
            "and the script, and another slash and the letter r. Without them, the field and its 880 can't be " +
            "brought together.",
        CONTROL_SUBFIELDS,
    )
    val tag = Rule.of(
        "linkageTag",
        LINK,
        ERROR,
        "linkage names a tag that it can't link to",
        "\$6 of a field other than 880 always names 880; that of 880 names the field that it stands for, which is " +
            "neither 880 nor a control field.",
        CONTROL_SUBFIELDS,
    )
    val script = Rule.of(
        "linkageScript",
        LINK,
        WARNING,
        "linkage has an unknown script",
        "After the number in \$6 there may be a code of MARC-8 for the script, or the four letters of ISO 15924, and " +
            "the letter r if the text is written from right to left.",
        CONTROL_SUBFIELDS,
    )
    val position = Rule.of(
        "linkagePosition",
        LINK,
        WARNING,
        "linkage isn't the first subfield",
        "\$6 is always the first subfield of its field. Programs that expect it there don't see the link.",
        CONTROL_SUBFIELDS,
    )
    val partner = Rule.of(
        "linkagePartner",
        LINK,
        WARNING,
        "linked field is missing",
        "\$6 names a field with the same number that the record doesn't have: it was deleted, or lost in a copy. If " +
            "there never was one, the number of 880 is 00.",
        CONTROL_SUBFIELDS,
    )
    val number = Rule.of(
        "linkageNumber",
        LINK,
        WARNING,
        "linkage has a number that another field has",
        "Each field that is linked to 880 has a number of its own in \$6. Only several 880s that stand for the same " +
            "field, in several scripts, share one.",
        CONTROL_SUBFIELDS,
    )
    val characterSets = Rule.of(
        "characterSetsField",
        LINK,
        HINT,
        "record doesn't say which character sets it has",
        "A record in MARC-8 (leader/09 is blank) with 880 fields in other scripts has a field 066 with these scripts.",
        "https://www.loc.gov/marc/bibliographic/bd066.html",
    )

    val all = listOf(form, tag, script, position, partner, number, characterSets)
}
