// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.CodeList
import dev.marcato.schema.PositionDefinition

/**
 * What definitions of fields, subfields, indicators and positions have in common.
 *
 * @property given the keys of Avram that were there; null if all count as given
 */
internal class Parts(
    val label: String? = null,
    val pattern: String? = null,
    val codes: CodeList? = null,
    val positions: List<PositionDefinition> = emptyList(),
    val isRepeatable: Boolean = false,
    val isRequired: Boolean = false,
    val isObsolete: Boolean = false,
    val obsoleteSince: String? = null,
    val other: Map<String, Any?> = emptyMap(),
    private val given: Set<String>? = null,
) {
    /** These parts as [newer] says them; what [newer] says nothing of stays. */
    fun with(newer: Parts): Parts = Parts(
        newer.label ?: label,
        newer.pattern ?: pattern,
        merged(codes, newer.codes),
        merged(positions, newer.positions, { Triple(it.start, it.end, it.isObsolete) }, PositionDefinition::with),
        if (newer.gives("repeatable")) newer.isRepeatable else isRepeatable,
        if (newer.gives("required")) newer.isRequired else isRequired,
        if (newer.gives("deprecated")) newer.isObsolete else isObsolete,
        newer.obsoleteSince ?: obsoleteSince,
        other + newer.other,
        given?.plus(newer.given.orEmpty()),
    )

    fun gives(key: String): Boolean = given == null || key in given

    /** For comparisons. */
    fun values(): List<Any?> =
        listOf(label, pattern, codes, positions, isRepeatable, isRequired, isObsolete, obsoleteSince, other)
}

/** A list that is only referred to replaces another; codes that stand in place are added. */
internal fun merged(older: CodeList?, newer: CodeList?): CodeList? = when {
    newer == null -> older
    older == null || newer.name != null -> newer
    else -> older.with(newer)
}

/** The entries of both lists in order; those with the same key merged. */
internal fun <T, K> merged(older: List<T>, newer: List<T>, key: (T) -> K, with: (T, T) -> T): List<T> {
    if (newer.isEmpty()) return older
    val entries = LinkedHashMap(older.associateBy(key))
    for (entry in newer) entries[key(entry)] = entries[key(entry)]?.let { with(it, entry) } ?: entry
    return entries.values.toList()
}
