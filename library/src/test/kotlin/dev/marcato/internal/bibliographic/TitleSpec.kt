// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bibliographic

import dev.marcato.DataField
import dev.marcato.Subfield
import dev.marcato.record
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.Codepoint
import io.kotest.property.arbitrary.bind
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.of
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

/** Titles in ASCII are put together in another way than those with other letters; both give the same. */
class TitleSpec : FreeSpec({
    // Full of what is trimmed, left out and taken off; a control character is white space or not.
    val value = Arb.string(0..8, Arb.of("ab /:;=,.[]\t\u0001".map { Codepoint(it.code) }))
    val subfield = Arb.bind(Arb.element("abcdefghiknpsx0".toList()), value) { code, text -> Subfield.of(code, text) }

    "a title is the same whether another part of the field is in ASCII or not" {
        checkAll(3000, Arb.list(subfield, 1..5)) { subfields ->
            val plain = record { add(DataField.of("245", '1', '0', subfields)) }
            val other = record { add(DataField.of("245", '1', '0', subfields + Subfield.of('c', "\u00E9"))) }
            plain.title shouldBe other.title
        }
    }
})
