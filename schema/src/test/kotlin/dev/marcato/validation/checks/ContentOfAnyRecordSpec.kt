// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.Conversion
import dev.marcato.Leader
import dev.marcato.MarcFormat
import dev.marcato.Normalization
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.WriteOptions
import dev.marcato.record
import dev.marcato.validation.Validator
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.ContentChecks
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.choice
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.pattern
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

/** What the checks of content say of any record. */
class ContentOfAnyRecordSpec : FreeSpec({
    val validator = Validator.marc21()
    val mine = ContentChecks.all.flatMap { it.rules }.toSet()

    "whatever is in the places that are looked at, nothing fails" {
        var findings = 0
        checkAll(1_500, anyRecord) { record ->
            findings += validator.validate(record).count { it.rule in mine && it.expected != null }
        }
        findings shouldBeGreaterThan 1_500
    }

    "findings don't depend on format and character set" {
        val expected = validator.validate(faulty).filter { it.rule in mine }.map { "$it" }
        val codes = listOf("isbnCheckDigit", "languageCode", "relatorCode", "urlScheme", "undefinedSource", "lccnForm")
        expected.size shouldBe codes.size
        for (code in codes) validator.validate(faulty).map { it.code } shouldContain code
        for (options in written) {
            val read = Record.parse(faulty.toBytes(options), composed)
            withClue(options) { validator.validate(read).filter { it.rule in mine }.map { "$it" } shouldBe expected }
        }
    }
})

private val written = (MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL).map { WriteOptions { format = it } } +
    WriteOptions { convertTo = Conversion.MARC_8 }

private val composed = ReadOptions { normalization = Normalization.NFC }

private val texts = Arb.choice(
    Arb.string(0..20),
    Arb.pattern(
        "[0-9X]{8,14}|[a-z]{2,7}|[(]DE-588[)][0-9-]{3,9}|https?://[a-z./:]{0,9}|" +
            "[cd-]?[0-9u-]{4,12}|[WENS][0-9]{7}",
    ),
)

private val bibliographic = Leader.of("00000nam a2200000 i 4500")

private val anyRecord = arbitrary {
    val places = ContentChecks.all.flatMap { check ->
        when (check) {
            is SubfieldCheck -> check.places
            is FieldCheck -> check.tags.flatMap { tag -> "abdefgu24".map { "$tag$$it" } }
            else -> emptyList()
        }
    }.map { it.replace("XXX", "700").replace('X', '0') }
    val type = Arb.element('a', 'z', 'y', 'e').bind()
    val builder = Record.builder().leader(bibliographic.with(6, type))
    repeat(Arb.int(1..6).bind()) {
        val (tag, code) = Arb.element(places).bind().split('$')
        if (tag < "010") {
            builder.field(tag, Arb.pattern("[0-9 |u]{40}").bind())
        } else {
            val source = Arb.element("doi", "isni", "wikidata", "fast", "x", "rdacontent").bind()
            val subfields = listOf(Subfield.of(code[0], texts.bind()), Subfield.of('2', source))
            val indicators = Arb.element(" 01234567".toList()).bind() to Arb.element(" 0147".toList()).bind()
            builder.field(tag, indicators.first, indicators.second, *subfields.take(1 + it % 2).toTypedArray())
        }
    }
    builder.build()
}

private val faulty = record {
    leader = bibliographic
    field("001", "1")
    field("003", "DE-101")
    field("005", "20200131120000.0")
    field("008", "200131s2019    enka     b    001 0 eng d")
    field("010", ' ', ' ') { 'a' to "é12" }
    field("020", ' ', ' ') { 'a' to "0306406153 (broché, relié)" }
    field("024", '7', ' ') {
        'a' to "10.1000/é"
        '2' to "doi"
    }
    field("040", ' ', ' ') {
        'a' to "DE-101"
        'b' to "français"
        'c' to "DE-101"
    }
    field("245", '1', '0') { 'a' to "Été." }
    field("650", ' ', '7') {
        'a' to "Été."
        '2' to "été"
    }
    field("700", '1', ' ') {
        'a' to "Éluard."
        '4' to "été"
    }
    field("856", '4', '0') { 'u' to "www.été.example" }
}
