// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Collections

/**
 * Gives a small catalogue of real works, described by hand: books, serials, maps, music, films, online resources,
 * authority and holdings records, in Latin, Cyrillic, Greek, Hebrew, Arabic, Chinese, Japanese and Korean script.
 *
 * It stands in the resource `sample-catalogue.txt` in mnemonic form: one field a line, records parted by an empty line,
 * `\` for a blank, `{dollar}` for a dollar sign, and lines with `#` for remarks.
 */
public object SampleCatalogue {
    private const val RESOURCE = "sample-catalogue.txt"
    private const val TAG_END = 4
    private const val CONTENT_START = 6

    private val all: List<PlainRecord> by lazy { Collections.unmodifiableList(read()) }

    /** Gives the records, always in the same order. */
    @JvmStatic
    public fun records(): List<PlainRecord> = all

    /**
     * Gives the record with the control number [number] in 001.
     *
     * @throws NoSuchElementException if there is none
     */
    @JvmStatic
    public fun record(number: String): PlainRecord = all.first { it.controlValue("001") == number }

    /** Encodes the records as one ISO 2709 file. */
    @JvmStatic
    public fun toByteArray(): ByteArray = Iso2709Bytes.encodeAll(all)

    private fun read(): List<PlainRecord> {
        val resource = SampleCatalogue::class.java.getResourceAsStream(RESOURCE)
        checkNotNull(resource) { "$RESOURCE is missing" }
        val lines = resource.bufferedReader(Charsets.UTF_8).use { it.readLines() }.filterNot { it.startsWith("#") }
        val records = ArrayList<PlainRecord>()
        var record = ArrayList<String>()
        for (line in lines + "") {
            if (line.isNotBlank()) {
                record += line
            } else if (record.isNotEmpty()) {
                records += parseRecord(record)
                record = ArrayList()
            }
        }
        return records
    }

    private fun parseRecord(lines: List<String>): PlainRecord {
        require(lines.first().startsWith("=LDR")) { "A record begins with its leader, not with '${lines.first()}'" }
        return PlainRecord(blanks(lines.first().drop(CONTENT_START)), lines.drop(1).map(::parseField))
    }

    private fun parseField(line: String): PlainField {
        require(line.length > CONTENT_START && line[0] == '=') { "Not a field: '$line'" }
        val tag = line.substring(1, TAG_END)
        val content = line.drop(CONTENT_START)
        if (tag.startsWith("00")) return PlainControlField(tag, blanks(content))
        val parts = content.split('$')
        val indicators = blanks(parts.first())
        val subfields = parts.drop(1).map { PlainSubfield(it.first(), it.drop(1).replace("{dollar}", "$")) }
        return PlainDataField(tag, indicators[0], indicators[1], subfields)
    }

    private fun blanks(text: String): String = text.replace('\\', ' ')
}
