// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import java.util.Collections

/**
 * The codes that a value may have. Immutable.
 *
 * @property name the name under which a schema refers to the list; null if it stands where it is used
 * @property title what it is a list of, if the schema says so
 * @property codes the codes in the order of the schema, obsolete ones included, as an unmodifiable list
 * @property isResolved whether the schema has the list; if not, it is only known by its [name] and has no codes
 * @property other what else a schema says of it, by its name in Avram: `url`, `description` and so on
 */
public class CodeList private constructor(
    @get:JvmName("name") public val name: String?,
    @get:JvmName("title") public val title: String?,
    @get:JvmName("codes") public val codes: List<Code>,
    @get:JvmName("isResolved") public val isResolved: Boolean,
    @get:JvmName("other") public val other: Map<String, Any?>,
) {
    private val table by lazy { Table(codes) }

    /** Returns the code that [text] is; null if the list has none. */
    public operator fun get(text: String): Code? = find(text, 0, text.length)

    /** Returns the first code with this [label]; null if there is none. */
    public fun labelled(label: String): Code? = codes.firstOrNull { it.label == label }

    /** Returns the code of the characters between [from] and [to]; blanks at the end needn't be there. */
    @JvmSynthetic
    internal fun find(text: String, from: Int, to: Int): Code? {
        var end = to
        while (true) {
            val found = table.find(text, from, end)
            if (found != null || end - from < 2 || text[end - 1] != ' ') return found
            end--
        }
    }

    /** This list with the codes of [newer]; one that both have is as [newer] says it. */
    @JvmSynthetic
    internal fun with(newer: CodeList): CodeList {
        val merged = LinkedHashMap(codes.associateBy { it.code })
        for (code in newer.codes) merged[code.code] = merged[code.code]?.with(code) ?: code
        return of(merged.values.toList(), name ?: newer.name, newer.title ?: title, true, other + newer.other)
    }

    override fun equals(other: Any?): Boolean = other is CodeList && name == other.name && title == other.title &&
        isResolved == other.isResolved && codes == other.codes && this.other == other.other

    override fun hashCode(): Int = 31 * name.hashCode() + codes.hashCode()

    /** The name and title, or the codes. */
    override fun toString(): String = if (name ==
        null
    ) {
        codes.joinToString()
    } else {
        listOfNotNull(name, title).joinToString(" ")
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(
            codes: List<Code>,
            name: String? = null,
            title: String? = null,
            isResolved: Boolean = true,
            other: Map<String, Any?> = emptyMap(),
        ): CodeList = CodeList(name, title, Collections.unmodifiableList(codes), isResolved, other)
    }
}

/** Finds codes of up to four ASCII characters without making a string: by the characters in one number. */
private class Table(codes: List<Code>) {
    private val ranges = codes.filter { it.isRange }
    private val long = HashMap<String, Code>()
    private val short: IntArray
    private val shortCodes: Array<Code>

    init {
        val packed = ArrayList<Code>()
        for (code in codes) {
            if (code.isRange) continue
            if (pack(code.code, 0, code.code.length) < 0) long[code.code] = code else packed += code
        }
        packed.sortBy { pack(it.code, 0, it.code.length) }
        short = IntArray(packed.size) { pack(packed[it].code, 0, packed[it].code.length) }
        shortCodes = packed.toTypedArray()
    }

    fun find(text: String, from: Int, to: Int): Code? {
        val packed = pack(text, from, to)
        val index = if (packed < 0) -1 else short.binarySearch(packed)
        if (index >= 0) return shortCodes[index]
        if (packed < 0) long[text.substring(from, to)]?.let { return it }
        if (ranges.isEmpty()) return null
        return text.substring(from, to).let { part -> ranges.firstOrNull { it.matches(part) } }
    }

    /** The characters in one number; negative if there are too many, none, or others than ASCII. */
    private fun pack(text: String, from: Int, to: Int): Int {
        if (to - from !in 1..MOST) return -1
        var packed = 0
        for (index in from until to) {
            val character = text[index].code
            if (character >= ASCII) return -1
            packed = (packed shl BITS) + character + 1
        }
        return packed
    }

    private companion object {
        const val MOST = 4
        const val ASCII = 127
        const val BITS = 7
    }
}
