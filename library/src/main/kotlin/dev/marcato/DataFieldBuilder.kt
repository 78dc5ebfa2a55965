// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.util.function.Predicate
import java.util.function.UnaryOperator

/**
 * Builds a data field, from nothing ([DataField.builder], or within a record that is built) or from another one
 * ([DataField.edit], [DataField.toBuilder]). Subfields that nobody touches keep their bytes.
 *
 * Not for use by several threads at once. A builder can be built from more than once.
 */
@MarcDsl
public class DataFieldBuilder private constructor(
    tag: String,
    indicator1: Char,
    indicator2: Char,
    subfields: List<Subfield>,
) {
    /** The tag. */
    @get:JvmName("tag")
    @set:JvmSynthetic
    public var tag: String = tag

    /** The first indicator. */
    @get:JvmName("indicator1")
    @set:JvmSynthetic
    public var indicator1: Char = indicator1

    /** The second indicator. */
    @get:JvmName("indicator2")
    @set:JvmSynthetic
    public var indicator2: Char = indicator2

    /** The subfields so far; may be changed freely with everything that a mutable list has. */
    @get:JvmName("subfields")
    public val subfields: MutableList<Subfield> = ArrayList(subfields)

    /** Sets the tag. */
    public fun tag(tag: String): DataFieldBuilder = apply { this.tag = tag }

    /** Sets the first indicator. */
    public fun indicator1(indicator1: Char): DataFieldBuilder = apply { this.indicator1 = indicator1 }

    /** Sets the second indicator. */
    public fun indicator2(indicator2: Char): DataFieldBuilder = apply { this.indicator2 = indicator2 }

    /** Adds a subfield with this code and the given [value] at the end; the conditions are those of [Subfield.of]. */
    @JvmSynthetic
    public infix fun Char.to(value: String) {
        subfields.add(Subfield.of(this, value))
    }

    /** Adds a subfield at the end, such as one of another field. */
    public fun add(subfield: Subfield): DataFieldBuilder = apply { subfields.add(subfield) }

    /** Adds a subfield at the end; the conditions are those of [Subfield.of]. */
    public fun add(code: Char, value: String): DataFieldBuilder = add(Subfield.of(code, value))

    /**
     * Puts a subfield in the place of the first one with the same [code], and removes the others with it; if there is
     * none, adds it at the end. The conditions are those of [Subfield.of].
     */
    public fun set(code: Char, value: String): DataFieldBuilder = apply {
        val subfield = Subfield.of(code, value)
        val index = subfields.indexOfFirst { it.code == code }
        if (index < 0) {
            subfields.add(subfield)
        } else {
            subfields[index] = subfield
            subfields.subList(index + 1, subfields.size).removeAll { it.code == code }
        }
    }

    /** Gives each subfield with the given [code] the value that [change] makes of the one it has. */
    public fun replace(code: Char, change: UnaryOperator<String>): DataFieldBuilder =
        replace({ it.code == code }, { Subfield.of(code, change.apply(it.value)) })

    /** Puts what [change] returns in the place of each subfield that [where] is true of. */
    public fun replace(where: Predicate<Subfield>, change: UnaryOperator<Subfield>): DataFieldBuilder = apply {
        for (index in subfields.indices) {
            if (where.test(subfields[index])) subfields[index] = change.apply(subfields[index])
        }
    }

    /** Removes the subfields whose code is one of [codes] (`"ab"`: a and b). */
    public fun remove(codes: String): DataFieldBuilder = apply { subfields.removeAll { it.code in codes } }

    /** Removes the subfields that [where] is true of. */
    public fun removeIf(where: Predicate<Subfield>): DataFieldBuilder = apply { subfields.removeAll(where::test) }

    /**
     * Returns the field; the builder may be used on.
     *
     * @throws IllegalArgumentException if tag, indicators or subfields are such that [DataField.of] refuses them
     */
    public fun build(): DataField = DataField.of(tag, indicator1, indicator2, subfields)

    internal companion object {
        @JvmSynthetic
        internal fun of(tag: String, indicator1: Char, indicator2: Char, subfields: List<Subfield>): DataFieldBuilder =
            DataFieldBuilder(tag, indicator1, indicator2, subfields)
    }
}
