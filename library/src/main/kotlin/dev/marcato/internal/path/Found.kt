// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record

/** Is shown the values that a path selects, one after the other; returns false if it doesn't want another. */
internal interface Found {
    /** Whether it only wants to know that there is a value, so that none has to be made. */
    val isBlind: Boolean get() = false

    /** Whether it wants the subfields that a value was joined of, and not that value. */
    val wantsParts: Boolean get() = false

    /**
     * A value in ASCII or UTF-8: the bytes between [from] and [to].
     *
     * @param field the index of the field, -1 for the leader
     * @param subfield the index of the subfield; negative for others, see [SpotKind]
     * @param at the index of its first character in the whole value
     */
    fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean

    /** A value that had to be decoded. */
    fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean
}

/** What stands for the index of a subfield in [Found] if the value isn't that of one. */
internal object SpotKind {
    const val WHOLE = -1
    const val INDICATOR_1 = -2
    const val INDICATOR_2 = -3
}

/** What a search says that was stopped by [Found]; otherwise it says how many values it showed. */
internal const val STOPPED: Int = -1

/** Decodes bytes of a field. */
internal fun decoded(record: Record, field: Int, from: Int, to: Int): String {
    val isAscii = field < 0 || record.table.isAscii(field)
    return String(record.bytes, from, to - from, if (isAscii) Charsets.ISO_8859_1 else Charsets.UTF_8)
}

/** Stops at the first value. */
internal object Existence : Found {
    override val isBlind: Boolean get() = true

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean = false

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean = false
}

/** Lets all pass: to count them. */
internal object Counting : Found {
    override val isBlind: Boolean get() = true

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean = true

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean = true
}

/** Takes values as strings. */
internal abstract class FoundText : Found {
    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean =
        text(record, field, subfield, decoded(record, field, from, to), at)
}

internal class ValueList : FoundText() {
    private var only: String? = null
    private var more: ArrayList<String>? = null

    /** The values, as a list that can't be changed. */
    val values: List<String>
        get() = more?.let { java.util.Collections.unmodifiableList(it) } ?: listOfNotNull(only)

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
        val first = only
        when {
            first == null -> only = text
            more == null -> more = arrayListOf(first, text)
            else -> more?.add(text)
        }
        return true
    }
}

internal class FirstValue : FoundText() {
    var value: String? = null
        private set

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
        value = text
        return false
    }
}
