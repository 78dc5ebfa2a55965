// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.ValueView
import dev.marcato.schema.Code
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.hasDigits

internal object LanguageCode :
    ListedCode(CodeRules.LANGUAGE, 3, "a code of three small letters from the list", { CodeIndexes.languages })

internal object CountryCode :
    ListedCode(CodeRules.COUNTRY, 3, "a code of two or three small letters from the list", { CodeIndexes.countries })

internal object CompositionCode :
    ListedCode(CodeRules.COMPOSITION, 2, "a code of two letters from the list", { CodeIndexes.compositions })

/** Codes for areas, without the hyphens that fill them to seven characters. */
internal object AreaCode :
    ListedCode(CodeRules.AREA, 7, "a code from the list, such as e-fr---", { CodeIndexes.areas }) {
    private const val LENGTH = 7

    override fun isFine(value: ValueView): Boolean {
        if (value.byteLength != LENGTH) return false
        var end = LENGTH
        while (end > 1 && value.charAt(end - 1) == '-') end--
        return CodeIndexes.areas.find(value, 0, end)?.isObsolete == false
    }

    override fun fault(text: String): Fault? {
        val code = find(text)
        if (code == null || text.length == LENGTH) return super.fault(text)
        return Fault(CodeRules.AREA_FILL, code.code.padEnd(LENGTH, '-'))
    }

    override fun find(text: String): Code? = CodeIndexes.areas.find(text.trimEnd().trimEnd('-'))
}

/** Codes for instruments and voices, which may have a number of two digits after them. */
internal object InstrumentCode :
    ListedCode(CodeRules.INSTRUMENT, 4, "a code of two letters from the list, and two digits", {
        CodeIndexes.instruments
    }) {
    private const val LETTERS = 2

    override fun isFine(value: ValueView): Boolean {
        val length = value.byteLength
        val isNumbered = length == LETTERS + 2 && value.hasDigits(LETTERS, 2)
        return (length == LETTERS || isNumbered) && CodeIndexes.instruments.find(value, 0, LETTERS)?.isObsolete == false
    }

    override fun find(text: String): Code? {
        val number = text.drop(LETTERS)
        val isNumber = number.isEmpty() || (number.length == 2 && number.all { it in '0'..'9' })
        return if (isNumber) CodeIndexes.instruments.find(text.take(LETTERS)) else null
    }
}

/** Codes for relators; in $4 there may be addresses, too, and codes of other lists, which are longer. */
internal object RelatorCode :
    ListedCode(CodeRules.RELATOR, 3, "a code of three small letters from the list", { CodeIndexes.relators }) {
    override fun isFine(value: ValueView): Boolean = super.isFine(value) || value.valueStartsWith("http")

    override fun other(text: String): Fault? {
        if (':' in text) return null
        val near = text.trim(' ', '.', ',', ';').lowercase()
        return if (find(near) == null) super.other(text) else Fault(rule, near)
    }
}
