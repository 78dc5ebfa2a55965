// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Leader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.record
import dev.marcato.testing.Corpora
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.byte
import io.kotest.property.arbitrary.byteArray
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.checkAll
import java.nio.file.Files

class FixedFieldsSpec : FreeSpec({
    val novel = record {
        leader = Leader.of("00000cam a2200000 i 4500")
        field("007", "ta")
        field("008", "991018s1999    nyua   j      000 1 eng d")
        field("245", '1', '0') { 'a' to "Title" }
    }

    "008 of a book" - {
        val fixed = novel.fixed

        "says what each element is" {
            fixed.material shouldBe Material.BOOKS
            fixed.literaryForm.toString() shouldBe "literaryForm = \"1\" (Fiction (not further specified))"
            fixed.audience?.code?.label shouldBe "Juvenile"
            fixed.placeOfPublication?.label shouldBe "New York (State)"
            fixed.language?.code.toString() shouldBe "eng English"
            fixed.dateType?.label shouldBe "Single known date/probable date"
            fixed.date1?.text shouldBe "1999"
            fixed.illustrations?.codes?.map { it.label } shouldBe listOf("Illustrations")
            fixed.contents?.label shouldBe "No specified nature of contents"
            fixed.relief shouldBe null
            fixed.isLengthRight shouldBe true
        }

        "has elements by name and position" {
            fixed.element("literaryForm")?.text shouldBe "1"
            fixed.element("nothing") shouldBe null
            fixed.at(33)?.definition?.label shouldBe "Literary form"
            fixed.at(99) shouldBe null
            fixed.elements.filterNot { it.definition.isObsolete }.sumOf { it.definition.length } shouldBe 40
        }

        "is edited without touching anything else" {
            val edited = fixed.literaryForm!!.with("f").fixed.illustrations!!.with("ab  ")
            edited["008"]?.value shouldBe "991018s1999    nyuab  j      000 f eng d"
            edited.fields.filter { it.tag != "008" } shouldBe novel.fields.filter { it.tag != "008" }
            edited.fixed.illustrations?.label shouldBe "Illustrations; Maps"
        }

        "takes codes that nobody knows, and keeps them" {
            val odd = fixed.literaryForm!!.with("?").fixed.contents!!.with("a?b?")
            odd.fixed.literaryForm?.let { Triple(it.isKnown, it.unknown, it.label) } shouldBe
                Triple(false, listOf("?"), null)
            odd.fixed.contents?.let { Triple(it.isKnown, it.unknown, it.label) } shouldBe
                Triple(false, listOf("?"), "Abstracts/summaries; Bibliographies")
        }

        "reports obsolete codes and positions" {
            fixed.literaryForm!!.with("c").fixed.literaryForm?.let { it.isObsolete to it.label } shouldBe
                (true to "Comic strips")
            fixed.mainEntryInBody?.let { it.isObsolete to it.text } shouldBe (true to " ")
            fixed.contents!!.with("ah  ").fixed.contents?.isObsolete shouldBe true
        }

        "refuses what doesn't fit" {
            shouldThrow<IllegalArgumentException> { fixed.literaryForm!!.with("ff") }
            shouldThrow<IllegalArgumentException> { fixed.literaryForm!!.with("\u001F") }
            shouldThrow<IllegalArgumentException> { fixed.literaryForm!!.with("é") }
        }
    }

    "a code that means two things" {
        val code = MarcSchema.BIBLIOGRAPHIC.field("008")!!.positions.single { it.name == "dateType" }.codes!!["c"]!!
        code.isObsolete shouldBe false
        code.label shouldBe "Continuing resource currently published"
        code.former shouldBe listOf("Actual date and copyright date")
    }

    "what isn't there" - {
        "a record without 008" {
            val fixed = record { }.fixed
            fixed.isPresent shouldBe false
            fixed.literaryForm shouldBe null
            fixed.elements.shouldBeEmpty()
            fixed.physical.shouldBeEmpty()
            fixed.additional.shouldBeEmpty()
            fixed.leader.recordType?.label shouldBe "Language material"
        }

        "a field that is too short" {
            val fixed = record { field("008", "991018s1999    nyu") }.fixed
            fixed.isLengthRight shouldBe false
            fixed.expectedLength shouldBe 40
            fixed.placeOfPublication?.label shouldBe "New York (State)"
            fixed.language?.let { listOf(it.isComplete, it.isKnown, it.text, it.label) } shouldBe
                listOf(false, false, "", null)
            shouldThrow<IllegalArgumentException> { fixed.language!!.with("ger") }
        }

        "a field that is too long" {
            val fixed = record { field("008", "991018s1999    nyua   j      000 1 eng d++") }.fixed
            fixed.isLengthRight shouldBe false
            fixed.catalogingSource!!.with("c")["008"]?.value shouldBe "991018s1999    nyua   j      000 1 eng c++"
        }

        "a record of no known type" {
            val fixed = record {
                leader = Leader.of("00000c?m a2200000 i 4500")
                field("008", "991018s1999    nyua   j      000 1 eng d")
            }.fixed
            fixed.material shouldBe null
            fixed.language?.code?.label shouldBe "English"
            fixed.literaryForm shouldBe null
        }
    }

    "the material follows from leader/06 and 07" {
        fun of(types: String) = Material.of(Leader.of("00000n$types a2200000 i 4500"))
        val keys = listOf("am", "as", "ab", "ai", "tm", "em", "cm", "jm", "mm", "gm", "rm", "pc", "s ", "z ").map {
            of(it)?.key
        }
        keys shouldBe listOf("BK", "CR", "CR", "CR", "BK", "MP", "MU", "MU", "CF", "VM", "VM", "MX", null, null)
    }

    "006 and 007" - {
        val atlas = record {
            leader = Leader.of("00000cem a2200000 i 4500")
            field("006", "jsbmfdh")
            field("006", "a|||||||||||||||f|")
            field("007", "cr |n")
            field("007", "cr |n|||||||||")
            field("007", "?")
            field("008", "991018s1999    nyubd  ag  a  1   0 eng d")
        }

        "006 means what 008 does of its material" {
            val (sound, book) = atlas.fixed.additional
            sound.material shouldBe Material.MUSIC
            sound.isLengthRight shouldBe false
            sound.composition?.let { it.text to it.isKnown } shouldBe ("sb" to false)
            sound.formOfMaterial?.label shouldBe "Musical sound recording"
            book.literaryForm?.label shouldBe "Novels"
            book.literaryForm!!.with("1").fields("006").map { it.value } shouldBe
                listOf("jsbmfdh", "a|||||||||||||||1|")
        }

        "007 means what its category says" {
            val (short, long, unknown) = atlas.fixed.physical
            short.designation?.label shouldBe "Remote"
            short.isLengthRight shouldBe false
            long.isLengthRight shouldBe true
            long.imageBitDepth?.label shouldBe "No attempt to code"
            long.imageBitDepth!!.with("024").fixed.physical[1].imageBitDepth?.label shouldBe "Exact bit depth"
            unknown.category shouldBe null
            unknown.expectedLength shouldBe null
            unknown.isLengthRight shouldBe true
        }

        "one of six characters is complete" {
            record {
                field("007", "cr |na")
            }.fixed.physical.single().let { it.isLengthRight to it.expectedLength } shouldBe
                (true to 14)
        }
    }

    "authority and holdings records" {
        val authority = record {
            leader = Leader.of("00000cz  a2200000n  4500")
            field("008", "840830n| azannaabn          |a aaa      ")
        }
        authority.fixed.authority?.recordKind?.label shouldBe "Established heading"
        authority.fixed.authority!!.thesaurus!!.with("c").fixed.authority?.thesaurus?.label shouldBe
            "Medical Subject Headings"
        authority.fixed.leader.encodingLevel?.label shouldBe "Complete authority record"
        authority.fixed.literaryForm shouldBe null
        authority.fixed.holdings shouldBe null
        val holdings = record {
            leader = Leader.of("00000cy  a2200000 i 4500")
            field("008", "9910184p    8   4001uueng0991018")
        }
        holdings.fixed.holdings?.acquisitionStatus?.label shouldBe "Currently received"
        holdings.fixed.holdings?.isLengthRight shouldBe true
        holdings.fixed.leader.itemInformation?.label shouldBe "Item information"
        holdings.fixed.authority shouldBe null
    }

    "the leader is edited as other fields are" {
        val edited = novel.fixed.leader.encodingLevel!!.with("7")
        edited.fixed.leader.encodingLevel?.label shouldBe "Minimal level"
        "${edited.leader}" shouldBe "00000cam a22000007i 4500"
    }

    "all codes of all positions, both ways" {
        var codes = 0
        for (layout in layouts()) {
            for (position in layout.definition.let {
                it.positions(layout.type) +
                    it.obsoletePositions(layout.type)
            }) {
                for (code in position.codesOrFlags?.codes.orEmpty()) {
                    val one = if (code.isRange) code.code.substringAfter('-') else code.code
                    val text = one.padEnd(position.codeLength).padEnd(position.length)
                    val found = layout.view(text, position)
                    withClue("${layout.definition.tag} ${layout.type} $position $code") {
                        found.text shouldBe text
                        found.isKnown shouldBe true
                        found.codes.map { it.code } shouldBe listOf(code.code)
                        position.codesOrFlags!!.labelled(code.label!!)?.label shouldBe code.label
                    }
                    codes++
                }
            }
        }
        println("$codes codes of positions were written and read")
        codes shouldBeGreaterThan 5_000
    }

    "any bytes are shown as they are" {
        val tags = Arb.element("006", "007", "008", "LDR")
        checkAll(
            3_000,
            tags,
            Arb.element("acdefgijkmnopqrstuvxyz".toList()),
            Arb.byteArray(Arb.int(0..45), Arb.byte()),
        ) {
                tag,
                type,
                bytes,
            ->
            val text = bytes.filterNot { it in 0x1D..0x1F }.toByteArray()
            val record = recordOf(tag, type, text)
            val views = record.fixed.let {
                listOfNotNull(it, it.leader, it.authority, it.holdings) + it.additional +
                    it.physical
            }
            for (view in views) {
                "$view".isNotEmpty() shouldBe true
                for (element in view.elements) {
                    val places = element.definition.start..element.definition.end
                    element.text shouldBe view.text.filterIndexed { index, _ -> index in places }
                    element.isComplete shouldBe (element.text.length == element.definition.length)
                    (element.isKnown || !element.isComplete || element.unknown.isNotEmpty()) shouldBe true
                    element.isObsolete
                    if (element.isComplete && element.text.all { it in ' '..'~' }) {
                        val same = element.with(element.text)
                        same.fields shouldBe record.fields
                    }
                }
            }
        }
    }

    "real records" - {
        val corpora = Corpora.find()
        if (corpora.skipReason != null) println("FixedFieldsSpec skips real records: ${corpora.skipReason}")
        "show each of their characters".config(enabledIf = { corpora.skipReason == null }) {
            val counts = IntArray(4)
            for (file in corpora.files("mrc", "xml", "json")) {
                if (Files.size(file) > MOST_BYTES || "reference" in corpora.displayName(file)) continue
                withClue(corpora.displayName(file)) {
                    BlockingMarcReader.open(file, LENIENT).use { reader -> for (record in reader) look(record, counts) }
                }
            }
            val (records, authority, holdings, known) = counts.toList()
            println("$records records, $authority of authorities, $holdings of holdings; $known known elements")
            records shouldBeGreaterThan 5_000
            authority shouldBeGreaterThan 500
            holdings shouldBeGreaterThan 50
        }
    }
})

private const val MOST_BYTES = 5_000_000L
private val LENIENT = ReadOptions { strictness = Strictness.LENIENT }

private fun look(record: Record, counts: IntArray) {
    val fixed = record.fixed
    counts[0]++
    if (fixed.authority != null) counts[1]++
    if (fixed.holdings != null) counts[2]++
    for (view in listOfNotNull(
        fixed,
        fixed.leader,
        fixed.authority,
        fixed.holdings,
    ) + fixed.additional + fixed.physical) {
        val shown = view.elements.filterNot { it.definition.isObsolete }.joinToString("") { it.text }
        // Positions that no type of record is known for have no elements.
        if (view.type != null || view.definition.types.isEmpty()) view.text.startsWith(shown) shouldBe true
        counts[3] += view.elements.count { it.isKnown }
    }
}

private fun recordOf(tag: String, type: Char, text: ByteArray): Record {
    val leader = "00000n${type}m a2200000 i 4500"
    if (tag == "LDR") return record { this.leader = Leader.of(leader) }
    val directory = "$tag${"${text.size + 1}".padStart(4, '0')}00000"
    val size = 24 + directory.length + 1 + text.size + 2
    val head = "${"$size".padStart(
        5,
        '0',
    )}${leader.substring(5, 12)}${"${24 + directory.length + 1}".padStart(5, '0')}${leader.drop(17)}"
    return Record.parse((head + directory + "\u001E").toByteArray() + text + byteArrayOf(0x1E, 0x1D), LENIENT)
}

/** One kind of fixed field, and a record with given characters at a position of it. */
private class Kind(
    val definition: FieldDefinition,
    val type: String?,
    val view: (String, PositionDefinition) -> FixedElement,
)

private fun layouts(): List<Kind> {
    val bibliographic = MarcSchema.BIBLIOGRAPHIC
    fun element(view: FixedField, position: PositionDefinition) = view.elements.first { it.definition == position }
    fun blank(text: String, position: PositionDefinition, length: Int) =
        " ".repeat(length).replaceRange(position.start, position.end + 1, text)
    val leaders = listOf(
        'a' to bibliographic,
        'z' to MarcSchema.AUTHORITY,
        'y' to MarcSchema.HOLDINGS,
    ).map { (type, schema) ->
        Kind(schema.field("LDR")!!, null) { text, position ->
            val leader = "00000n${type}m a2200000 i 4500".replaceRange(position.start, position.end + 1, text)
            // A code of leader/06 that is obsolete belongs to this format, too.
            element(record { this.leader = Leader.of(leader) }.fixed.leader, position)
        }
    }
    val materials = Material.entries.flatMap { material ->
        val form = material.forms[0]
        val leader = if (form == 's') "00000nas a2200000 i 4500" else "00000n${form}m a2200000 i 4500"
        listOf(
            Kind(bibliographic.field("008")!!, material.key) { text, position ->
                element(
                    record {
                        this.leader = Leader.of(leader)
                        field("008", blank(text, position, 40))
                    }.fixed,
                    position,
                )
            },
            Kind(bibliographic.field("006")!!, material.key) { text, position ->
                val value = blank(text, position, 18).let { if (position.start == 0) it else form + it.drop(1) }
                element(record { field("006", value) }.fixed.additional.single(), position)
            },
        )
    }
    val physical = bibliographic.field("007")!!.types.keys.map { category ->
        Kind(bibliographic.field("007")!!, category) { text, position ->
            val value = blank(text, position, 25).let { if (position.start == 0) it else category + it.drop(1) }
            element(record { field("007", value) }.fixed.physical.single(), position)
        }
    }
    val others = listOf(
        Kind(MarcSchema.AUTHORITY.field("008")!!, null) { text, position ->
            val leader = Leader.of("00000nz  a2200000n  4500")
            element(
                record {
                    this.leader = leader
                    field("008", blank(text, position, 40))
                }.fixed.authority!!,
                position,
            )
        },
        Kind(MarcSchema.HOLDINGS.field("008")!!, null) { text, position ->
            val leader = Leader.of("00000ny  a2200000n  4500")
            element(
                record {
                    this.leader = leader
                    field("008", blank(text, position, 32))
                }.fixed.holdings!!,
                position,
            )
        },
    )
    return leaders + materials + physical + others
}
