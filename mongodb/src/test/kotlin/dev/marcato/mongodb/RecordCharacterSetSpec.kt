// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.Normalization
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.mongodb.testing.read
import dev.marcato.mongodb.testing.write
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

/** Records in all character sets, read in all ways, through all shapes: the text stays, and with bytes the set, too. */
class RecordCharacterSetSpec : FreeSpec({
    val forced: (String) -> ReadOptions = {
        ReadOptions { characterSetRule = CharacterSetRule.always(CharacterSet.of(it)) }
    }
    val detected = ReadOptions { characterSetRule = CharacterSetRule.DETECT }
    val unimarc = ReadOptions { characterSetRule = CharacterSetRule.OBEY_UNIMARC }
    val latin = "Café".toByteArray(Charsets.ISO_8859_1)

    // The leader says MARC-8 unless it says Unicode; what is declared in 100 says ASCII and ISO 5426.
    val declared = "20240131d2024    m  y0frey0103    ba".toByteArray()
    val cases = listOf(
        Case("MARC-8", recordOf(' ', "245" to encoded("Łódź 中 МИР")), ReadOptions.DEFAULT, null),
        Case("UTF-8", recordOf('a', "245" to "Łódź 中".toByteArray()), ReadOptions.DEFAULT, null),
        Case("MARC-8", recordOf('a', "245" to encoded("Łódź 中")), forced("MARC-8"), "MARC-8"),
        Case("UTF-8", recordOf(' ', "245" to "Łódź 中".toByteArray()), forced("UTF-8"), "UTF-8"),
        Case("ISO-8859-1", recordOf(' ', "245" to latin), forced("ISO-8859-1"), "ISO-8859-1"),
        Case("ISO 5426", recordOf(' ', "245" to CharacterSet.ISO_5426.encode("Łódź")), forced("ISO 5426"), "ISO 5426"),
        Case("windows-1252", recordOf('a', "245" to latin + " Études".toByteArray()), detected, "windows-1252"),
        Case(
            "UNIMARC 0103",
            recordOf(' ', "100" to declared, "200" to CharacterSet.ISO_5426.encode("Łódź")),
            unimarc,
            "UNIMARC",
        ),
        // Read as MARC-8, this would be another character.
        Case("UTF-8", recordOf(' ', "245" to "Smile &#x1F600;".toByteArray()), forced("UTF-8"), "UTF-8"),
    )

    for (shape in RecordShape.entries) {
        for (rawBytes in RawBytes.entries) {
            val documents = RecordDocuments {
                this.shape = shape
                this.rawBytes = rawBytes
            }
            val hasBytes = shape == RecordShape.ISO_2709 || rawBytes == RawBytes.BESIDE_FIELDS
            for (case in cases) {
                "$shape, bytes $rawBytes: $case" {
                    val original = read(case.bytes, case.options)
                    original.characterSet.name shouldBe case.set
                    val document = write(documents, original)
                    document.getString("set", null)?.value shouldBe case.told.takeIf { hasBytes }
                    val again = read(documents, document)
                    again shouldBe original
                    again.fields.map { it.toString() } shouldContainExactly original.fields.map { it.toString() }
                    again.characterSet shouldBe if (hasBytes) original.characterSet else CharacterSet.UTF_8
                    if (hasBytes) again.sameBytes(original) shouldBe true
                }
            }

            "$shape, bytes $rawBytes: text that was normalised stays so" {
                val normalised = ReadOptions { normalization = Normalization.NFC }
                val original = read(recordOf(' ', "245" to encoded("Łódź")), normalised)
                original.dataField("245")?.get('a') shouldBe "Łódź"
                val document = write(documents, original)
                document.containsKey("raw") shouldBe false
                read(documents, document).dataField("245")?.get('a') shouldBe "Łódź"
            }
        }
    }

    "any text of MARC-8 comes back from every shape" {
        val letters = Arb.element(
            listOf("a", "é", "Ł", "ß", "中", "語", "М", "ئ", "א", "α", " ", "&", "&#x2014;", "℗", "ö\u0323"),
        )
        // A few letters in MARC-8 may look like UTF-8, which is a problem, but read as the leader says.
        val lenient = ReadOptions { strictness = Strictness.LENIENT }
        checkAll(300, Arb.list(letters, 0..20)) { parts ->
            val original = read(recordOf(' ', "245" to encoded(parts.joinToString(""))), lenient)
            for (shape in RecordShape.entries) {
                val documents = RecordDocuments { this.shape = shape }
                val again = read(documents, write(documents, original))
                again shouldBe original
                again.dataField("245")?.get('a') shouldBe original.dataField("245")?.get('a')
            }
        }
    }
})

private class Case(val set: String, val bytes: ByteArray, val options: ReadOptions, val told: String?) {
    override fun toString(): String = "${bytes.size} bytes in $set, read by ${options.characterSetRule}"
}

private fun encoded(text: String): ByteArray = CharacterSet.MARC_8.encode(text)

private fun read(bytes: ByteArray, options: ReadOptions): Record = Record.parse(bytes, options)

/** A record with 001 and fields of one subfield each, whose bytes these are; with [coding] in leader/09. */
private fun recordOf(coding: Char, vararg fields: Pair<String, ByteArray>): ByteArray {
    val contents = listOf("001" to "n".toByteArray()) +
        fields.map { (tag, value) -> tag to "10\u001Fa".toByteArray() + value }
    val data = contents.map { it.second + 0x1E }.reduce(ByteArray::plus) + 0x1D
    var start = 0
    val directory = contents.joinToString("") { (tag, content) ->
        "$tag%04d%05d".format(content.size + 1, start).also { start += content.size + 1 }
    } + "\u001E"
    val base = 24 + directory.length
    return "%05dnam %c22%05d i 4500".format(base + data.size, coding, base).toByteArray() + directory.toByteArray() +
        data
}
