// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/** A rule can't be done on a record; [path] is about which field, if it is about one. */
internal open class Refusal(val reason: String, val path: String? = null) : Exception(reason)

/** A rule would make more of a record than the limits allow, and the rules after it aren't tried. */
internal class LimitRefusal(reason: String) : Refusal("$reason; the rules after this one were not tried")

/** What a text of edits, and what it makes of a record, may be at most. */
internal object Limits {
    /** Rules in all files together. */
    const val RULES = 10_000

    /** Characters in a line. */
    const val LINE = 100_000

    /** Blocks in one another. */
    const val BLOCKS = 16

    /** Blocks for each field in one another, each of which multiplies the work. */
    const val LOOPS = 3

    /** Files that include one another. */
    const val INCLUDES = 16

    /** Bytes of a file of edits. */
    const val EDITS = 4 shl 20

    /** Bytes of a table. */
    const val TABLE = 64 shl 20

    /** Functions in one another. */
    const val CALLS = 32

    /** Characters in a value that is made. */
    const val VALUE = 2_000_000

    /** Characters in all values that are made for a record. */
    const val VALUES = 20_000_000L

    /** Fields that a record gets, less those that it loses. */
    const val FIELDS = 10_000

    /** Fields that all rules together look at in a record. */
    const val STEPS = 100_000_000L
}

/** A text that is being made, up to the limit. */
internal class GrowingText {
    private val text = StringBuilder()

    fun append(more: CharSequence, from: Int = 0, until: Int = more.length): GrowingText = apply {
        if (text.length + (until - from) > Limits.VALUE) {
            throw LimitRefusal("a value of more than ${Limits.VALUE} characters would be made")
        }
        text.append(more, from, until)
    }

    override fun toString(): String = "$text"
}
