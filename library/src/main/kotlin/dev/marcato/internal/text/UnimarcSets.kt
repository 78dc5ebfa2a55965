// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** The declaration of a UNIMARC record in 100$a, positions 26 to 33: two digits for each of G0 to G3. */
internal class UnimarcSets private constructor(
    /** The declared sets, and others by escape sequences; null if the record is in Unicode, or a set is unknown. */
    val repertoire: Repertoire?,
    /** Whether the record is in Unicode, which means UTF-8. */
    val isUnicode: Boolean,
    /** The declared codes whose tables were never published, or that UNIMARC doesn't define. */
    val unknown: List<String>,
) {
    companion object {
        private const val UNICODE = "50"

        /**
         * The codes of the UNIMARC manual. ISO 8957 (08 and 09, Hebrew) and ISO 5426-2 (11) are missing, because their
         * tables are published on paper only.
         */
        private val SETS: Map<String, GraphicSet> = mapOf(
            "01" to GraphicSet.ASCII,
            "02" to Marc8.CYRILLIC,
            "03" to IsoSets.EXTENDED_LATIN,
            "04" to Marc8.EXTENDED_CYRILLIC,
            "05" to Marc8.GREEK,
            "06" to IsoSets.AFRICAN,
            "07" to IsoSets.GEORGIAN,
        )

        /** The registered sets, which escape sequences can designate. */
        private val REGISTERED = listOf(
            Designation(GraphicSet.ASCII, "B", 0),
            Designation(GraphicSet.ASCII, "@", 0),
            Designation(IsoSets.EXTENDED_LATIN, "P", 1),
            Designation(Marc8.CYRILLIC, "N", 0),
            Designation(Marc8.EXTENDED_CYRILLIC, "Q", 1),
            Designation(Marc8.GREEK, "S", 0),
            Designation(IsoSets.AFRICAN, "M", 0),
        )

        /** Reads the eight characters of the declaration; blanks, or an earlier end, declare nothing. */
        fun of(declaration: String): UnimarcSets {
            val declared = declaration.chunked(2).map { it.trim { each -> each == ' ' || each == '#' || each == '|' } }
            if (declared.firstOrNull() == UNICODE) return UnimarcSets(null, isUnicode = true, emptyList())
            val unknown = declared.filter { it.isNotEmpty() && it !in SETS }
            if (unknown.isNotEmpty()) return UnimarcSets(null, isUnicode = false, unknown)
            // A gap would move the sets after it; no record has one, but bytes can.
            val sets = declared.map { SETS[it] }.dropLastWhile { it == null }.map { it ?: GraphicSet.ASCII }
            val repertoire = Repertoire(
                name = "UNIMARC text",
                initial = sets.ifEmpty { listOf(GraphicSet.ASCII) }.take(4),
                designations = REGISTERED,
                hasShifts = true,
                sharesFirstHalf = true,
            )
            return UnimarcSets(repertoire, isUnicode = false, emptyList())
        }
    }
}
