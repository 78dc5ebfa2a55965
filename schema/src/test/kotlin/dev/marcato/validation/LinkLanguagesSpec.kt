// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Record
import dev.marcato.record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.boolean
import io.kotest.property.arbitrary.codepoints
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.arbitrary.of
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

/** The little languages of $6, $8, $w and the like: whatever stands there, and everything that is right. */
class LinkLanguagesSpec : FreeSpec({
    val validator = Validator.marc21()
    val near = Arb.string(
        0..12,
        Arb.of(
            "0123456789-/.\\()r:aA$ \u200Fж".map {
                it.code
            },
        ).map { io.kotest.property.arbitrary.Codepoint(it) },
    )
    val anything = Arb.string(0..12, Arb.codepoints()).map { text -> text.filter { it >= ' ' && !it.isSurrogate() } }

    "no text makes a check fail" {
        for (texts in listOf(near, anything)) {
            checkAll(500, texts, Arb.element('6', '7', '8', 'w', '0', '1', 'a')) { text, code ->
                validator.validate(withFields(code, text))
            }
        }
    }

    "all pairs of $6 that fit together are sound, in any order" {
        checkAll(300, linkedRecords) { record ->
            linkageOf(validator, record).shouldBeEmpty()
        }
    }

    "without one of its fields, such a record has one finding for each link that is broken" {
        checkAll(300, linkedRecords, Arb.int(0..1000)) { record, random ->
            val links = record.dataFields.filter { it['6'] != null }
            val lost = links[random % links.size]
            val rest = record.edit { fields.remove(fields.first { it === lost || it == lost }) }
            val number = checkNotNull(lost['6']).substring(4, 6)
            val partners = rest.dataFields.filter {
                it['6']?.substring(4, 6) == number &&
                    (it.tag == "880") != (lost.tag == "880")
            }
            val others = rest.dataFields.count { it.tag == "880" && it['6']?.substring(4, 6) == number }
            val expected = when {
                number == "00" -> 0
                lost.tag == "880" -> if (others == 0) 1 else 0
                else -> partners.size
            }
            withClue("$rest without $lost") {
                linkageOf(validator, rest).map { it.code } shouldBe List(expected) { "linkagePartner" }
            }
        }
    }

    "each $8 that is right is sound" {
        val links = arbitrary { source ->
            val number = Arb.int(0..99).bind()
            val sequence = if (Arb.boolean().bind()) ".${Arb.int(0..999).bind()}" else ""
            "$number$sequence\\${"acprux"[source.random.nextInt(6)]}"
        }
        checkAll(300, links) { link ->
            val record = record {
                field("500") {
                    '8' to link
                    'a' to "A note"
                }
                field("501") {
                    '8' to link
                    'a' to "Another note"
                }
            }
            validator.validate(record).filter { it.code.startsWith("fieldLink") }.shouldBeEmpty()
        }
    }

    "numbers with a code and URIs are sound" {
        val codes = Arb.string(1..8, Arb.of(('a'..'z').map { io.kotest.property.arbitrary.Codepoint(it.code) }))
        checkAll(
            200,
            codes,
            Arb.string(
                1..8,
                Arb.of(
                    ('0'..'9').map {
                        io.kotest.property.arbitrary.Codepoint(it.code)
                    },
                ),
            ),
        ) { code, number ->
            val record = record {
                field("035") { 'a' to "($code)$number" }
                field("650", ' ', '0') {
                    'a' to "Whales"
                    '0' to "($code)$number"
                    '1' to "http://$code/$number"
                }
                field("773", '0') {
                    't' to "Journal"
                    'w' to "($code)$number"
                }
            }
            validator.validate(record).filter { it.code in FORMS }.shouldBeEmpty()
        }
    }
})

private val FORMS = listOf("systemNumberForm", "authorityNumberForm", "realWorldObjectForm", "recordNumberForm")

private fun withFields(code: Char, text: String): Record = record {
    for (tag in listOf("035", "245", "500", "650", "773", "830", "853", "863", "880")) {
        field(tag, '1', '0') {
            'a' to "text"
            code to text
        }
    }
}

private fun linkageOf(validator: Validator, record: Record): List<Finding> =
    validator.validate(record).filter { it.code.startsWith("linkage") }

/** Records with up to seventy fields that have one or two 880s each, and some 880s without a partner. */
private val linkedRecords: Arb<Record> = arbitrary { source ->
    val scripts = listOf("", "/(3/r", "/(B", "/$1", "/Cyrl", "//r")
    val tags = Arb.list(Arb.element("245", "246", "500", "700"), 1..70).bind()
    val fields = ArrayList<Pair<String, String>>()
    tags.forEachIndexed { index, tag ->
        val number = "${index + 1}".padStart(2, '0')
        fields += tag to "880-$number"
        repeat(source.random.nextInt(1, 3)) { fields += "880" to "$tag-$number${scripts.random(source.random)}" }
    }
    if (Arb.boolean().bind()) fields += "880" to "500-00"
    fields.shuffle(source.random)
    record {
        for ((tag, link) in fields) {
            field(tag, '1', '0') {
                '6' to link
                'a' to "Text"
            }
        }
    }
}
