// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.checks.EncodingLevels
import java.util.concurrent.ConcurrentHashMap

/**
 * A schema and the checks that belong to its format, compiled: what is said of fields, by tag. The rules of a tag are
 * made when the first such field comes; they are immutable, so that at worst two threads make them at once.
 */
internal class Tables(val schema: MarcSchema, val switches: Switches) {
    /** The format of MARC 21 that the schema is of; null for another. */
    val format: Scope? = formatOf(schema)

    private val checks = (StandardRules.checks + switches.own)
        .filter { check -> isFor(check.scope) && check.rules.any(switches::isOn) }
    private val subfieldChecks = checks.filterIsInstance<SubfieldCheck>()
    private val byTag = arrayOfNulls<FieldRules>(NUMERIC)
    private val named: Map<String, FieldDefinition> =
        schema.fields.filter { numberOf(it.identifier) < 0 }.associateBy { it.identifier }
    private val byName = ConcurrentHashMap<String, FieldRules>()
    private val nameOrder = named.keys.toList()

    /** How many tags are counted. */
    val places: Int = NUMERIC + named.size

    /** The checks of whole records. */
    val recordChecks: Array<RecordCheck> = checks.filterIsInstance<RecordCheck>().toTypedArray()

    /** The fields that each record has, apart from the leader. */
    val required: Array<FieldDefinition> =
        schema.fields.filter { it.isRequired && !it.isObsolete && it.tag != LEADER }.toTypedArray()

    /** What is said of the leader. */
    val leader: ValueRules? = schema.field(LEADER)?.let { definition ->
        val positions = definition.positions(null)
        ValueRules(
            listOf(definition),
            // What a writer computes says nothing about the record; readers report it if it is wrong.
            if (format == null) positions else positions.filterNot { it.start in COMPUTED },
            definition.obsoletePositions(null),
            Extent.ANY,
            accepted = if (format ==
                Scope.BIBLIOGRAPHIC
            ) {
                mapOf(EncodingLevels.POSITION to EncodingLevels.OCLC)
            } else {
                emptyMap()
            },
        )
    }

    /** What is said of fields with this [tag]; null if it isn't defined. */
    fun rules(tag: String): FieldRules? {
        val number = numberOf(tag)
        if (number < 0) {
            val definition = named[tag] ?: return null
            return byName.getOrPut(tag) { FieldRules(tag, definition, this, NUMERIC + nameOrder.indexOf(tag)) }
        }
        return byTag[number] ?: schema.field(tag)?.let { definition ->
            FieldRules(tag, definition, this, number).also { byTag[number] = it }
        }
    }

    /** Where fields with this [tag] are counted; negative if they aren't. */
    fun place(tag: String): Int {
        val number = numberOf(tag)
        if (number >= 0) return number
        val order = nameOrder.indexOf(tag)
        return if (order < 0) order else NUMERIC + order
    }

    /** Whether fields with this [tag] are a library's own. */
    fun isLocal(tag: String): Boolean {
        if (!switches.local.hasTag(tag)) return false
        val definition = schema.field(tag)
        return definition == null || definition.isObsolete
    }

    /** The checks of fields with this [tag]. */
    fun fieldChecks(tag: String): Array<FieldCheck> =
        checks.filterIsInstance<FieldCheck>().filter { check -> check.tags.any { isFor(it, tag) } }.toTypedArray()

    /** The checks of subfields in fields with this [tag], by code. */
    fun subfieldChecks(tag: String): Map<Char, List<SubfieldCheck>> = subfieldChecks
        .flatMap { check ->
            check.places.filter { isFor(it.substringBefore('$'), tag) }.map { it.substringAfter('$')[0] to check }
        }
        .groupBy({ it.first }, { it.second })

    /** Fields 880 are looked at as what they are linked to, unless they are meant themselves. */
    private fun isFor(pattern: String, tag: String) = if (tag == LINKED) pattern == LINKED else matches(pattern, tag)

    private fun isFor(scope: Scope) = when (scope) {
        Scope.ANY -> true
        Scope.MARC_21 -> format != null
        else -> scope == format
    }

    companion object {
        const val LEADER = "LDR"

        /** The tag of fields in another script. */
        const val LINKED = "880"
        private const val NUMERIC = 1000
        private val COMPUTED = setOf(0, 12)

        /** The number that a [tag] is; negative if it isn't one. */
        fun numberOf(tag: String): Int {
            if (tag.length != 3) return -1
            val hundreds = tag[0] - '0'
            val tens = tag[1] - '0'
            val ones = tag[2] - '0'
            return if (hundreds in 0..9 && tens in 0..9 && ones in 0..9) hundreds * 100 + tens * 10 + ones else -1
        }

        /** The tag of three digits, without making a string anew. */
        fun tagOf(first: Char, second: Char, third: Char): String {
            val number = 100 * (first - '0') + 10 * (second - '0') + (third - '0')
            return tags[number] ?: "$first$second$third".also { tags[number] = it }
        }

        private val tags = arrayOfNulls<String>(NUMERIC)

        private fun formatOf(schema: MarcSchema): Scope? = when {
            schema.field("008") == null -> null
            schema.field("245") != null -> Scope.BIBLIOGRAPHIC
            schema.field("863") != null -> Scope.HOLDINGS
            schema.field("400") != null -> Scope.AUTHORITY
            else -> null
        }
    }
}
