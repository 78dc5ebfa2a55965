// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcDsl
import java.util.function.Consumer

/**
 * Builds a list of edits statement by statement: the text of `docs/editing.md`, with quotation marks where they belong.
 *
 * Each function adds a statement, and most return it, so that conditions and more can be added:
 * `remove("650").onlyIf("650^2 = \"7\"")`. Values are templates as in the text (`Gift of {100$a}`); [literal] makes one
 * of a text in which braces have no meaning. What the statements say is checked by [build].
 *
 * For one thread at a time. [build] can be called more than once.
 *
 * @sample dev.marcato.edit.samples.buildEdits
 */
@MarcDsl
public class EditsBuilder private constructor() {
    private val parts = ArrayList<() -> List<String>>()

    /** Adds a statement as it is written in a text. */
    public fun statement(text: String): EditStatement = EditStatement.of(text).also { parts += { listOf("$it") } }

    /** Adds a comment. */
    public fun comment(text: String): EditsBuilder = apply { val _ = statement("# $text") }

    /** Declares a parameter, which templates name by `{=name}`, with the value that it has unless another is given. */
    public fun parameter(name: String, value: String): EditsBuilder =
        apply { val _ = statement("parameter $name = ${quoted(value)}") }

    /** Includes the edits of another file. */
    public fun include(name: String): EditsBuilder = apply { val _ = statement("include ${quoted(name)}") }

    /** Adds a control field: `addField("003", "DE-1")`. */
    public fun addField(tag: String, value: String): EditStatement = statement("add $tag ${quoted(value)}")

    /** Adds a data field without subfields; give it some by [EditStatement.subfield]. */
    public fun addField(tag: String, indicator1: Char, indicator2: Char): EditStatement =
        statement("add $tag ${indicator(indicator1)}${indicator(indicator2)}")

    /** Adds a subfield to each field that a path of a subfield (`040$e`) names. */
    public fun addSubfield(path: String, value: String): EditStatement = statement("add $path ${quoted(value)}")

    /** Removes what a path selects. */
    public fun remove(path: String): EditStatement = statement("remove $path")

    /** Removes all but the first of identical fields. */
    public fun removeDuplicates(path: String): EditStatement = statement("remove duplicates of $path")

    /** Removes the field that a block [each] is about. */
    public fun removeField(): EditStatement = statement("remove field")

    /** Removes the field that a block [each] is about, unless [condition] holds. */
    public fun keepField(condition: String): EditsBuilder = apply { val _ = statement("keep field if $condition") }

    /** Removes all fields that none of the [paths] selects. */
    public fun keepOnly(vararg paths: String): EditStatement = statement("keep only ${paths.joinToString(", ")}")

    /** Sets what a path selects, or an element of a fixed field by its name (`008 form of item`), to a value. */
    public fun set(path: String, value: String): EditStatement = statement("set $path to ${quoted(value)}")

    /** Replaces a [text] where it occurs in what a path selects. */
    public fun replace(text: String, with: String, path: String): EditStatement =
        statement("replace ${quoted(text)} with ${quoted(with)} in $path")

    /** Replaces the first [text] in each value of what a path selects. */
    public fun replaceFirst(text: String, with: String, path: String): EditStatement =
        statement("replace first ${quoted(text)} with ${quoted(with)} in $path")

    /** Replaces the first thing that a regular expression finds in each value of what a path selects. */
    public fun replaceFirstExpression(expression: String, with: String, path: String): EditStatement =
        statement("replace first ~ ${quoted(expression)} with ${quoted(with)} in $path")

    /** Replaces what a regular expression finds in what a path selects; `$1` in [with] is its first group. */
    public fun replaceExpression(expression: String, with: String, path: String): EditStatement =
        statement("replace ~ ${quoted(expression)} with ${quoted(with)} in $path")

    /** Puts a text before what a path selects. */
    public fun prefix(path: String, text: String): EditStatement = statement("prefix $path with ${quoted(text)}")

    /** Puts a text after what a path selects. */
    public fun suffix(path: String, text: String): EditStatement = statement("suffix $path with ${quoted(text)}")

    /** Copies fields to another tag, or values to a place. */
    public fun copy(path: String, target: String): EditStatement = statement("copy $path to $target")

    /** Moves fields to another tag, or values to a place. */
    public fun move(path: String, target: String): EditStatement = statement("move $path to $target")

    /** Gives fields another tag, or subfields another code (`$4`). */
    public fun rename(path: String, target: String): EditStatement = statement("rename $path to $target")

    /** Changes what a path selects by a function, such as `upper`. */
    public fun change(path: String, function: String): EditStatement = statement("change $path to $function")

    /** Replaces what a path selects by what a table has for it. */
    public fun lookUp(path: String, table: String): EditStatement = statement("look up $path in ${quoted(table)}")

    /** Sorts all fields by tag. */
    public fun sortFields(): EditStatement = statement("sort fields")

    /** Sorts the fields that a path selects by tag, in the places that they have. */
    public fun sortFields(path: String): EditStatement = statement("sort fields $path")

    /** Sorts subfields by the order of their [codes]. */
    public fun sortSubfields(path: String, codes: String): EditStatement =
        statement("sort subfields of $path by ${quoted(codes)}")

    /** Splits subfields where a text occurs in them. */
    public fun split(path: String, at: String): EditStatement = statement("split $path at ${quoted(at)}")

    /** Splits subfields where a regular expression finds something. */
    public fun splitExpression(path: String, expression: String): EditStatement =
        statement("split $path at ~ ${quoted(expression)}")

    /** Splits fields before each subfield with this [code]. */
    public fun splitFields(path: String, code: Char): EditStatement = statement("split fields $path at $$code")

    /** Joins subfields of a field. */
    public fun join(path: String, with: String): EditStatement = statement("join $path with ${quoted(with)}")

    /** Joins fields. */
    public fun joinFields(path: String): EditStatement = statement("join fields $path")

    /** Numbers the pairs of fields that $6 links, from 01. */
    public fun renumberPairs(): EditStatement = statement("renumber pairs")

    /** Drops the record. */
    public fun dropRecord(): EditStatement = statement("drop record")

    /** Drops the record, unless [condition] holds. */
    public fun keepRecord(condition: String): EditsBuilder = apply { val _ = statement("keep record if $condition") }

    /** Adds what is to be done if [condition] holds. */
    @JvmSynthetic
    public fun given(condition: String, content: EditsBuilder.() -> Unit): EditChoice =
        EditChoice.of(condition, create().apply(content)).also { parts += it::lines }

    /** The same as the other [given], for Java. */
    public fun given(condition: String, content: Consumer<EditsBuilder>): EditChoice =
        given(condition) { content.accept(this) }

    /** Adds what is to be done with each field that [path] selects; in it, `$a`, `^1` and `/0-2` mean that field. */
    @JvmSynthetic
    public fun each(path: String, content: EditsBuilder.() -> Unit): EditsBuilder = apply {
        val inner = create().apply(content)
        parts += { listOf("each $path {") + inner.lines() + "}" }
    }

    /** The same as the other [each], for Java. */
    public fun each(path: String, content: Consumer<EditsBuilder>): EditsBuilder = each(path) { content.accept(this) }

    /**
     * Returns the edits.
     *
     * @throws EditException if one of the statements isn't one
     * @throws IllegalArgumentException if something that was given has the end of a line in it
     */
    @JvmOverloads
    public fun build(options: EditOptions = EditOptions.DEFAULT): Edits = Edits.parse("$this", options)

    /** The text of the edits so far. */
    override fun toString(): String {
        val text = StringBuilder()
        var depth = 0
        for (line in lines()) {
            require('\n' !in line && '\r' !in line) { "A statement is one line: \"$line\"" }
            if (line.startsWith("}")) depth--
            text.append("  ".repeat(maxOf(0, depth))).append(line).append('\n')
            if (line.endsWith("{")) depth++
        }
        return "$text"
    }

    @JvmSynthetic
    internal fun lines(): List<String> = parts.flatMap { it() }

    public companion object {
        /** Returns a template that gives the [text] itself: its braces are doubled. */
        @JvmStatic
        public fun literal(text: String): String = text.replace("{", "{{").replace("}", "}}")

        @JvmSynthetic
        internal fun create(): EditsBuilder = EditsBuilder()

        @JvmSynthetic
        internal fun quoted(text: String): String = "\"${text.replace("\"", "\"\"")}\""

        private fun indicator(character: Char) = if (character == ' ') '_' else character
    }
}
