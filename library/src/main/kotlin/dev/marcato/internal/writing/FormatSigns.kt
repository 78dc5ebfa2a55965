// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.ProblemCode

/** The signs that a format can carry; [Mending] replaces the others. The defaults hold for every text format. */
internal open class FormatSigns {
    open fun takesInLeader(sign: Char): Boolean = sign in ' '..'~'

    open fun takesTag(packed: Int): Boolean = isTag(packed)

    open fun takesIndicator(sign: Char): Boolean = sign in ' '..'~'

    /** Returns where the first character that a value can't hold stands, from [from] on; -1 if there is none. */
    open fun notTaken(text: CharSequence, from: Int): Int = -1

    /** The code of the problem of such a character, and what would be accepted. */
    open val codeOfNotTaken: ProblemCode get() = ProblemCode.TEXT_NOT_EXPRESSIBLE
    open val expectedInText: String get() = "text that the format can express"

    companion object {
        val OF_EVERY_FORMAT = FormatSigns()
    }
}
