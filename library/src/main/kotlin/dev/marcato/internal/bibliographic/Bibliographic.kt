// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bibliographic

import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.internal.record.Tags
import java.util.Collections

// Authority, the four kinds of holdings, classification, community information.
private const val OTHER_FORMATS = "zuvxywq"

private const val PHYSICAL_CODES = "3abcefg"
private const val SHELFMARK_CODES = "hijkm"
private const val SUBDIVISION_CODES = "vxyz"
private const val SUBDIVISION_SEPARATOR = " -- "
private const val NUMBERING_SEPARATOR = " ; "

// ISBD's marks before the next area or element, which are left over at the end of a part.
internal const val END_MARKS = "/:;=,"

private const val LATEST_YEAR = 2999

internal fun statementOfResponsibilityOf(record: Record): String? = record.bibliographicField("245")?.firstText("c")

internal fun authorOf(record: Record): String? =
    nameIn(record, "100", "abcdgjq") ?: nameIn(record, "110", "abcdgn") ?: nameIn(record, "111", "abcdegnq")

private fun nameIn(record: Record, tag: String, codes: String): String? =
    record.bibliographicField(tag)?.joined(codes)?.asHeading()

internal fun editionOf(record: Record): String? = record.bibliographicField("250")?.joined("ab")?.withoutEndMarks()

internal fun physicalDescriptionOf(record: Record): String? =
    record.bibliographicField("300")?.joined(PHYSICAL_CODES)?.withoutEndMarks()

internal fun publisherOf(record: Record): String? = firstInImprint(record) { it.firstText("b")?.withBracketsPaired() }

internal fun placeOfPublicationOf(record: Record): String? =
    firstInImprint(record) { it.firstText("a")?.withBracketsPaired() }

internal fun publicationYearOf(record: Record): Int? {
    if (!record.isBibliographicOrUnknown()) return null
    // Date 1 is the transcribed date, converted to the Gregorian calendar and corrected, so it is preferred to the
    // transcript.
    return record.controlField("008")?.value?.let { yearAt(it, 7) }
        ?: firstInImprint(record) { it.values("c").firstNotNullOfOrNull(::yearIn) }
}

internal fun languageOf(record: Record): String? {
    if (!record.isBibliographicOrUnknown()) return null
    val fixed = record.controlField("008")?.value
    if (fixed != null && fixed.length >= 38 && areLetters(fixed, 35, 38)) return fixed.substring(35, 38).lowercase()
    // A second indicator 7 means that the codes are from another list.
    return record.dataFields("041").firstNotNullOfOrNull { field ->
        if (field.indicator2 == '7') null else field.values("a").firstNotNullOfOrNull(::languageIn)
    }
}

/** Old records have several codes in one subfield, with nothing between them. */
private fun languageIn(value: String): String? {
    val codes = value.trim()
    val isCodes = codes.length >= 3 && codes.length % 3 == 0 && areLetters(codes, 0, codes.length)
    return if (isCodes) codes.substring(0, 3).lowercase() else null
}

internal fun isbnsOf(record: Record): List<String> {
    val fields = record.dataFields("020")
    if (fields.isEmpty()) return emptyList()
    val found = LinkedHashSet<String>()
    for (field in fields) for (value in field.values("a")) standardNumberIn(value, 10, 13)?.let(found::add)
    return unmodifiable(found)
}

internal fun issnOf(record: Record): String? = record.dataFields("022").firstNotNullOfOrNull { field ->
    field.values("a").firstNotNullOfOrNull { standardNumberIn(it, 8, 8) }
}?.let { "${it.substring(0, 4)}-${it.substring(4)}" }

internal fun subjectsOf(record: Record): List<String> {
    val fields = record.fields("6XX")
    if (fields.isEmpty() || !record.isBibliographicOrUnknown()) return emptyList()
    val found = LinkedHashSet<String>()
    for (field in fields) {
        if (field !is DataField) continue
        if (field.tag == "653") {
            // Uncontrolled terms share a field without belonging together.
            for (value in field.values("a")) value.plain().asHeading()?.let(found::add)
        } else {
            headingCodes(field.tag)?.let { codes -> subjectIn(field, codes) }?.let(found::add)
        }
    }
    return unmodifiable(found)
}

private fun subjectIn(field: DataField, codes: String): String? {
    // Here every subfield is a step down: country, region, city.
    val isHierarchy = field.tag == "662"
    val subject = StringBuilder()
    for (subfield in field.subfields) {
        if (subfield.code in codes) {
            subject.appendPart(subfield.value, if (isHierarchy) SUBDIVISION_SEPARATOR else " ")
        } else if (subfield.code in SUBDIVISION_CODES) {
            subject.appendPart(subfield.value, SUBDIVISION_SEPARATOR)
        }
    }
    return subject.asHeading()
}

/** The subfields of the heading, without relators, medium and affiliation; null for a tag that isn't a subject. */
private fun headingCodes(tag: String): String? = when (tag) {
    "600" -> "abcdfgjklmnopqrst"
    "610" -> "abcdfgklmnoprst"
    "611" -> "abcdefgklnpqst"
    "630" -> "adfgklmnoprst"
    "647" -> "acdg"
    "648" -> "a"
    "650" -> "abcdg"
    "651" -> "abg"
    "654" -> "ab"
    "662" -> "abcdfgh"
    "688" -> "ag"
    else -> null
}

internal fun notesOf(record: Record): List<String> {
    val fields = record.fields("5XX")
    if (fields.isEmpty() || !record.isBibliographicOrUnknown()) return emptyList()
    val found = ArrayList<String>(fields.size)
    for (field in fields) if (field is DataField && isPublicNote(field)) noteIn(field)?.let(found::add)
    return unmodifiable(found)
}

private fun isPublicNote(field: DataField): Boolean {
    val tag = field.tag
    if (tag[1] !in '0'..'8' || tag[2] !in '0'..'9') return false
    return field.indicator1 != '0' || (tag != "541" && tag != "542" && tag != "561" && tag != "583")
}

private fun noteIn(field: DataField): String? {
    val hasNonpublicPart = field.tag == "526" || field.tag == "583"
    val note = StringBuilder()
    for (subfield in field.subfields) {
        val code = subfield.code
        if ((code in 'a'..'z' && !(hasNonpublicPart && code == 'x')) || code == '3') note.appendPart(subfield.value)
    }
    return if (note.length == 0) null else note.toString()
}

internal fun seriesOf(record: Record): List<String> {
    val fields = record.fields("440", "490")
    if (fields.isEmpty() || !record.isBibliographicOrUnknown()) return emptyList()
    val found = ArrayList<String>(fields.size)
    for (field in fields) if (field is DataField) seriesIn(field)?.let(found::add)
    return unmodifiable(found)
}

private fun seriesIn(field: DataField): String? {
    val codes = if (field.tag == "440") "anp" else "a"
    val series = StringBuilder()
    for (subfield in field.subfields) {
        if (subfield.code in codes) {
            series.appendPart(subfield.value)
        } else if (subfield.code == 'v' && series.length > 0) {
            // The semicolon often follows an unwanted ISSN, and a comma precedes it.
            series.setLength(endWithoutMarks(series))
            series.appendPart(subfield.value, NUMBERING_SEPARATOR)
        }
    }
    return series.withoutEndMarks()
}

internal fun callNumbersOf(record: Record): List<String> {
    val fields = record.fields("050", "060", "070", "852")
    if (fields.isEmpty()) return emptyList()
    val found = LinkedHashSet<String>()
    for (field in fields) {
        if (field !is DataField) continue
        if (field.tag == "852") found.addUnlessEmpty(field.joined(SHELFMARK_CODES)) else found.addCallNumbers(field)
    }
    return unmodifiable(found)
}

/** Each $a begins another number; the $b after it belongs to that number. */
private fun LinkedHashSet<String>.addCallNumbers(field: DataField) {
    val number = StringBuilder()
    for (subfield in field.subfields) {
        if (subfield.code == 'a') {
            addUnlessEmpty(number)
            number.setLength(0)
        }
        if (subfield.code == 'a' || subfield.code == 'b') number.appendPart(subfield.value)
    }
    addUnlessEmpty(number)
}

private fun LinkedHashSet<String>.addUnlessEmpty(text: CharSequence) {
    if (text.length > 0) add(text.toString())
}

/**
 * Other formats use the same tags for other things: the 100 of an authority record isn't an author. A type that no
 * format defines is assumed to be a miscoded bibliographic one.
 */
private fun Record.isBibliographicOrUnknown(): Boolean = recordTypeCode !in OTHER_FORMATS

internal fun Record.bibliographicField(tag: String): DataField? = bibliographicField(Tags.pack(tag))

internal fun Record.bibliographicField(packedTag: Int): DataField? =
    (first(packedTag) as? DataField)?.takeIf { isBibliographicOrUnknown() }

/** Returns the first result that isn't null from the fields 260, and from those 264 that are about publication. */
private inline fun <T : Any> firstInImprint(record: Record, find: (DataField) -> T?): T? {
    val fields = record.fields("260", "264")
    if (fields.isEmpty() || !record.isBibliographicOrUnknown()) return null
    for (field in fields) {
        if (field !is DataField || (field.tag == "264" && field.indicator2 != '1')) continue
        find(field)?.let { return it }
    }
    return null
}

private fun DataField.firstText(codes: String): String? =
    values(codes).firstNotNullOfOrNull { it.plain().withoutEndMarks() }

private fun DataField.joined(codes: String): StringBuilder {
    val joined = StringBuilder()
    for (value in values(codes)) joined.appendPart(value)
    return joined
}

internal fun StringBuilder.appendPart(value: String, separator: String = " ") {
    val part = value.plain()
    if (part.length == 0) return
    if (length > 0) append(separator)
    append(part)
}

/** Trims, and removes the controls around text that is ignored in sorting: they are useless elsewhere. */
private fun String.plain(): String =
    if (indexOf('\u0098') < 0 && indexOf('\u009C') < 0) trim() else filterNot(::isSortingControl).trim()

// 0x88 and 0x89 of MARC-8.
private fun isSortingControl(character: Char): Boolean = character == '\u0098' || character == '\u009C'

internal fun CharSequence.withoutEndMarks(): String? {
    val end = endWithoutMarks(this)
    return if (end == 0) null else substring(0, end)
}

private fun endWithoutMarks(text: CharSequence): Int {
    var end = text.length
    while (end > 0 && isEndMark(text[end - 1])) end--
    return end
}

internal fun isEndMark(character: Char): Boolean = character.isWhitespace() || character in END_MARKS

/** Also removes the full stop that a heading ends with in a bibliographic record, but not in its authority record. */
private fun CharSequence.asHeading(): String? =
    if (endsWithFullStop(this)) substring(0, length - 1).withoutEndMarks() else withoutEndMarks()

/** Whether the text ends with a full stop that is unlikely to belong to an abbreviation or an initial. */
private fun endsWithFullStop(text: CharSequence): Boolean {
    val stop = text.length - 1
    if (stop < 1 || text[stop] != '.') return false
    val last = text[stop - 1]
    if (last.isDigit() || last == ')' || last == ']') return true
    return stop >= 3 && isPartOfWord(text[stop - 1]) && isPartOfWord(text[stop - 2]) && isPartOfWord(text[stop - 3])
}

private fun isPartOfWord(character: Char): Boolean = character.isLetter() ||
    character.category == CharCategory.NON_SPACING_MARK ||
    character.category == CharCategory.COMBINING_SPACING_MARK

/** Brackets often enclose several subfields, so that one of them has only one half. */
private fun String.withBracketsPaired(): String? = when {
    startsWith('[') && indexOf(']') < 0 -> substring(1).plain().withoutEndMarks()
    endsWith(']') && indexOf('[') < 0 -> substring(0, length - 1).withoutEndMarks()
    else -> this
}

private fun yearIn(text: String): Int? {
    var start = 0
    while (start < text.length) {
        var end = start
        while (end < text.length && text[end] in '0'..'9') end++
        if (end - start == 4) yearAt(text, start)?.let { return it }
        start = end + 1
    }
    return null
}

private fun yearAt(text: String, start: Int): Int? {
    if (text.length < start + 4) return null
    var year = 0
    for (index in start until start + 4) {
        if (text[index] !in '0'..'9') return null
        year = 10 * year + (text[index] - '0')
    }
    return if (year in 1..LATEST_YEAR) year else null
}

private fun areLetters(text: String, start: Int, end: Int): Boolean {
    for (index in start until end) if (text[index] !in 'a'..'z' && text[index] !in 'A'..'Z') return false
    return true
}

/**
 * Returns the first number of [short] or [long] digits in the text, without its hyphens, or null; the last digit of the
 * short form may be an X.
 */
private fun standardNumberIn(text: String, short: Int, long: Int): String? {
    val digits = StringBuilder(long)
    var index = 0
    while (index < text.length) {
        digits.setLength(0)
        while (index < text.length && isPartOfNumber(text[index], digits.length, short)) {
            if (!isHyphen(text[index])) digits.append(text[index].uppercaseChar())
            index++
        }
        if (digits.length == short || (digits.length == long && digits[short - 1] != 'X')) return digits.toString()
        index++
    }
    return null
}

private fun isPartOfNumber(character: Char, digitsBefore: Int, short: Int): Boolean = when (character) {
    'X', 'x' -> digitsBefore == short - 1
    else -> character in '0'..'9' || isHyphen(character)
}

private fun isHyphen(character: Char): Boolean = character == '-' || character in '\u2010'..'\u2013'

private fun unmodifiable(found: Collection<String>): List<String> =
    if (found.isEmpty()) emptyList() else Collections.unmodifiableList(ArrayList(found))
