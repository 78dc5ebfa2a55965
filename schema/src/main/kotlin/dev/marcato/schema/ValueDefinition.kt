// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.Parts
import java.util.Collections

/**
 * What a schema says of a value: of a field, a subfield, an indicator or some positions. All definitions are immutable,
 * and lists in them unmodifiable.
 */
public sealed class ValueDefinition(parts: Parts) {
    @get:JvmSynthetic internal val common: Parts = parts

    /** The name, in the language of the schema; null if it has none. */
    @get:JvmName("label")
    public val label: String? get() = common.label

    /** A regular expression that is found in each valid value; null if there is none. */
    @get:JvmName("pattern")
    public val pattern: String? get() = common.pattern

    /** The codes that the value can be; null if it isn't coded. */
    @get:JvmName("codes")
    public val codes: CodeList? get() = common.codes

    /** The positions with a meaning of their own, in order, without obsolete ones. */
    @get:JvmName("positions")
    public val positions: List<PositionDefinition> =
        Collections.unmodifiableList(parts.positions.filterNot { it.isObsolete })

    /** The positions whose meaning is obsolete; others may have taken their place. */
    @get:JvmName("obsoletePositions")
    public val obsoletePositions: List<PositionDefinition> =
        Collections.unmodifiableList(parts.positions.filter { it.isObsolete })

    /** Whether it must no longer be used; Avram calls it deprecated. */
    @get:JvmName("isObsolete")
    public val isObsolete: Boolean get() = common.isObsolete

    /** The date from which it is obsolete, if the schema says so: `2008` or longer. */
    @get:JvmName("obsoleteSince")
    public val obsoleteSince: String? get() = common.obsoleteSince

    /** What else the schema says, by its name in Avram: `description`, `url`, `created`, `rules` and so on. */
    @get:JvmName("other")
    public val other: Map<String, Any?> get() = common.other

    override fun equals(other: Any?): Boolean =
        other is ValueDefinition && javaClass == other.javaClass && values() == other.values()

    override fun hashCode(): Int = values().hashCode()

    @JvmSynthetic
    internal open fun values(): List<Any?> = common.values()
}
