// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.edit

import dev.marcato.Record
import dev.marcato.edit.internal.Counters
import dev.marcato.edit.internal.EditParser
import dev.marcato.edit.internal.Editing
import dev.marcato.edit.internal.Limits
import dev.marcato.edit.internal.Recipes
import dev.marcato.edit.internal.Sources
import dev.marcato.edit.internal.Statement
import dev.marcato.edit.internal.Texts
import dev.marcato.edit.internal.runAll
import java.io.IOException
import java.nio.file.Path
import java.util.Collections
import java.util.function.Function

/**
 * A list of edits: what is to be changed in records, as text that anybody can read. `docs/editing.md` describes the
 * language.
 *
 * Fields that no rule touches keep their bytes, and so does a record that no rule changes. No record makes an edit
 * fail: what can't be done is one of [Edited.problems].
 *
 * Immutable and safe to share between threads. As a function, it is what `mapParallel` of readers takes in Java.
 *
 * @property rules the statements that change something, those of included files too, in order, as an unmodifiable list
 * @sample dev.marcato.edit.samples.editRecord
 */
public class Edits private constructor(
    private val text: String,
    @get:JvmName("rules") public val rules: List<EditRule>,
    private val statements: List<Statement>,
    /** Whether there are counters that go on from record to record, so that edits depend on the order of the records. */
    @get:JvmName("hasCounters") public val hasCounters: Boolean,
) : Function<Record, Edited> {
    /**
     * Edits a [record] by itself: counters begin at their first number. For counters that go on from record to record,
     * see [session].
     */
    override fun apply(record: Record): Edited = edit(record, Counters.NONE)

    /** Begins to edit the records of one input, in which counters go on from record to record. */
    public fun session(): EditSession = EditSession.of(this)

    @JvmSynthetic
    internal fun edit(record: Record, counters: Counters, row: Map<String, String>? = null): Edited {
        val editing = Editing(record, counters)
        editing.row = row
        statements.runAll(editing)
        return editing.result()
    }

    /** The text, without that of included files. */
    override fun toString(): String = text

    public companion object {
        /**
         * Parses a list of edits. It reads no files: see the other [parse], and [read].
         *
         * @param parameters values for the parameters that the text declares, in place of those that it gives
         * @throws EditException if [text] isn't one
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, parameters: Map<String, String> = emptyMap()): Edits =
            parse(text, EditOptions.builder().parameters(parameters).build())

        /**
         * Parses a list of edits.
         *
         * @throws EditException if [text] isn't one, or a file that it names isn't there or isn't what it should be
         */
        @JvmStatic
        public fun parse(text: String, options: EditOptions): Edits = parse(text, options, columns = null)

        @JvmSynthetic
        internal fun parse(text: String, options: EditOptions, columns: MutableSet<String>?): Edits {
            val parsed = EditParser(Sources(options.files), options.parameters, columns).parse(text, options.source)
            val rules = Collections.unmodifiableList(parsed.rules)
            return Edits(text, rules, parsed.statements, parsed.hasCounters)
        }

        /**
         * Reads a list of edits from a file in UTF-8. Names of files in it are relative to its folder.
         *
         * @throws EditException if it isn't one, or a file that it names isn't there or isn't what it should be
         * @throws IOException if the file can't be read
         */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun read(path: Path, options: EditOptions = EditOptions.DEFAULT): Edits = read(path, options, null)

        @JvmSynthetic
        internal fun read(path: Path, options: EditOptions, columns: MutableSet<String>?): Edits {
            val files = options.files ?: EditFiles.SYSTEM
            val source = options.source ?: "$path"
            val text = files.open("$path").use { input ->
                try {
                    Texts.decoded(source, Texts.read(source, input, Limits.EDITS))
                } catch (e: Sources.Failure) {
                    throw EditException.of(checkNotNull(e.message), source, 1, 1, "")
                }
            }
            return parse(text, options.toBuilder().source(source).files(files).build(), columns)
        }

        /**
         * The names of the recipes that come with this module, in alphabetical order; an unmodifiable list.
         * `docs/editing.md` says what they do. Edits include one by `include "marcato:rda"`.
         */
        @JvmStatic
        @get:JvmName("recipes")
        public val recipes: List<String> = Collections.unmodifiableList(Recipes.NAMES)

        /**
         * Returns the recipe with this [name].
         *
         * @param parameters values for the parameters that it declares, in place of those that it gives
         * @throws IllegalArgumentException if there is no such recipe
         */
        @JvmStatic
        @JvmOverloads
        public fun recipe(name: String, parameters: Map<String, String> = emptyMap()): Edits {
            val text = requireNotNull(Recipes.text(name)) { "There is no recipe \"$name\" among ${Recipes.NAMES}" }
            return parse(text, EditOptions.builder().source(Recipes.PREFIX + name).parameters(parameters).build())
        }

        /** Returns an empty builder. */
        @JvmStatic
        public fun builder(): EditsBuilder = EditsBuilder.create()
    }
}

/** Builds a list of edits: `Edits { remove("9XX") }`; see [EditsBuilder]. */
@JvmSynthetic
public fun Edits(options: EditOptions = EditOptions.DEFAULT, content: EditsBuilder.() -> Unit): Edits =
    Edits.builder().apply(content).build(options)
