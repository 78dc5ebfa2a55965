// SPDX-License-Identifier: Apache-2.0
// Hot: every look at a field by a path goes through it. PathBenchmark holds its speed.
package dev.marcato.internal.path

import dev.marcato.Record
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.record.joinedText
import dev.marcato.internal.record.littleEndian

/** What of a field a path selects, as it runs on the bytes. */
internal sealed class ContentFinder : Finder {
    abstract val isHeavy: Boolean

    /** Shows the values of the [field] to [found]; returns their number, or [STOPPED]. */
    abstract fun findIn(record: Record, work: Work?, field: Int, found: Found): Int

    // For a condition that looks at the field at hand.
    override fun find(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int =
        findIn(record, work, field, found)

    companion object {
        fun of(content: Content): ContentFinder = when (content) {
            is Content.Whole -> WholeFinder(content.characters, Check.of(content.conditions))

            is Content.Indicator -> IndicatorFinder(content.number, Check.of(content.conditions))

            is Content.Joined -> JoinedFinder(content)

            is Content.Subfields -> {
                val only = content.parts.singleOrNull()
                if (only != null) SubfieldFinder(PartFinder(only)) else SubfieldsFinder(content.parts)
            }
        }
    }
}

private class WholeFinder(private val characters: Positions?, private val check: Check?) : ContentFinder() {
    override val isHeavy: Boolean get() = check?.isHeavy == true

    override fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (check != null && !check.holds(record, work, field, -1, 0, 0)) return 0
        val bytes = record.bytes
        if (field < 0) return showText(record, field, SpotKind.WHOLE, record.leader.toString(), characters, found)
        val table = record.table
        val start = table.start(field)
        val end = table.end(field, bytes.size)
        if (Tags.isControl(table.tag(field))) {
            return showBytes(record, field, SpotKind.WHOLE, start, end, characters, found)
        }
        // There is always a value, even if the field has no subfields.
        if (found.isBlind && characters == null) return if (found.bytes(record, field, -1, end, end, 0)) 1 else STOPPED
        work?.add(end - start)
        val isAscii = table.isAscii(field)
        val text = joinedText(littleEndian(bytes), start, end, isAscii, if (isAscii) null else record.codec)
        return showText(record, field, SpotKind.WHOLE, text, characters, found)
    }
}

private class IndicatorFinder(private val number: Int, private val check: Check?) : ContentFinder() {
    override val isHeavy: Boolean get() = check?.isHeavy == true

    private val spot = if (number == 1) SpotKind.INDICATOR_1 else SpotKind.INDICATOR_2

    override fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (field < 0 || Tags.isControl(record.table.tag(field))) return 0
        if (check != null && !check.holds(record, work, field, -1, 0, 0)) return 0
        val start = record.table.start(field)
        val at = start + number - 1
        val end = record.table.end(field, record.bytes.size)
        // If an indicator is missing, a subfield begins in its place, or nothing does.
        val isMissing = at >= end || (start..at).any { record.bytes[it] == SUBFIELD_DELIMITER }
        val isShown = when {
            isMissing -> found.text(record, field, spot, " ", 0)
            record.bytes[at] >= 0 -> found.bytes(record, field, spot, at, at + 1, 0)
            else -> found.text(record, field, spot, "${(record.bytes[at].toInt() and 0xFF).toChar()}", 0)
        }
        return if (isShown) 1 else STOPPED
    }
}

/** The subfields of a field as one value. */
private class JoinedFinder(content: Content.Joined) : ContentFinder() {
    private val parts = of(Content.Subfields(content.parts))
    private val separator = content.separator
    private val characters = content.characters
    private val check = Check.of(content.conditions)

    override val isHeavy: Boolean = parts.isHeavy || check?.isHeavy == true

    private class Joiner(private val separator: String) : FoundText() {
        val text = StringBuilder()
        private var isFirst = true

        override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
            if (!isFirst) this.text.append(separator)
            isFirst = false
            this.text.append(text)
            return true
        }
    }

    override fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (found.isBlind && characters == null) {
            val isThere = parts.findIn(record, work, field, Existence) == STOPPED
            if (!isThere || (check != null && !check.holds(record, work, field, -1, 0, 0))) return 0
            return if (found.text(record, field, SpotKind.WHOLE, "", 0)) 1 else STOPPED
        }
        val joiner = Joiner(separator)
        if (parts.findIn(record, work, field, joiner) == 0) return 0
        if (check != null && !check.holds(record, work, field, -1, 0, 0)) return 0
        work?.add(joiner.text.length)
        if (!found.wantsParts) return showText(record, field, SpotKind.WHOLE, "${joiner.text}", characters, found)
        val isCutAway = showText(record, field, SpotKind.WHOLE, "${joiner.text}", characters, Existence) != STOPPED
        return if (isCutAway) 0 else parts.findIn(record, work, field, found)
    }
}

/** Shows a value, or some of its characters, that is between [from] and [to] in the bytes of the record. */
internal fun showBytes(
    record: Record,
    field: Int,
    subfield: Int,
    from: Int,
    to: Int,
    characters: Positions?,
    found: Found,
): Int {
    val table = record.table
    val bytes = record.bytes
    val codec = if (table.isAscii(field)) null else record.codec
    if (codec != null && !(found.isBlind && characters == null)) {
        val text = decodeText(bytes, table.start(field), from, to, isAscii = false, codec)
        return showText(record, field, subfield, text, characters, found)
    }
    if (characters == null) return if (found.bytes(record, field, subfield, from, to, 0)) 1 else STOPPED
    if (!isAscii(bytes, table.isAscii(field), from, to)) {
        return showText(record, field, subfield, decoded(record, field, from, to), characters, found)
    }
    val first = characters.from(to - from)
    val end = characters.until(to - from)
    if (first >= end) return 0
    return if (found.bytes(record, field, subfield, from + first, from + end, first)) 1 else STOPPED
}

private fun isAscii(bytes: ByteArray, isKnown: Boolean, from: Int, to: Int): Boolean {
    if (isKnown) return true
    for (index in from until to) if (bytes[index] < 0) return false
    return true
}

/** The same for a value that is decoded already. */
internal fun showText(
    record: Record,
    field: Int,
    subfield: Int,
    text: String,
    characters: Positions?,
    found: Found,
): Int {
    if (characters == null) return if (found.text(record, field, subfield, text, 0)) 1 else STOPPED
    val count = text.codePointCount(0, text.length)
    val first = characters.from(count)
    val end = characters.until(count)
    if (first >= end) return 0
    val from = text.offsetByCodePoints(0, first)
    val until = text.offsetByCodePoints(from, end - first)
    return if (found.text(record, field, subfield, text.substring(from, until), from)) 1 else STOPPED
}
