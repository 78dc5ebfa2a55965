// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.Leader
import dev.marcato.ValueView
import dev.marcato.validation.Rule

/** A value that is being looked at, and how to report what is wrong with it: the leader, a control field or a subfield. */
internal class Spot(private val at: Examination) {
    private var value: ValueView? = null
    private var field: FieldCursor? = null

    // What counts as a blank; U+0000 if nothing else does.
    private var sign = '\u0000'

    fun toLeader(): Spot = to(null, null)

    fun toField(field: FieldCursor): Spot = to(field, field)

    fun toSubfield(field: FieldCursor): Spot = to(field.subfields, field)

    /** The character at [index]; U+0000 if the value is shorter. */
    fun charAt(index: Int): Char {
        val found = found(index)
        return if (found == sign && sign != '\u0000') ' ' else found
    }

    private fun found(index: Int): Char {
        val value = value ?: return if (index < Leader.LENGTH) at.record.leaderAt(index) else '\u0000'
        return value.charAt(index)
    }

    /** Asks a [question] of the value as if each [sign] in it were a blank. */
    inline fun withBlanksFor(sign: Char, question: () -> Boolean): Boolean {
        countAsBlank(sign)
        return question().also { countAsBlank('\u0000') }
    }

    fun countAsBlank(sign: Char) {
        this.sign = sign
    }

    /** The number of characters. */
    val length: Int
        get() {
            val value = value ?: return Leader.LENGTH
            val bytes = value.byteLength
            // As many characters as bytes, unless some take several.
            return if (bytes == 0 || value.charAt(bytes - 1) != '\u0000') bytes else value.value.length
        }

    /** The characters from [from] to before [to] as a string. */
    fun text(from: Int, to: Int): String = String(CharArray(to - from) { charAt(from + it) })

    /** Whether the character at each position from [start] to [end] is [character]. */
    fun isAll(character: Char, start: Int, end: Int): Boolean {
        for (index in start..end) if (charAt(index) != character) return false
        return true
    }

    fun isOn(rule: Rule): Boolean = at.isOn(rule)

    fun report(rule: Rule, expected: String?) {
        val field = field ?: return at.reportLeader(rule, 0, Leader.LENGTH - 1, expected)
        if (value === field) at.reportField(rule, field, null, expected) else at.reportSubfield(rule, field, expected)
    }

    fun report(rule: Rule, start: Int, end: Int, expected: String?) {
        val field = field ?: return at.reportLeader(rule, start, end, expected)
        at.reportPositions(rule, field, start, end, expected)
    }

    /** Reports that a sign stands for blanks, once for the record. */
    fun reportSign(start: Int, end: Int) {
        if (at.isFirstSign()) report(SchemaRules.signForBlank, start, end, "blanks")
    }

    private fun to(value: ValueView?, field: FieldCursor?): Spot {
        this.value = value
        this.field = field
        return this
    }
}
