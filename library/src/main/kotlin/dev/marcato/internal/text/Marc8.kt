// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** MARC-8, the character coding of a MARC 21 record whose leader/09 is blank. */
internal object Marc8 {
    val ANSEL: GraphicSet = GraphicSet.of("Extended Latin (ANSEL)", ANSEL_CHARACTERS, ANSEL_MARKS)
    val GREEK_SYMBOLS: GraphicSet = GraphicSet.of("Greek Symbols", GREEK_SYMBOLS_CHARACTERS)
    val SUBSCRIPTS: GraphicSet = GraphicSet.of("Subscripts", SUBSCRIPTS_CHARACTERS)
    val SUPERSCRIPTS: GraphicSet = GraphicSet.of("Superscripts", SUPERSCRIPTS_CHARACTERS)
    val HEBREW: GraphicSet = GraphicSet.of("Basic Hebrew", HEBREW_CHARACTERS, HEBREW_MARKS)
    val CYRILLIC: GraphicSet = GraphicSet.of("Basic Cyrillic", CYRILLIC_CHARACTERS)
    val EXTENDED_CYRILLIC: GraphicSet = GraphicSet.of("Extended Cyrillic", EXTENDED_CYRILLIC_CHARACTERS)
    val ARABIC: GraphicSet = GraphicSet.of("Basic Arabic", ARABIC_CHARACTERS, ARABIC_MARKS)
    val EXTENDED_ARABIC: GraphicSet =
        GraphicSet.of("Extended Arabic", EXTENDED_ARABIC_CHARACTERS, EXTENDED_ARABIC_MARKS)
    val GREEK: GraphicSet = GraphicSet.of("Basic Greek", GREEK_CHARACTERS, GREEK_MARKS)

    /** MARC 21 Specifications, Character Sets and Encoding Options: MARC-8. */
    val REPERTOIRE: Repertoire = Repertoire(
        name = "MARC-8",
        initial = listOf(GraphicSet.ASCII, ANSEL),
        // In the order in which an encoder prefers them if nothing else decides.
        designations = listOf(
            Designation(GraphicSet.ASCII, "B", 0),
            Designation(ANSEL, "!E", 1),
            Designation(GREEK_SYMBOLS, "g", 0, isShort = true),
            Designation(SUBSCRIPTS, "b", 0, isShort = true),
            Designation(SUPERSCRIPTS, "p", 0, isShort = true),
            Designation(GREEK, "S", 0),
            Designation(CYRILLIC, "N", 0),
            Designation(EXTENDED_CYRILLIC, "Q", 1),
            Designation(HEBREW, "2", 0),
            Designation(ARABIC, "3", 0),
            Designation(EXTENDED_ARABIC, "4", 1),
            Designation(GraphicSet.EACC, "1", 0),
            // marc4j writes this for the way back to ANSEL; it can't mean another set.
            Designation(ANSEL, "E", 1),
        ),
        controls = Repertoire.NON_SORTING + Repertoire.JOINERS,
        hasReferences = true,
    )
}
