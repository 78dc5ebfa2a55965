// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** The sets that MARC-8 doesn't have, and the two codings that combine one of them with ASCII. */
internal object IsoSets {
    val EXTENDED_LATIN: GraphicSet = GraphicSet.of("ISO 5426", ISO_5426_CHARACTERS, ISO_5426_MARKS)
    val AFRICAN: GraphicSet = GraphicSet.of("ISO 6438", ISO_6438_CHARACTERS)

    /** Only the letters; which characters its own two stops are was never published. */
    val GEORGIAN: GraphicSet = GraphicSet.of("ISO 10586", ISO_10586_CHARACTERS)
    val TELEMATIC: GraphicSet = GraphicSet.of("ISO 6937", ISO_6937_CHARACTERS, ISO_6937_MARKS)

    val ISO_5426: Repertoire = Repertoire(
        name = "ISO 5426",
        initial = listOf(GraphicSet.ASCII, EXTENDED_LATIN),
        designations = listOf(Designation(GraphicSet.ASCII, "B", 0), Designation(EXTENDED_LATIN, "P", 1)),
        sharesFirstHalf = true,
    )

    val ISO_6937: Repertoire = Repertoire(
        name = "ISO 6937",
        initial = listOf(GraphicSet.ASCII, TELEMATIC),
        designations = listOf(Designation(GraphicSet.ASCII, "B", 0), Designation(TELEMATIC, "R", 1)),
        controls = "",
        hasSpacingMarks = true,
    )
}
