// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory

/** The rules of a schema. Those that Avram has are called as there. */
internal object SchemaRules {
    private const val AVRAM = "https://format.gbv.de/schema/avram/specification#"
    private const val OBSOLETE =
        "It was right once, so old records have it. If the schema says since when, a younger " +
            "record, by the date in 008/00-05, has a warning instead."

    val undefinedField: Rule = error(
        "undefinedField",
        RuleCategory.FIELD,
        "field isn't defined",
        "The schema has no field with this tag: nobody knows what it means. Local tags, which have a 9, aren't " +
            "judged unless a profile says so. Of an undefined field, nothing else is reported.",
        "record-validation",
    )
    val deprecatedField: Rule = hint(
        "deprecatedField",
        RuleCategory.FIELD,
        "field is obsolete",
        "The field must no longer be used. $OBSOLETE",
        "record-validation",
    )
    val nonrepeatableField: Rule = error(
        "nonrepeatableField",
        RuleCategory.FIELD,
        "field isn't repeatable",
        "A record may have only one such field. The second and each further one is reported. Fields 880 count as " +
            "themselves, since a field may have several in other scripts.",
        "record-validation",
    )
    val missingField: Rule = error(
        "missingField",
        RuleCategory.RECORD,
        "field is missing",
        "Each record has to have this field. One in another script (880) isn't enough.",
        "record-validation",
    )
    val undefinedSubfield: Rule = error(
        "undefinedSubfield",
        RuleCategory.SUBFIELD,
        "subfield isn't defined",
        "The field has no subfield with this code. Subfields $9 are local, and aren't judged unless a profile says so.",
        "field-validation",
    )
    val deprecatedSubfield: Rule = hint(
        "deprecatedSubfield",
        RuleCategory.SUBFIELD,
        "subfield is obsolete",
        "The subfield must no longer be used. $OBSOLETE",
        "field-validation",
    )
    val nonrepeatableSubfield: Rule = error(
        "nonrepeatableSubfield",
        RuleCategory.SUBFIELD,
        "subfield isn't repeatable",
        "A field may have only one such subfield. The second and each further one is reported.",
        "field-validation",
    )
    val missingSubfield: Rule = error(
        "missingSubfield",
        RuleCategory.SUBFIELD,
        "subfield is missing",
        "Each such field has to have this subfield.",
        "field-validation",
    )
    val invalidIndicator: Rule = error(
        "invalidIndicator",
        RuleCategory.INDICATOR,
        "indicator isn't valid",
        "The indicator has no such value. An indicator without a meaning is a blank.",
        "field-validation",
    )
    val undefinedCode: Rule = error(
        "undefinedCode",
        RuleCategory.CODE,
        "code isn't defined",
        "The code isn't one of those that are defined for this place; in fixed fields, for this type of record.",
        "validation-with-codelists",
    )
    val deprecatedCode: Rule = hint(
        "deprecatedCode",
        RuleCategory.CODE,
        "code is obsolete",
        "The code, or the meaning that this place had, must no longer be used. $OBSOLETE",
        "validation-with-codelists",
    )
    val invalidPosition: Rule = error(
        "invalidPosition",
        RuleCategory.CODE,
        "value has the wrong length",
        "A value whose positions have a meaning each is too short or too long. What its positions say isn't reported " +
            "then, since nobody knows where characters are missing.",
        "validation-with-positions",
    )
    val invalidFlag: Rule = error(
        "invalidFlag",
        RuleCategory.CODE,
        "code isn't defined",
        "Each of these positions has a code of its own, and some have one that isn't defined. They are reported " +
            "together.",
        "validation-with-positions",
    )
    val patternMismatch: Rule = error(
        "patternMismatch",
        RuleCategory.CODE,
        "value doesn't have the right form",
        "The schema has a regular expression for this value, which isn't found in it.",
        "value-validation",
    )
    val undefinedCodelist: Rule = error(
        "undefinedCodelist",
        RuleCategory.CODE,
        "list of codes isn't known",
        "The schema refers to a list of codes that it doesn't have, so that the value can't be judged.",
        "validation-with-codelists",
        isOnByDefault = false,
    )
    val signForBlank: Rule = Rule.of(
        "signForBlank",
        RuleCategory.CODE,
        FindingSeverity.ERROR,
        "a sign stands for a blank",
        "Documentation shows blanks as #, and tools as ^, \\ or _. In an indicator or a fixed field, it is wrong " +
            "where a blank would be right. Reported once for a record.",
    )
    val emptyField: Rule = Rule.of(
        "emptyField",
        RuleCategory.FIELD,
        FindingSeverity.ERROR,
        "field is empty",
        "The field has no subfields, or a control field no characters.",
    )
    val emptySubfield: Rule = Rule.of(
        "emptySubfield",
        RuleCategory.SUBFIELD,
        FindingSeverity.WARNING,
        "subfield is empty",
        "The subfield has no value, or only blanks. Nothing else is reported of it.",
    )
    val missingSubfieldCode: Rule = Rule.of(
        "missingSubfieldCode",
        RuleCategory.SUBFIELD,
        FindingSeverity.ERROR,
        "text without a subfield code",
        "The field has text before its first subfield, or a subfield without a code: it looks like a control field, " +
            "or its indicators or codes were lost.",
    )
    val subfieldsInControlField: Rule = Rule.of(
        "subfieldsInControlField",
        RuleCategory.FIELD,
        FindingSeverity.ERROR,
        "control field has subfields",
        "Fields 00X have no indicators and no subfields. Nothing else is reported of such a field.",
    )
    val formatWithoutSchema: Rule = Rule.of(
        "formatWithoutSchema",
        RuleCategory.RECORD,
        FindingSeverity.HINT,
        "record isn't judged",
        "Leader/06 says that it describes a class or is community information, for which there is no schema.",
        "https://www.loc.gov/marc/marcdocz.html",
    )
    val countRecord: Rule = count("countRecord", "number of records isn't as expected", "records")
    val countField: Rule = count("countField", "number of fields isn't as expected", "fields, or of records with them,")
    val countSubfield: Rule =
        count("countSubfield", "number of subfields isn't as expected", "subfields, or of records with them,")

    /** Stands for the findings of a record that has too many to list them. */
    val moreFindings: Rule = Rule.of(
        "moreFindings",
        RuleCategory.RECORD,
        FindingSeverity.WARNING,
        "the record has more findings",
        "Of one record, at most 1,000 findings are listed; the others are only counted.",
    )

    /** All of them, in the order of the documentation. */
    val all: List<Rule> = listOf(
        undefinedField,
        deprecatedField,
        nonrepeatableField,
        missingField,
        undefinedSubfield,
        deprecatedSubfield,
        nonrepeatableSubfield,
        missingSubfield,
        invalidIndicator,
        undefinedCode,
        deprecatedCode,
        invalidPosition,
        invalidFlag,
        patternMismatch,
        undefinedCodelist,
        signForBlank,
        emptyField,
        emptySubfield,
        missingSubfieldCode,
        subfieldsInControlField,
        formatWithoutSchema,
        moreFindings,
        countRecord,
        countField,
        countSubfield,
    )

    private fun count(code: String, title: String, what: String) = Rule.of(
        code,
        RuleCategory.FILE,
        FindingSeverity.ERROR,
        title,
        "The schema says how many $what a file has, as Avram allows; `SchemaCounts` counts them. Numbers of records " +
            "with a field or subfield are only compared if countRecord is on, too.",
        AVRAM + "counting",
        isOnByDefault = false,
    )

    private fun error(
        code: String,
        category: RuleCategory,
        title: String,
        explanation: String,
        section: String,
        isOnByDefault: Boolean = true,
    ) = Rule.of(code, category, FindingSeverity.ERROR, title, explanation, AVRAM + section, isOnByDefault)

    private fun hint(code: String, category: RuleCategory, title: String, explanation: String, section: String) =
        Rule.of(code, category, FindingSeverity.HINT, title, explanation, AVRAM + section)
}
