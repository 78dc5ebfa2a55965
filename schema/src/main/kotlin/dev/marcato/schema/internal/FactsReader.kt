// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.FieldType
import dev.marcato.schema.IndicatorDefinition
import dev.marcato.schema.PositionDefinition
import dev.marcato.schema.SubfieldDefinition

/**
 * Makes definitions of the facts about one format.
 *
 * @property lists returns the list of codes with a name
 */
internal class FactsReader(private val file: FactsFile, private val lists: (String) -> CodeList) {
    /** The fields in the order of the file. */
    fun fields(): Lazily<FieldDefinition> = Lazily(file.keys.toList()) { field(it) }

    /** Several blocks with the same tag are one field that had other meanings before. */
    private fun field(tag: String): FieldDefinition {
        val all = file.blocks(tag).map { block ->
            val other = block.head.reference('<')
            if (other == null) field(block) else FactsReader(FactsFile.named(other), lists).field(tag)
        }
        return all.inOrderOfUse { it.isObsolete }.withFormer { first, rest ->
            FieldDefinition.of(
                first.common,
                first.identifier,
                listOf(first.indicator1, first.indicator2),
                first.subfields,
                first.types,
                rest,
            )
        }
    }

    private fun field(block: FactsBlock): FieldDefinition {
        val head = block.head
        val facts = block.lines.chunkedBefore { it.depth == 1 }
        val types = block.types.associateBy { it.head.key.trim('[', ']') }
        val isData = !head.key.startsWith("00") && head.key != LEADER
        return FieldDefinition.of(
            parts(head, positions = positions(facts, null)),
            head.key,
            if (isData) listOf(indicator(facts, 1), indicator(facts, 2)) else listOf(null, null),
            if (isData) subfields(facts) else null,
            Lazily(types.keys.toList()) { type(it, types.getValue(it)) }.asMap,
        )
    }

    private fun type(key: String, block: FactsBlock): FieldType {
        val facts = block.lines.chunkedBefore { it.depth == 1 }
        return FieldType.of(parts(block.head, positions = positions(facts, key)), key)
    }

    private fun indicator(facts: List<List<FactLine>>, number: Int): IndicatorDefinition {
        val found = facts.filter { it[0].key == "$number" }
            .map { IndicatorDefinition.of(parts(it[0], codes(it)), number) }
        val (former, active) = found.partition { it.isObsolete }
        if (active.isEmpty()) return IndicatorDefinition.undefined(number, former)
        return IndicatorDefinition.of(active[0].common, number, active.drop(1) + former)
    }

    private fun subfields(facts: List<List<FactLine>>): List<SubfieldDefinition> {
        val found = LinkedHashMap<Char, MutableList<SubfieldDefinition>>()
        for (fact in facts) {
            val key = fact[0].key
            if (key[0] != '$') continue
            for (code in key[1]..key.last()) found.getOrPut(code) { ArrayList(1) } += subfield(fact, code)
        }
        return found.values.map { same ->
            same.inOrderOfUse { it.isObsolete }.withFormer { first, rest ->
                SubfieldDefinition.of(first.common, first.code, first.vocabulary, rest)
            }
        }
    }

    private fun subfield(fact: List<FactLine>, code: Char): SubfieldDefinition {
        val head = fact[0]
        val (positions, codes) = fact.drop(1).chunkedBefore { it.depth == 2 }.partition { it[0].key.startsWith('/') }
        return SubfieldDefinition.of(
            parts(head, codes(listOf(head) + codes.flatten()), positions.map { position(it, null) }),
            code,
            head.reference('@')?.let(lists),
        )
    }

    private fun positions(facts: List<List<FactLine>>, type: String?): List<PositionDefinition> =
        facts.filter { it[0].key.startsWith('/') }.map { position(it, type) }

    private fun position(fact: List<FactLine>, type: String?): PositionDefinition {
        val head = fact[0]
        val range = head.key.trim('/', '*', '?').split('-')
        // Elements of 006 have the codes that they have in 008.
        val same = head.reference('<')?.let { positionAt(it, head.name, type) }
        val isFlags = same?.flags != null || '*' in head.key
        val codes = if (same == null) codes(fact) else same.codesOrFlags
        val isUndefined = codes == null && head.label.startsWith(UNDEFINED)
        return PositionDefinition.of(
            parts(head, if (isFlags) null else codes),
            range[0].toInt(),
            range.last().toInt(),
            head.name.ifEmpty { null },
            if (isUndefined) {
                FILL
            } else if (isFlags) {
                codes
            } else {
                null
            },
            '?' in head.key,
        )
    }

    /** The position at [path] that has this [name] in records of the same [type]. */
    private fun positionAt(path: String, name: String, type: String?): PositionDefinition {
        val block = file.blocks(path.substringBefore('/')).single()
        val lines = if (type == null) block.lines else block.types.first { it.head.key.trim('[', ']') == type }.lines
        val fact = lines.chunkedBefore { it.depth == 1 }
            .first { it[0].key.trim('/', '*') == path.substringAfter('/') && it[0].name == name }
        return position(fact, type)
    }

    /** The codes below the first line of [fact], after those of the list that it refers to; null if there are none. */
    private fun codes(fact: List<FactLine>): CodeList? {
        val own = if (fact.size > 1) ownCodes(fact.subList(1, fact.size)) else emptyList()
        val list = fact[0].reference('=')?.let(lists)
        if (list != null) return CodeList.of(LazyList { list.codes + own }, list.name, list.title, true, list.other)
        return if (own.isEmpty()) null else CodeList.of(own)
    }

    private fun parts(head: FactLine, codes: CodeList? = null, positions: List<PositionDefinition> = emptyList()) =
        Parts(
            head.label,
            head.reference('~'),
            codes,
            positions,
            head.flags.startsWith('R'),
            head.flags.endsWith('!'),
            head.isObsolete,
            head.obsoleteSince,
        )

    companion object {
        private const val LEADER = "LDR"
        private const val UNDEFINED = "Undefined"
        private val FILL = CodeList.of(listOf(Code.of(" ", UNDEFINED), Code.of("|", "No attempt to code")))

        /** The lists of codes in a [file], by name. */
        fun lists(file: FactsFile): Lazily<CodeList> = Lazily(file.keys.map { it.drop(1) }) { name ->
            val block = file.blocks("@$name").single()
            val head = block.head
            val codes = LazyList { ownCodes(block.lines) }
            CodeList.of(codes, name, head.label, other = mapOf("url" to head.reference('<')))
        }

        private fun ownCodes(lines: List<FactLine>): List<Code> {
            val found = LinkedHashMap<String, Code>()
            for (line in lines) {
                val code = Code.of(line.code, line.label, line.isObsolete, line.obsoleteSince, isRange(line.code))
                val other = found[line.code]
                found[line.code] = when {
                    other == null -> code
                    other.isObsolete && !code.isObsolete -> code.withFormer(other)
                    else -> other.withFormer(code)
                }
            }
            return found.values.toList()
        }

        private fun isRange(code: String): Boolean {
            val dash = code.indexOf('-')
            return dash > 0 && dash < code.length - 1 && code.indices.all { it == dash || code[it] in '0'..'9' }
        }
    }
}

/** Active meanings first, which are in the order of the file otherwise. */
private fun <T> List<T>.inOrderOfUse(isObsolete: (T) -> Boolean): List<T> = if (size ==
    1
) {
    this
} else {
    sortedBy(isObsolete)
}

private fun <T> List<T>.withFormer(with: (T, List<T>) -> T): T = if (size == 1) this[0] else with(this[0], drop(1))

/** Cuts the list before each element that [begins] a part. */
private inline fun <T> List<T>.chunkedBefore(begins: (T) -> Boolean): List<List<T>> {
    val chunks = ArrayList<MutableList<T>>()
    for (element in this) {
        if (chunks.isEmpty() || begins(element)) chunks += arrayListOf(element) else chunks.last() += element
    }
    return chunks
}
