// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.cli.views.endLine
import dev.marcato.cli.views.jsonTo
import dev.marcato.cli.writing.TextFile
import dev.marcato.edit.EditRule

/**
 * Writes what edits did, a JSON object in each line: a change with the field before and after, a record that was
 * dropped, or a rule that couldn't be done on a record.
 */
internal class ChangeReport(private val file: TextFile) : AutoCloseable {
    private val json = jsonTo(file.out)

    /** Adds what happened to a record, with its [number] in the file [name]. */
    fun add(name: String, number: Long, edit: NumberedEdit) {
        val id = edit.edited.original.controlNumber?.trim()
        fun line(rule: EditRule, write: JsonGenerator.() -> Unit) {
            json.writeStartObject()
            json.writeStringField("file", name)
            json.writeNumberField("record", number)
            json.writeStringField("id", id)
            json.writeNumberField("line", rule.line)
            rule.source?.let { json.writeStringField("rules", it) }
            json.writeStringField("rule", rule.text)
            json.write()
            json.endLine()
        }
        for (change in edit.edited.changes) {
            line(change.rule) {
                writeStringField("path", change.path)
                writeStringField("before", change.before)
                writeStringField("after", change.after)
            }
        }
        edit.edited.droppedBy?.let { line(it) { writeBooleanField("dropped", true) } }
        for (problem in edit.edited.problems) {
            line(problem.rule) {
                writeStringField("path", problem.path)
                writeStringField(if (problem.isWarning) "warning" else "problem", problem.reason)
            }
        }
    }

    fun complete() {
        json.flush()
        file.complete()
    }

    override fun close() {
        file.close()
    }
}
