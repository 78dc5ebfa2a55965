// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

import dev.marcato.schema.MarcSchema
import java.io.File

/** Where the facts differ from the lists that they are from, and from what others publish, with a verdict for each. */
internal class Differences(private val reference: File) {
    private val formats = listOf(
        Format("bibliographic", MarcSchema.BIBLIOGRAPHIC, "loc-ecbd/folio-snapshot-bibliographic.html"),
        Format("authority", MarcSchema.AUTHORITY, "loc-ecbd/folio-snapshot-authority.html"),
        Format("holdings", MarcSchema.HOLDINGS, null),
    )

    /** What differs from the Library of Congress' lists of April 2026, without a verdict. */
    fun withoutVerdict(): List<String> = formats.flatMap { format ->
        fromList(format).filter { (place, there, here) -> Verdicts.ofList(place, there, here) == null }
            .map { (place, there, here) -> "${format.name} $place: list \"$there\", facts \"$here\"" }
    }

    /** The whole table. */
    fun table(): String = buildString {
        append(HEAD)
        for (format in formats) {
            if (format.list != null) {
                section("${format.name}: ${format.list}", fromList(format)) { place, there, here ->
                    Verdicts.ofList(place, there, here) ?: "no verdict"
                }
            }
            for (other in others.filter { it.format == format.name }) {
                section("${format.name}: ${other.path}", fromOther(format, other)) { place, there, here ->
                    Verdicts.ofOther(other.path, place, there, here)
                }
            }
        }
    }

    private fun fromList(format: Format): List<Triple<String, String, String>> = if (format.list ==
        null
    ) {
        emptyList()
    } else {
        LocList(reference.resolve(format.list)).flat.differences(Flat.of(format.schema))
    }

    private fun fromOther(format: Format, other: Other): List<Triple<String, String, String>> {
        val there = other.read(reference.resolve(other.path)).rules()
        val here = Flat.of(format.schema).rules()
        return there.differences(here) { place -> other.covers(place, there) }
    }

    private fun StringBuilder.section(
        title: String,
        differences: List<Triple<String, String, String>>,
        verdict: (String, String, String) -> String,
    ) {
        append("\n== $title: ${differences.size} differences\n")
        differences.groupBy { (place, there, here) ->
            verdict(place, there, here)
        }.toSortedMap().forEach { (text, places) ->
            append("\n$text (${places.size})\n")
            val shown = places.map { (place, there, here) ->
                val isShort = there in SHORT && here in SHORT
                if (isShort && (there.isEmpty() || here.isEmpty())) place else "$place \"$there\" here \"$here\""
            }
            shown.sorted().fold("") { line, next ->
                if (line.isEmpty() || line.length + next.length + 2 > WIDTH) {
                    if (line.isNotEmpty()) append("  ").append(line).append('\n')
                    next
                } else {
                    "$line, $next"
                }
            }.let { append("  ").append(it).append('\n') }
        }
    }

    private class Format(val name: String, val schema: MarcSchema, val list: String?)

    private class Other(
        val format: String,
        val path: String,
        val hasPositions: Boolean = false,
        val read: (File) -> Flat = OtherSchema::avram,
    ) {
        // Codes of subfields are compared with the list only. A schema without 843 says nothing of its subfields.
        fun covers(place: String, there: Flat): Boolean = when {
            place.length > Flat.TAG && place[Flat.TAG] == '$' && '#' in place -> false
            '/' in place -> hasPositions && place.take(Flat.TAG) != "006"
            else -> place.length == Flat.TAG || place.take(Flat.TAG) in there.tags
        }
    }

    private val others = listOf(
        Other("bibliographic", "avram/marc21-bibliographic.gbv.json", hasPositions = true),
        Other("bibliographic", "avram/timathom-bibliographic.avram.json"),
        Other("bibliographic", "avram/marc21-bibliographic-all-versions.avram.json", hasPositions = true),
        Other("bibliographic", "loc-ecbd/evergreen-marcedit-tooltips.xml", read = OtherSchema::toolTips),
        Other("bibliographic", "loc-ecbd/var_fields_standard.txt") { LocList(it).flat },
        Other("authority", "avram/timathom-authority.avram.json"),
        Other("authority", "avram/marc21-authority.avram.json"),
        Other("authority", "loc-ecbd/evergreen-marcedit-tooltips-authority.xml", read = OtherSchema::toolTips),
        Other("holdings", "avram/timathom-holdings.avram.json"),
        Other("holdings", "loc-ecbd/evergreen-marcedit-tooltips-mfhd.xml", read = OtherSchema::toolTips),
    )

    private companion object {
        const val WIDTH = 118
        val SHORT = setOf("", "R", "NR", "there")
        val HEAD = """
            |Where the facts about MARC 21 differ from their sources and from what others publish. Generated by DifferencesSpec.
            |
            |A place is a tag, indicator (^1), subfield or position, and after # a code. Of the Library of Congress' lists
            |everything is compared: what is there, labels, repeatability, what is obsolete. Of others, what is there and not
            |obsolete, and what is repeatable. A place alone is on one side only, which the verdict says.
            |
        """.trimMargin()
    }
}
