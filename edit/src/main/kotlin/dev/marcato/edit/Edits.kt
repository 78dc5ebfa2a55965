// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Record
import dev.marcato.edit.internal.EditParser
import dev.marcato.edit.internal.Editing
import dev.marcato.edit.internal.Statement
import dev.marcato.edit.internal.runAll
import java.util.Collections

/**
 * A list of edits: what is to be changed in records, as text that anybody can read. `docs/editing.md` describes the
 * language.
 *
 * Fields that no rule touches keep their bytes, and so does a record that no rule changes. Immutable and safe to share
 * between threads.
 *
 * @property rules the statements that change something, in order, as an unmodifiable list
 */
public class Edits private constructor(
    private val text: String,
    @get:JvmName("rules") public val rules: List<EditRule>,
    private val statements: List<Statement>,
) {
    /** Edits a [record]. */
    public fun apply(record: Record): Edited {
        val editing = Editing(record)
        statements.runAll(editing)
        return editing.result()
    }

    /** The text. */
    override fun toString(): String = text

    public companion object {
        /**
         * Parses a list of edits.
         *
         * @param parameters values for the parameters that the text declares, in place of those that it gives
         * @throws EditException if [text] isn't one
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, parameters: Map<String, String> = emptyMap()): Edits {
            val parsed = EditParser(text, null, parameters).parse()
            return Edits(text, Collections.unmodifiableList(parsed.rules), parsed.statements)
        }
    }
}
