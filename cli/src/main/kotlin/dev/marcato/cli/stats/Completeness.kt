// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

/** The fields of a standard for one thing, and their name in reports. */
internal class Place(val label: String, vararg val tags: IntRange)

/** What users of a catalogue look for in a bibliographic record, and the fields that have it. */
internal enum class Completeness(private val marc21: Place, private val unimarc: Place) {
    TITLE(Place("title (245)", 245..245), Place("title (200)", 200..200)),
    NAME(
        Place("author or other name (1XX, 7XX)", 100..111, 700..720),
        Place("author or other name (70X-72X)", 700..729),
    ),

    // The contents of the fields count, not their presence; see Statistics.
    YEAR(Place("year (008)"), Place("year (100)")),
    LANGUAGE(Place("language (008)"), Place("language (101)")),
    PUBLICATION(
        Place("publication (260, 264)", 260..260, 264..264),
        Place("publication (210, 214)", 210..210, 214..214),
    ),
    EXTENT(Place("extent (300)", 300..300), Place("extent (215)", 215..215)),
    NUMBER(Place("ISBN or ISSN (020, 022)", 20..20, 22..22), Place("ISBN or ISSN (010, 011)", 10..11)),
    SUBJECT(Place("subject (6XX)", 600..654, 656..699), Place("subject (60X-61X)", 600..607, 610..619)),
    GENRE(Place("genre (655)", 655..655), Place("form or genre (608)", 608..608)),
    CLASSIFICATION(
        Place("class or call number (050-099)", 50..99),
        Place("class number (675, 676, 68X)", 675..676, 680..689),
    ),
    SUMMARY(
        Place("summary or contents (505, 520)", 505..505, 520..520),
        Place("summary or contents (327, 330)", 327..327, 330..330),
    ),
    LINK(Place("link (856)", 856..856), Place("link (856)", 856..856)),
    ;

    /** One bit, to combine with those of other entries. */
    val bit: Int get() = 1 shl ordinal

    fun place(standard: Standard): Place = if (standard == Standard.UNIMARC) unimarc else marc21

    companion object {
        /** Returns the bits that a field with this tag sets. */
        fun bitsOf(tag: String, standard: Standard): Int {
            if (tag.any { it !in '0'..'9' }) return 0
            val number = tag.toInt()
            return entries.filter { part -> part.place(standard).tags.any { number in it } }
                .fold(0) { bits, part -> bits or part.bit }
        }
    }
}
