// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

/** Why the facts say something else than a source. */
internal object Verdicts {
    private val LOCAL = Regex("09.|59.|9..")

    private class Verdict(place: String, val there: Regex, val here: Regex, val text: String) {
        val place = Regex(place)
    }

    private fun verdict(place: String, there: String, here: String, text: String) =
        Verdict(place, Regex(there), Regex(here), text)

    private val ofList = listOf(
        verdict("LDR/20-23", "entrymap", "", "The list names the whole and its four parts; the parts are enough"),
        verdict(
            "LDR/(10|11|20|21|22|23)#.",
            "",
            ".+",
            "The format's text says that it is always this; the list has no codes here",
        ),
        verdict("006.*/12", "undefined obsolete", "", "That the positions had no meaning before needs no line"),
        verdict("007\\[h]/01#j", ".*", ".*", "A misprint in the list: \"Mircrofilm\""),
        verdict("008\\[MP]/22-23#\\|+", ".*", ".*", "The element has two characters, and so has its fill"),
        verdict(
            "008\\[MU]/23#g",
            ".*",
            ".*",
            "The list lost the word between the brackets; it is obsolete in books, too",
        ),
        verdict(
            "008\\[CF]/23#.",
            "",
            ".+",
            "The list has only two codes here; blank and fill are defined as in all other forms of item",
        ),
        verdict(
            "008/(15-17|35-37)#.*",
            "",
            ".+",
            "The list names the code lists for places and languages only; these codes are besides them",
        ),
        verdict("009.*", ".*", ".* obsolete", "The field is obsolete, so its positions are"),
        verdict(
            "(017\\^2|517\\^1)(##)?",
            "undefined.*",
            "",
            "An indicator that had no meaning before, or has two definitions; the other one is kept",
        ),
        verdict(".*", ".*canmarconly].*", ".*canmarc.*", "The list's remark in brackets is a part of the label here"),
        verdict(".*", ".*\\[redefined]", ".* obsolete", "What the list marks as redefined is a former meaning"),
        verdict(
            ".*",
            ".*\\[local]",
            ".* obsolete",
            "What the list marks as local was in the format for films and sound, and is no longer",
        ),
        verdict(
            "(84[1-5]|85[3-5]|86[3-8]|87[6-8]).*",
            "",
            ".+",
            "The list names the field only; the rest is from the format for holdings",
        ),
        verdict("(008\\[CR]/20|006\\[CR]/03)", "", "undefined", "The list says only what the position meant before"),
        verdict("87[0-3]\\^.*", "", "undefined", "The list only names this obsolete field"),
        verdict("008/07#g", "conventional.*", "conventional.*agency", "The label goes on in the next line of the list"),
        verdict("008/08", "undefined.*obsolete", "", "That the position had no meaning before needs no line"),
        verdict(
            "042\\\$a#.*",
            "",
            ".+",
            "The list for authorities has one of these codes; they are the same as for bibliographic records",
        ),
    )

    /** Of the list that the facts are from; null if there is none. */
    fun ofList(place: String, there: String, here: String): String? =
        ofList.firstOrNull { it.place.matches(place) && it.there.matches(there) && it.here.matches(here) }?.text

    /** Of others: the list is right, or if there is no list, the newer source. */
    fun ofOther(path: String, place: String, there: String, here: String): String = when {
        there.isEmpty() && '/' in place -> "The list has this code"

        there.isEmpty() -> "Only here: in the list, or added to the format after that source was made"

        here.isEmpty() && "mfhd" in path -> "Only there: the newer source no longer has it"

        here.isEmpty() && place.take(Flat.TAG).matches(LOCAL) -> "Only there: local fields, which are for profiles"

        here.isEmpty() && '/' in place ->
            "Only there: a position without meaning, a wildcard, or a code that the list doesn't have"

        here.isEmpty() -> "Only there: obsolete in the list, or local, or not in the list at all"

        else -> "Repeatability as in the list"
    }
}
