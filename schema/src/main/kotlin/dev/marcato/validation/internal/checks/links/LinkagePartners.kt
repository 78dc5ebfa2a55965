// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.checks.find
import dev.marcato.validation.internal.checks.isAlternate
import dev.marcato.validation.internal.checks.isUnknown

/** Finds the fields of a record whose partners are missing, or who share a number, if all linkages have their form. */
internal class LinkagePartners(private val at: Examination) {
    private val fields = HashSet<Long>()
    private val alternates = HashSet<Long>()
    private val numbersOfAlternates = HashSet<Int>()
    private val tagsByNumber = HashMap<Int, String>()

    fun check() {
        forEachLink { field, isAlternate, link ->
            if (isAlternate) {
                alternates += link
                numbersOfAlternates += numberOf(link)
            } else {
                fields += link
                tagsByNumber.putIfAbsent(numberOf(link), field.tag)
            }
        }
        val seen = HashSet<Int>()
        forEachLink { field, isAlternate, link ->
            val number = numberOf(link)
            when {
                isAlternate -> if (link !in fields) at.reportSubfield(LinkageRules.partner, field, partnerOf(link))

                !seen.add(number) ->
                    at.reportSubfield(LinkageRules.number, field, "a number that no other field has")

                // If an 880 has the number but another tag, that is what is reported.
                link !in alternates && number !in numbersOfAlternates ->
                    at.reportSubfield(LinkageRules.partner, field, "a field 880 with \$6 ${nameOf(field.tag, number)}")
            }
        }
    }

    private fun partnerOf(link: Long): String {
        val number = numberOf(link)
        val other = tagsByNumber[number] ?: return "a field ${tagOf(link)} with \$6 ${nameOf("880", number)}"
        return "the tag of the field with this number, $other"
    }

    private fun nameOf(tag: String, number: Int): String = "$tag-${number.toString().padStart(2, '0')}"

    private inline fun forEachLink(action: (field: FieldCursor, isAlternate: Boolean, link: Long) -> Unit) {
        val cursor = at.otherFields()
        while (cursor.next()) {
            if (at.isUnknown(cursor) || !cursor.find('6')) continue
            val isAlternate = cursor.isAlternate
            val link = linkOf(cursor, isAlternate)
            if (numberOf(link) != Linkage.NO_PARTNER) action(cursor, isAlternate, link)
        }
    }
}
