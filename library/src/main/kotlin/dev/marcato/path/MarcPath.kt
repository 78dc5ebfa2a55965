// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Record
import dev.marcato.internal.path.Content
import dev.marcato.internal.path.Counting
import dev.marcato.internal.path.Existence
import dev.marcato.internal.path.FieldSpec
import dev.marcato.internal.path.FirstValue
import dev.marcato.internal.path.PathFinder
import dev.marcato.internal.path.PathParser
import dev.marcato.internal.path.PathPrinter
import dev.marcato.internal.path.PathText
import dev.marcato.internal.path.PathTree
import dev.marcato.internal.path.PlaceSink
import dev.marcato.internal.path.Positions
import dev.marcato.internal.path.STOPPED
import dev.marcato.internal.path.ValueIterator
import dev.marcato.internal.path.ValueList
import java.util.function.Consumer
import java.util.stream.Stream
import java.util.stream.StreamSupport

/**
 * Names places in records: `245$a` the subfields $a of the fields 245, `008/35-37` the language, `6XX` all fields from
 * 600 to 699. The language is described in `docs/path.md`: MARCspec, and more.
 *
 * A path runs on the bytes of a record. Whether it selects something, and how many values, is found out without making
 * a string. Values come in the order of the record.
 *
 * Immutable and safe to share between threads. Two paths are equal if they are spelled alike in the canonical form,
 * which [toString] gives and in which they are ordered.
 *
 * @sample dev.marcato.samples.selectTitles
 */
public class MarcPath private constructor(@get:JvmSynthetic internal val tree: PathTree) : Comparable<MarcPath> {
    @get:JvmSynthetic
    internal val finder: PathFinder = PathFinder(tree)

    // Made when asked for; at worst a race makes two equal strings.
    private var canonical: String? = null

    /** The tag, or the pattern of tags, such as `245`, `6XX` or `LDR`. */
    @get:JvmName("tag")
    public val tag: String
        get() {
            val characters = StringBuilder()
            tree.fields.tag.forEachCharacter { characters.append(it ?: 'X') }
            return "$characters"
        }

    /** The code, if the path selects subfields with one code; otherwise null. */
    @get:JvmName("code")
    public val code: Char?
        get() {
            val part = (tree.content as? Content.Subfields)?.parts?.singleOrNull() ?: return null
            return part.first.takeIf { part.last == it }
        }

    /**
     * Whether it is a tag, or a tag and a [code], and nothing else: no pattern, no index, no positions, no condition.
     * The leader isn't one.
     */
    @get:JvmName("isSimple")
    public val isSimple: Boolean
        get() {
            val fields = tree.fields
            val hasAll = fields.indicators == null && fields.index == null && fields.conditions.isEmpty()
            return hasAll && fields.tag.isTag && !fields.isLeader && when (val content = tree.content) {
                is Content.Whole -> content.characters == null
                is Content.Subfields -> content.parts.size == 1 && content.parts[0].isPlain && code != null
                is Content.Indicator, is Content.Joined -> false
            }
        }

    /**
     * The path without indexes, indicators, conditions and joining: `650$a` for `650|_0|[0]$a{$2}+" "`. It names what
     * all such places have in common, such as what a schema says of them.
     */
    @get:JvmName("general")
    public val general: MarcPath
        get() = of(PathTree(FieldSpec(tree.fields.tag, null, null, emptyList()), tree.content.general))

    /** The path of the fields that this path looks in, with their indicators, index and conditions: `650|_0|`. */
    @get:JvmName("fields")
    public val fields: MarcPath get() = of(PathTree(tree.fields, Content.Whole(null)))

    /**
     * The first of the characters that the path selects, counted from 0: 35 of `008/35-37`; null if it selects whole
     * values, or counts from their end.
     */
    @get:JvmName("firstPosition")
    public val firstPosition: Int? get() = characters?.first

    /** The last of the characters that the path selects; null as [firstPosition], and if it selects all up to the end. */
    @get:JvmName("lastPosition")
    public val lastPosition: Int? get() = characters?.last?.takeIf { it < Int.MAX_VALUE }

    private val characters: Positions?
        get() = when (val content = tree.content) {
            is Content.Whole -> content.characters
            is Content.Joined -> content.characters
            is Content.Subfields -> content.parts.singleOrNull()?.characters
            is Content.Indicator -> null
        }?.takeIf { !it.isFromEnd }

    /** Returns the values that the path selects in [record], in order; an unmodifiable list. */
    public fun values(record: Record): List<String> = ValueList().also { val _ = finder.find(record, it) }.values

    /** Returns the first value, or null. */
    public fun first(record: Record): String? = FirstValue().also { val _ = finder.find(record, it) }.value

    /** Whether the path selects something in [record]; an empty value is something. */
    public fun matches(record: Record): Boolean = finder.find(record, Existence) == STOPPED

    /** Returns how many values the path selects. */
    public fun count(record: Record): Int = finder.find(record, Counting)

    /**
     * Returns the places that the path selects, for tools that mark or edit them; an unmodifiable list. Of subfields
     * that are joined, each is a place of its own.
     */
    public fun places(record: Record): List<MarcPlace> {
        val places = ArrayList<MarcPlace>()
        forEachPlace(record) { places.add(it) }
        return java.util.Collections.unmodifiableList(places)
    }

    /** Calls [action] with each place; no value is made a string unless the action asks for it. */
    public fun forEachPlace(record: Record, action: Consumer<MarcPlace>) {
        val _ = finder.find(record, PlaceSink(action))
    }

    /** Returns the values one after the other: no more of the record is looked at than the sequence is asked for. */
    @JvmSynthetic
    public fun sequence(record: Record): Sequence<String> = Sequence { ValueIterator(finder, record) }

    /** The same as [sequence], for Java. */
    public fun stream(record: Record): Stream<String> {
        val iterable = Iterable { ValueIterator(finder, record) }
        return StreamSupport.stream(iterable.spliterator(), false)
    }

    override fun compareTo(other: MarcPath): Int = toString().compareTo(other.toString())

    override fun equals(other: Any?): Boolean = other is MarcPath && tree == other.tree

    override fun hashCode(): Int = tree.hashCode()

    /** The canonical form, which [of] parses to an equal path. */
    override fun toString(): String = canonical ?: PathPrinter.print(tree).also { canonical = it }

    public companion object {
        /**
         * Parses a path.
         *
         * @throws MarcPathException if [text] isn't one
         */
        @JvmStatic
        public fun of(text: String): MarcPath = MarcPath(PathParser(PathText(text), isPure = false).wholePath())

        /**
         * Parses a path in MARCspec and nothing else, in which `6XX` is a tag of a digit and letters.
         *
         * @throws MarcPathException if [text] isn't one
         */
        @JvmStatic
        public fun marcSpec(text: String): MarcPath = MarcPath(PathParser(PathText(text), isPure = true).wholePath())

        @JvmSynthetic
        internal fun of(tree: PathTree): MarcPath = MarcPath(tree)
    }
}
