// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.codes

import dev.marcato.ValueView
import dev.marcato.schema.Code
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.internal.FactsFile
import dev.marcato.schema.internal.FactsReader

/** Finds codes by the characters of a value, without making a string. */
internal class CodeIndex(codes: Collection<Code>) {
    private val buckets = arrayOfNulls<Array<Code>>(SIZE)
    private val longest = codes.maxOf { it.code.length }

    init {
        for ((place, same) in codes.groupBy { place(it.code) }) buckets[place] = same.toTypedArray()
    }

    /** The code that the characters of [value] between [from] and [to] are; null if there is none. */
    fun find(value: ValueView, from: Int = 0, to: Int = value.byteLength): Code? {
        if (to - from > longest || to <= from) return null
        var hash = 0
        for (index in from until to) hash = hash * FACTOR + value.charAt(index).code
        return buckets[hash and SIZE - 1]?.firstOrNull { isAt(value, from, to, it.code) }
    }

    fun find(text: String): Code? = buckets[place(text)]?.firstOrNull { it.code == text }

    private fun isAt(value: ValueView, from: Int, to: Int, code: String): Boolean {
        if (code.length != to - from) return false
        for (index in code.indices) if (value.charAt(from + index) != code[index]) return false
        return true
    }

    private fun place(code: String): Int =
        code.fold(0) { hash, character -> hash * FACTOR + character.code } and SIZE - 1

    companion object {
        private const val SIZE = 1024
        private const val FACTOR = 31
    }
}

/** The lists of codes, each of which is read when it is first needed. */
internal object CodeIndexes {
    val languages by lazy { of("languages") }
    val countries by lazy { of("countries") }
    val areas by lazy { of("areas") }
    val relators by lazy { of("relators") }
    val instruments by lazy { of("instruments") }

    /** Forms of composition, which have the codes of 008/18-19 of music. */
    val compositions by lazy {
        val positions = MarcSchema.BIBLIOGRAPHIC.field("008")?.positions("MU").orEmpty()
        val codes = positions.first { it.name == "composition" }.codesOrFlags?.codes.orEmpty()
        CodeIndex(codes.filter { '|' !in it.code })
    }

    private val sources by lazy { FactsReader.lists(FactsFile.named("sources")) }

    /** The codes of the lists with these [names] together. */
    fun ofSources(vararg names: String): CodeIndex = CodeIndex(names.flatMap { source(it) })

    /** The codes of a list of sources or of RDA. */
    fun source(name: String): List<Code> = checkNotNull(sources[name]).codes

    private fun of(name: String) = CodeIndex(MarcSchema.BIBLIOGRAPHIC.codeLists.getValue(name).codes)
}
