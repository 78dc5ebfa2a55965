// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.util.function.Predicate
import java.util.function.UnaryOperator

/**
 * Builds a data field, from scratch ([DataField.builder], or inside a record builder) or from another field
 * ([DataField.edit], [DataField.toBuilder]). Unchanged subfields keep their bytes, even if the field is damaged; only
 * what is new is checked.
 *
 * For one thread at a time. [build] can be called more than once.
 */
@MarcDsl
public class DataFieldBuilder private constructor(
    tag: String,
    indicator1: Char,
    indicator2: Char,
    private val original: DataField?,
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

    /** The subfields so far, as a list that you can change freely. */
    @get:JvmName("subfields")
    public val subfields: MutableList<Subfield> = ArrayList(original?.subfields.orEmpty())

    /** Sets the tag. */
    public fun tag(tag: String): DataFieldBuilder = apply { this.tag = tag }

    /** Sets the first indicator. */
    public fun indicator1(indicator1: Char): DataFieldBuilder = apply { this.indicator1 = indicator1 }

    /** Sets the second indicator. */
    public fun indicator2(indicator2: Char): DataFieldBuilder = apply { this.indicator2 = indicator2 }

    /** Adds a subfield with this code and the given [value] at the end, under the conditions of [Subfield.of]. */
    @JvmSynthetic
    public infix fun Char.to(value: String) {
        subfields.add(Subfield.of(tag, this, value))
    }

    /** Adds a subfield at the end, such as one of another field. */
    public fun add(subfield: Subfield): DataFieldBuilder = apply { subfields.add(subfield) }

    /** Adds a subfield at the end, under the conditions of [Subfield.of]. */
    public fun add(code: Char, value: String): DataFieldBuilder = add(Subfield.of(tag, code, value))

    /**
     * Replaces the first subfield with this [code] and removes the others; if there is none, adds one at the end. The
     * conditions are those of [Subfield.of].
     */
    public fun set(code: Char, value: String): DataFieldBuilder = apply {
        val subfield = Subfield.of(tag, code, value)
        val index = subfields.indexOfFirst { it.code == code }
        if (index < 0) {
            subfields.add(subfield)
        } else {
            subfields[index] = subfield
            subfields.subList(index + 1, subfields.size).removeAll { it.code == code }
        }
    }

    /** Changes the value of each subfield with the given [code] to the result of [change]. */
    @JvmSynthetic
    public fun replace(code: Char, change: (String) -> String): DataFieldBuilder =
        replace({ it.code == code }, { it.withValue(change(it.value), tag) })

    /** The same as the other [replace] by code, for Java. */
    public fun replace(code: Char, change: UnaryOperator<String>): DataFieldBuilder = replace(code, change::apply)

    /** Replaces each subfield that matches [where] with the result of [change]. */
    @JvmSynthetic
    public fun replace(where: (Subfield) -> Boolean, change: (Subfield) -> Subfield): DataFieldBuilder = apply {
        for (index in subfields.indices) if (where(subfields[index])) subfields[index] = change(subfields[index])
    }

    /** The same as the other [replace], for Java. */
    public fun replace(where: Predicate<Subfield>, change: UnaryOperator<Subfield>): DataFieldBuilder =
        replace(where::test, change::apply)

    /** Removes the subfields with one of these [codes] (`"ab"`: a and b). */
    public fun remove(codes: String): DataFieldBuilder = apply { subfields.removeAll { it.code in codes } }

    /** Removes the subfields that match [where]. */
    @JvmSynthetic
    public fun removeIf(where: (Subfield) -> Boolean): DataFieldBuilder = apply { subfields.removeAll(where) }

    /** The same as the other [removeIf], for Java. */
    public fun removeIf(where: Predicate<Subfield>): DataFieldBuilder = removeIf(where::test)

    /**
     * Returns the field. The builder can still be used.
     *
     * @throws IllegalArgumentException if there are no subfields, or under the conditions of [DataField.of]
     */
    public fun build(): DataField = if (original == null) {
        DataField.of(tag, indicator1, indicator2, subfields)
    } else {
        requireNotNull(buildOrNull()) {
            "Field $tag has no subfield left; to remove the field, use remove, removeIf or editFields of a RecordBuilder"
        }
    }

    /** Returns the field, or null if its last subfield was removed. */
    @JvmSynthetic
    internal fun buildOrNull(): DataField? = if (subfields.isEmpty() && original?.isEmpty != true) {
        null
    } else {
        DataField.of(tag, indicator1, indicator2, subfields, original)
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(tag: String, indicator1: Char, indicator2: Char): DataFieldBuilder =
            DataFieldBuilder(tag, indicator1, indicator2, null)

        @JvmSynthetic
        internal fun of(field: DataField): DataFieldBuilder =
            DataFieldBuilder(field.tag, field.indicator1, field.indicator2, field)
    }
}
