// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Strictness

/** Holds a text that has a problem with a given code, and with no other, in words and as it is. */
public class TextProblemCase internal constructor(
    /** Gives the code that has to be reported. */
    public val code: ProblemCode,
    /** Tells what is wrong, in words that follow "when". */
    public val what: String,
    /** Gives the format. */
    public val format: MarcFormat,
    /** Gives the text. */
    public val text: String,
) {
    /** Gives the options that the case is to be read with: lenient, and with small limits. */
    public fun lenientOptions(): ReadOptions = ReadOptions {
        format = this@TextProblemCase.format
        strictness = Strictness.LENIENT
        limits {
            valueBytes = LONGEST_VALUE
            depth = DEEPEST
        }
    }

    override fun toString(): String = "$code when $what"

    private companion object {
        const val LONGEST_VALUE = 1024
        const val DEEPEST = 8
    }
}

/** Lists a text for every code that text formats have and ISO 2709 has not. */
public object TextProblemCases {
    private const val LEADER = "00000nam a2200000 i 4500"
    private const val TITLE =
        "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">Title</subfield></datafield>"

    /** Lists the cases in the order of their codes. */
    @JvmStatic
    public fun all(): List<TextProblemCase> = listOf(
        xml(ProblemCode.SYNTAX_WRONG, "an ampersand stands for itself", TITLE.replace("Title", "Tom & Jerry")),
        TextProblemCase(
            ProblemCode.ENVELOPE_CUT_OFF,
            "a collection has no end",
            MarcFormat.XML,
            "<collection>\n<record><leader>$LEADER</leader></record>\n",
        ),
        TextProblemCase(
            ProblemCode.NO_RECORD_FOUND,
            "a document is MODS",
            MarcFormat.XML,
            "<mods xmlns=\"http://www.loc.gov/mods/v3\">\n<titleInfo><title>Title</title></titleInfo>\n</mods>\n",
        ),
        TextProblemCase(
            ProblemCode.DOCUMENT_TYPE_FORBIDDEN,
            "a document type would define entities",
            MarcFormat.XML,
            "<!DOCTYPE collection [<!ENTITY a \"aaaaaaaaaa\">]>\n<collection></collection>\n",
        ),
        xml(
            ProblemCode.NESTING_TOO_DEEP,
            "elements are nested deeper than they may be",
            "<a>".repeat(10) + "</a>".repeat(10),
        ),
        xml(ProblemCode.VALUE_TOO_LARGE, "a value is larger than it may be", TITLE.replace("Title", "x".repeat(2_000))),
        TextProblemCase(
            ProblemCode.LEADER_MISSING,
            "a record has no leader",
            MarcFormat.XML,
            "<collection>\n<record>$TITLE</record>\n</collection>\n",
        ),
        xml(ProblemCode.TAG_LENGTH_WRONG, "a tag has two characters", TITLE.replace("245", "24")),
        xml(
            ProblemCode.FIELD_KIND_WRONG,
            "a control field has a tag of data fields",
            "<controlfield tag=\"FMT\">BK</controlfield>",
        ),
        xml(
            ProblemCode.SUBFIELDS_MISSING,
            "a data field has nothing in it",
            "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"/>",
        ),
        xml(ProblemCode.SUBFIELD_CODE_TOO_LONG, "a subfield code has two characters", TITLE.replace("\"a\"", "\"ab\"")),
        xml(ProblemCode.INDICATOR_LENGTH_WRONG, "an indicator is missing", TITLE.replace(" ind2=\"0\"", "")),
        TextProblemCase(
            ProblemCode.JSON_MEMBER_WRONG,
            "a value is a number",
            MarcFormat.JSON,
            "{\"leader\":\"$LEADER\",\"fields\":[{\"001\":42}]}\n",
        ),
        TextProblemCase(
            ProblemCode.MNEMONIC_UNKNOWN,
            "no character has that name",
            MarcFormat.MNEMONIC,
            "=LDR  $LEADER\n=245  10\$aA {nonsense} title\n",
        ),
        TextProblemCase(
            ProblemCode.TEXT_HOLDS_DELIMITER,
            "a value holds the delimiter of ISO 2709",
            MarcFormat.JSON,
            "{\"leader\":\"$LEADER\",\"fields\":[{\"001\":\"4\\u001f2\"}]}\n",
        ),
    ).sortedBy { it.code }

    private fun xml(code: ProblemCode, what: String, field: String): TextProblemCase = TextProblemCase(
        code,
        what,
        MarcFormat.XML,
        "<collection>\n<record><leader>$LEADER</leader>$field</record>\n</collection>\n",
    )
}
