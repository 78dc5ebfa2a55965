// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.FieldCursor
import dev.marcato.schema.Material
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.STYLE
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.find

/** Rules about 336, 337 and 338. */
internal object ResourceTypeRules {
    val content = Rule.of(
        "contentTypeOfRecord",
        STYLE,
        WARNING,
        "content type doesn't fit the type of record",
        "None of the content types in 336 \$b is one for the type of record in leader/06: performed music (prm) in " +
            "a record for a spoken recording (i), or text alone (txt) in one for notated music (c).",
        "https://www.loc.gov/standards/valuelist/rdacontent.html",
    )
    val media = Rule.of(
        "mediaTypeOfCarrier",
        STYLE,
        WARNING,
        "carrier type has no media type that fits",
        "The codes of carriers in 338 \$b belong to media types in 337 \$b: online resource (cr) to computer (c), " +
            "volume (nc) to unmediated (n). The media type of this carrier isn't there.",
        "https://www.loc.gov/standards/valuelist/rdacarrier.html",
    )
    val form = Rule.of(
        "carrierOfForm",
        STYLE,
        WARNING,
        "carrier type contradicts the form of item",
        "All carriers in 338 are online resources, and the form of item in 008 is something else, like microfilm or " +
            "braille; or the form is online, and none of the carriers is one of computers.",
        "https://www.loc.gov/marc/bibliographic/bd338.html",
    )

    val all = listOf(content, media, form)
}

/** Compares 336, 337 and 338 with one another, with the leader, and with 008. Only codes are looked at, not terms. */
internal object ResourceTypeCheck : RecordCheck(Scope.BIBLIOGRAPHIC, ResourceTypeRules.all) {
    override fun check(at: Examination) {
        if (!at.has("33X")) return
        var media = 0
        var carriers = 0
        var onlineOnly = true
        var fits = 0
        val fields = at.otherFields()
        while (fields.next()) {
            if (!fields.hasTag("33X") || !fields.find('b')) continue
            when {
                fields.hasTag("336") -> fits = fits or fitOf(fields, at)

                fields.hasTag("337") -> media = media or bitOf(fields.subfields.charAt(0))

                fields.hasTag("338") -> {
                    carriers = carriers or bitOf(fields.subfields.charAt(0))
                    onlineOnly = onlineOnly && fields.subfields.valueEquals("cr")
                }
            }
        }
        if (fits == MISFIT) reportContent(at)
        if (media and UNKNOWN == 0 && media != 0) checkMedia(at, media)
        if (carriers and UNKNOWN == 0 && carriers != 0) checkForm(at, carriers, onlineOnly)
    }

    private fun fitOf(field: FieldCursor, at: Examination): Int =
        if (ContentTypes.fits(field.subfields, at.leader(TYPE))) FIT else MISFIT

    private fun reportContent(at: Examination) {
        val fields = at.otherFields()
        while (fields.next()) {
            if (!fields.hasTag("336") || !fields.find('b')) continue
            val expected = "a content type for leader/06 ${at.leader(TYPE)}"
            return at.reportSubfield(ResourceTypeRules.content, fields, expected)
        }
    }

    private fun checkMedia(at: Examination, media: Int) {
        val fields = at.otherFields()
        while (fields.next()) {
            if (!fields.hasTag("338") || !fields.find('b')) continue
            val needed = mediaOf(fields.subfields.charAt(0))
            if (bitOf(needed) and (media or UNKNOWN) == 0) {
                at.reportSubfield(ResourceTypeRules.media, fields, "337 \$b $needed, or another carrier")
            }
        }
    }

    private fun checkForm(at: Examination, carriers: Int, onlineOnly: Boolean) {
        val position = if (at.material == Material.MAPS || at.material == Material.VISUAL_MATERIALS) LATER else EARLIER
        val form = at.general(position)
        if (onlineOnly && form in "abcdfr") {
            at.report(ResourceTypeRules.form, "008[0]/$position", form.toString(), "o, since 338 is an online resource")
        } else if (form == 'o' && carriers and bitOf('c') == 0) {
            at.report(ResourceTypeRules.form, "008[0]/$position", "o", "another form, since 338 has no online resource")
        }
    }

    // Projected carriers are those of film, too.
    private fun mediaOf(carrier: Char): Char = if (carrier == 'm') 'g' else carrier

    private fun bitOf(code: Char): Int = LETTERS.indexOf(code).let { if (it < 0) UNKNOWN else 1 shl it }

    // Of computers, audio, microform, projected, film, microscopic, unmediated, stereographic, video.
    private const val LETTERS = "cshgmpnev"
    private const val UNKNOWN = 1 shl 30
    private const val TYPE = 6
    private const val EARLIER = 23
    private const val LATER = 29
    private const val FIT = 1
    private const val MISFIT = 2
}
