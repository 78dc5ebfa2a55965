// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.ControlField
import dev.marcato.Leader
import dev.marcato.Record
import java.io.IOException
import java.nio.file.Path
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.util.Collections

/**
 * Makes records of the rows of a table: edits in which `{column Title}` is a cell, and which begin with a record that has
 * only [Leader.BOOK] and an 008 that says nothing but the date. `docs/editing.md` describes the language.
 *
 * Immutable and safe to share between threads.
 *
 * @property edits the edits
 * @property columns the names of the columns that they need, in the order in which they name them, as an unmodifiable
 * list
 * @sample dev.marcato.edit.samples.buildFromTable
 */
public class TableMap private constructor(
    @get:JvmName("edits") public val edits: Edits,
    @get:JvmName("columns") public val columns: List<String>,
) {
    private val start = Record.builder().leader(Leader.BOOK).add(ControlField.of("008", nothingKnown())).build()

    /**
     * Makes a record of the cells of a [row] by the names of their columns; a cell that isn't there counts as empty.
     *
     * @param session a session of the [edits], in which counters go on from row to row
     */
    @JvmOverloads
    public fun build(row: Map<String, String>, session: EditSession = edits.session()): Edited =
        session.apply(start, row)

    /** The text of the edits. */
    override fun toString(): String = "$edits"

    public companion object {
        private const val FILL = 33

        /**
         * Parses such edits. Without files among the [options], it reads none.
         *
         * @throws EditException if [text] isn't one
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, options: EditOptions = EditOptions.DEFAULT): TableMap =
            of { Edits.parse(text, options, it) }

        /**
         * Reads such edits from a file in UTF-8.
         *
         * @throws EditException if it isn't one
         * @throws IOException if the file can't be read
         */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun read(path: Path, options: EditOptions = EditOptions.DEFAULT): TableMap =
            of { Edits.read(path, options, it) }

        private inline fun of(parse: (MutableSet<String>) -> Edits): TableMap {
            val columns = LinkedHashSet<String>()
            val edits = parse(columns)
            return TableMap(edits, Collections.unmodifiableList(columns.toList()))
        }

        /** The date, an unknown kind of date, and fill characters, which say that nobody tried to find out more. */
        private fun nothingKnown(): String =
            LocalDate.now().format(DateTimeFormatter.ofPattern("yyMMdd")) + "n" + "|".repeat(FILL)
    }
}
