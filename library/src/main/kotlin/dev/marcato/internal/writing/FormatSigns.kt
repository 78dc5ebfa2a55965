// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.ProblemCode

/** What a format can carry; [Mending] replaces the rest. As it stands: what every format in text can carry. */
internal open class FormatSigns {
    open fun takesInLeader(sign: Char): Boolean = sign in ' '..'~'

    open fun takesTag(packed: Int): Boolean = isTag(packed)

    open fun takesIndicator(sign: Char): Boolean = sign in ' '..'~'

    /** Returns where the first character stands, from [from] on, that a value can't hold; -1 if there is none. */
    open fun notTaken(text: CharSequence, from: Int): Int = -1

    /** What to say of such a character: the code of the problem, and what would be accepted. */
    open val codeOfNotTaken: ProblemCode get() = ProblemCode.TEXT_NOT_EXPRESSIBLE
    open val expectedInText: String get() = "text that the format can express"

    companion object {
        val OF_EVERY_FORMAT = FormatSigns()
    }
}
