// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.isAlternate
import dev.marcato.validation.internal.checks.isUnknown

/**
 * Looks at each $6, and whether fields and their 880s fit together.
 *
 * If the sum of what the 880s name equals the sum of what the other fields are, and no number is there twice, each
 * field has one partner. So sound records need no table.
 */
internal object LinkageCheck : RecordCheck(Scope.MARC_21, LinkageRules.all) {
    private const val BITS = 64
    private const val SPREAD = -0x61c8864680b583ebL
    private const val BROKEN = Long.MIN_VALUE
    private const val NOTHING = 0L

    override fun check(at: Examination) {
        if (at.notes and LinkNotes.LINKAGE == 0) return
        val fields = at.otherFields()
        var sum = 0L
        var numbers = 0L
        var isPlain = true
        var isBroken = false
        var hasOtherScript = false
        while (fields.next()) {
            if (at.isUnknown(fields)) continue
            val isAlternate = fields.isAlternate
            val link = lookAt(fields, isAlternate, at)
            isBroken = isBroken || link == BROKEN
            if (link == NOTHING || link == BROKEN) continue
            hasOtherScript = hasOtherScript || (isAlternate && hasOtherScript(fields))
            val number = numberOf(link)
            if (number == Linkage.NO_PARTNER) continue
            if (isAlternate) {
                sum += link * SPREAD
            } else {
                sum -= link * SPREAD
                if (number >= BITS || numbers and (1L shl number) != 0L) isPlain = false
                numbers = numbers or (1L shl number)
            }
        }
        if ((sum != 0L || !isPlain) && !isBroken) LinkagePartners(at).check()
        if (hasOtherScript && at.leader(CODING) == ' ' && !at.has("066")) {
            at.report(LinkageRules.characterSets, "066", expected = "066 with the scripts of the fields 880")
        }
    }

    /** What the linkage of the field links; [NOTHING] if there is none, [BROKEN] if that can't be said. */
    private fun lookAt(field: FieldCursor, isAlternate: Boolean, at: Examination): Long {
        var isFirst = true
        val value = field.subfields
        while (value.next()) {
            if (value.code != '6') {
                isFirst = false
                continue
            }
            if (!Linkage.hasForm(value)) {
                val expected = if (isAlternate) "a tag and a number, like 245-01" else "880 and a number, like 880-01"
                at.reportSubfield(LinkageRules.form, field, expected)
                return BROKEN
            }
            if (!namesRightTag(field, isAlternate, at)) return BROKEN
            if (!Linkage.hasScript(value)) at.reportSubfield(LinkageRules.script, field, SCRIPTS)
            if (!isFirst) at.reportSubfield(LinkageRules.position, field, "\$6 before all other subfields")
            return linkOf(field, isAlternate)
        }
        return NOTHING
    }

    private fun namesRightTag(field: FieldCursor, isAlternate: Boolean, at: Examination): Boolean {
        val value = field.subfields
        val isControl = value.charAt(0) == '0' && value.charAt(1) == '0'
        val isRight = if (isAlternate) !isControl && !value.valueStartsWith("880") else value.valueStartsWith("880")
        if (!isRight) {
            val expected = if (isAlternate) "the tag of the field that this 880 stands for" else "880"
            at.reportSubfield(LinkageRules.tag, field, expected)
        }
        return isRight
    }

    private fun hasOtherScript(field: FieldCursor): Boolean = field.subfields.charAt(SCRIPT) == '$' ||
        (field.subfields.charAt(SCRIPT) == '(' && field.subfields.charAt(SCRIPT + 1) != 'B')

    private const val CODING = 9
    private const val SCRIPT = 7
    private const val SCRIPTS =
        "a script of MARC-8 like (3, or four letters like Arab, and the letter r for right to left"
}

private const val TAG_BITS = 32

/** The tag and the number that the linkage where the cursor is has in common with that of its partner. */
internal fun linkOf(field: FieldCursor, isAlternate: Boolean): Long {
    val tag = if (isAlternate) Linkage.tagIn(field.subfields) else Linkage.pack(field.tag)
    return (Linkage.numberIn(field.subfields).toLong() shl TAG_BITS) or tag.toLong()
}

/** The number in a [link]. */
internal fun numberOf(link: Long): Int = (link ushr TAG_BITS).toInt()

/** The tag in a [link]. */
internal fun tagOf(link: Long): String = Linkage.unpack(link.toInt())
