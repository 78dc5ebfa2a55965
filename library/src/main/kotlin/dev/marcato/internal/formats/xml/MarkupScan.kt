// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.internal.input.ByteWindow

/** The kind of a piece of XML. */
internal enum class Markup {
    /** No markup, up to the next `<` or the end. */
    TEXT,

    /** `<!-- -->` */
    COMMENT,

    /** `<![CDATA[ ]]>` */
    CDATA,

    /** `<? ?>`, including the XML declaration. */
    INSTRUCTION,

    /** `<!DOCTYPE >` */
    DOCUMENT_TYPE,

    /** `<name >`, or `<name />`. */
    START_TAG,

    /** `</name>` */
    END_TAG,

    /** A `<` that begins nothing, or a tag that meets another `<` before its end; up to the next `<`. */
    STRAY,

    /** Longer than allowed; up to the next `<` after the limit. */
    TOO_LARGE,

    /** The input ends inside it. */
    CUT_OFF,

    /** Its end is still missing. */
    MORE,

    /** The input ends before it. */
    NOTHING,
}

/**
 * Finds the ends of pieces of XML, in an encoding whose bytes below 0x80 are ASCII. Continues when more bytes have
 * arrived, so that no byte is looked at twice. Offsets count from the front of the [window].
 *
 * @param longest how many bytes a piece may have, roughly
 * @param farthest in how many bytes of a piece that is too large its end is searched for
 */
internal class MarkupScan(
    private val window: ByteWindow,
    private val longest: Int,
    private val farthest: Int = Int.MAX_VALUE,
) {
    private var kind: Markup? = null
    private var start = 0
    private var isDone = false

    // The quotation mark or comment that the scan is inside of, and the number of open brackets.
    private var quote = NONE
    private var brackets = 0

    /** The kind of the piece from its first bytes, whatever its end shows; null if more bytes are needed. */
    var begun: Markup? = null
        private set

    /** How far the bytes were looked at. */
    var scanned: Int = 0
        private set

    /** Where the piece ends, unless more bytes are needed. */
    var end: Int = 0
        private set

    var isTooLarge: Boolean = false
        private set

    /** Returns what begins at the offset [at], where the last piece began or ended. */
    fun next(at: Int): Markup {
        if (start != at || kind == null) {
            begin(at)
        } else if (isDone) {
            return checkNotNull(kind)
        }
        if (at == window.available) return if (window.isComplete) Markup.NOTHING else Markup.MORE
        val known = kind ?: classify() ?: return Markup.MORE
        if (kind == null) begun = known
        kind = known
        val found = if (isTooLarge) skip() else end(known)
        if (found == Markup.MORE) return found
        kind = found
        end = scanned
        isDone = true
        return found
    }

    /** Adjusts the offsets after [count] bytes at the front of the window were consumed. */
    fun shift(count: Int) {
        start -= count
        scanned -= count
        end -= count
    }

    private fun begin(at: Int) {
        kind = null
        begun = null
        start = at
        scanned = at
        isDone = false
        isTooLarge = false
        quote = NONE
        brackets = 0
    }

    private fun classify(): Markup? {
        if (byte(start) != LESS) return Markup.TEXT
        if (start + 1 == window.available) return if (window.isComplete) stray(1) else null
        return when (val second = byte(start + 1)) {
            SLASH -> known(Markup.END_TAG, 2)
            QUESTION -> known(Markup.INSTRUCTION, 2)
            EXCLAMATION -> declared()
            else -> if (isNameStart(second)) known(Markup.START_TAG, 2) else stray(1)
        }
    }

    private fun declared(): Markup? {
        for ((name, markup) in DECLARED) {
            var length = 0
            while (length < name.length && start + length < window.available) {
                if (byte(start + length) != name[length].code.toByte()) break
                length++
            }
            if (length == name.length) return known(markup, length)
            if (start + length == window.available) return if (window.isComplete) stray(length) else null
        }
        return stray(2)
    }

    private fun known(markup: Markup, length: Int): Markup {
        scanned = start + length
        return markup
    }

    private fun stray(length: Int): Markup = known(Markup.STRAY, length)

    private fun end(known: Markup): Markup {
        val limit = minOf(window.available.toLong(), start + longest + 1L).toInt()
        val found = when (known) {
            Markup.TEXT, Markup.STRAY -> toNext(limit, known)
            Markup.COMMENT -> past(limit, "-->", known)
            Markup.CDATA -> past(limit, "]]>", known)
            Markup.INSTRUCTION -> past(limit, "?>", known)
            Markup.END_TAG -> pastTag(limit, known, hasQuotes = false)
            Markup.START_TAG -> pastTag(limit, known, hasQuotes = true)
            else -> pastDocumentType(limit)
        }
        if (found != Markup.MORE) return found
        if (limit < window.available) {
            isTooLarge = true
            scanned = limit
            return skip()
        }
        if (!window.isComplete) return Markup.MORE
        scanned = limit
        return if (known == Markup.TEXT || known == Markup.STRAY) known else Markup.CUT_OFF
    }

    private fun skip(): Markup {
        val isLimited = farthest < Int.MAX_VALUE
        val limit = if (isLimited) {
            minOf(
                window.available.toLong(),
                start.toLong() + farthest,
            ).toInt()
        } else {
            window.available
        }
        val found = toNext(maxOf(scanned, limit), Markup.TOO_LARGE)
        val isOver = window.isComplete || (isLimited && scanned - start >= farthest)
        return if (found == Markup.MORE && isOver) Markup.TOO_LARGE else found
    }

    private fun toNext(limit: Int, known: Markup): Markup {
        val buffer = window.buffer
        var index = window.position + scanned
        val last = window.position + limit
        while (index < last && buffer.get(index) != LESS) index++
        scanned = index - window.position
        return if (index < last) known else Markup.MORE
    }

    private fun past(limit: Int, terminator: String, known: Markup): Markup {
        val last = terminator.length - 1
        while (scanned + last < limit) {
            var length = 0
            while (length <= last && byte(scanned + length) == terminator[length].code.toByte()) length++
            if (length > last) {
                scanned += length
                return known
            }
            scanned++
        }
        return Markup.MORE
    }

    private fun pastTag(limit: Int, known: Markup, hasQuotes: Boolean): Markup {
        while (scanned < limit) {
            val byte = byte(scanned)
            if (byte == LESS) return Markup.STRAY
            scanned++
            if (quote != NONE) {
                if (byte == quote) quote = NONE
            } else if (byte == GREATER) {
                return known
            } else if (hasQuotes && (byte == QUOTE || byte == APOSTROPHE)) {
                quote = byte
            }
        }
        return Markup.MORE
    }

    private fun pastDocumentType(limit: Int): Markup {
        while (scanned < limit) {
            if (quote == COMMENT) {
                if (past(limit, "-->", Markup.COMMENT) == Markup.MORE) return Markup.MORE
                quote = NONE
                continue
            }
            val byte = byte(scanned++)
            when {
                quote != NONE -> if (byte == quote) quote = NONE
                byte == QUOTE || byte == APOSTROPHE -> quote = byte
                byte == MINUS && byte(scanned - 2) == MINUS && byte(scanned - 3) == EXCLAMATION -> quote = COMMENT
                byte == OPEN -> brackets++
                byte == CLOSE -> brackets--
                byte == GREATER && brackets <= 0 -> return Markup.DOCUMENT_TYPE
            }
        }
        return Markup.MORE
    }

    private fun byte(at: Int): Byte = window.buffer.get(window.position + at)

    private companion object {
        const val NONE: Byte = 0
        const val COMMENT: Byte = 1
        val DECLARED = listOf(
            "<!--" to Markup.COMMENT,
            "<![CDATA[" to Markup.CDATA,
            "<!DOCTYPE" to Markup.DOCUMENT_TYPE,
        )
    }
}
