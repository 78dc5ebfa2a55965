// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

/** What a user of a catalogue looks for in a bibliographic record, and the MARC 21 fields that have it. */
internal enum class Completeness(val label: String, vararg val tags: IntRange) {
    TITLE("title (245)", 245..245),
    NAME("author or other name (1XX, 7XX)", 100..111, 700..720),
    YEAR("year (008)"),
    LANGUAGE("language (008)"),
    PUBLICATION("publication (260, 264)", 260..260, 264..264),
    EXTENT("extent (300)", 300..300),
    NUMBER("ISBN or ISSN (020, 022)", 20..20, 22..22),
    SUBJECT("subject (6XX)", 600..654, 656..699),
    GENRE("genre (655)", 655..655),
    CLASSIFICATION("class or call number (050-099)", 50..99),
    SUMMARY("summary or contents (505, 520)", 505..505, 520..520),
    LINK("link (856)", 856..856),
    ;

    /** A number of its own, to be put together with those of others. */
    val bit: Int get() = 1 shl ordinal

    companion object {
        /** The bits of what a field with this tag makes complete. */
        fun bitsOf(tag: String): Int {
            if (tag.any { it !in '0'..'9' }) return 0
            val number = tag.toInt()
            return entries.filter { part -> part.tags.any { number in it } }.fold(0) { bits, part -> bits or part.bit }
        }
    }
}
