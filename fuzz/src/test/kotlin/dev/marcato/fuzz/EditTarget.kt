// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcException
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.edit.EditException
import dev.marcato.edit.EditSummary
import dev.marcato.edit.Edited
import dev.marcato.edit.Edits
import dev.marcato.edit.Undo
import dev.marcato.edit.UndoWriter
import java.io.ByteArrayOutputStream

/** Text up to an empty line is a list of edits or isn't; what follows is read as records. */
internal fun checkEdits(data: ByteArray) {
    val input = FuzzInput(data)
    val content = input.content
    val isEnd = { index: Int -> content[index] == LINE_END && content[index + 1] == LINE_END }
    val end = (0 until content.size - 1).firstOrNull(isEnd) ?: content.size
    val edits = parsed(String(content, 0, end, Charsets.UTF_8)) ?: return
    val rest = content.copyOfRange(minOf(end + 2, content.size), content.size)
    val records = if (isGzip(rest)) emptyList() else recordsOf(rest, input)
    val session = edits.session()
    val summary = EditSummary.of(edits)
    val edited = records.map { session.counted(edits.apply(it)) }
    edited.forEach { one ->
        checkEdited(one)
        summary.add(one)
    }
    expect(summary.changed == edited.count { it.isChanged }.toLong()) { "The summary counts $summary" }
    checkUndo(edited)
}

private const val LINE_END = '\n'.code.toByte()

private fun parsed(text: String): Edits? {
    val edits = try {
        Edits.parse(text)
    } catch (e: EditException) {
        val line = text.split('\n').getOrNull(e.line - 1)?.removeSuffix("\r")
        expect(line == e.lineText && e.column in 1..e.lineText.length + 1) { "A mistake nowhere: ${e.message}" }
        expect(e.reason.isNotBlank()) { "A mistake without a reason: ${e.message}" }
        expect(e.picture.count { it == '\n' } == 1) { "A picture of other than two lines: ${e.message}" }
        return null
    }
    val again = Edits.parse("$edits")
    expect(again.rules.map { "$it" } == edits.rules.map { "$it" }) { "Edits print as $edits" }
    return edits
}

private fun checkEdited(edited: Edited) {
    val isSame = edited.record === edited.original
    expect(edited.isChanged != isSame) { "A record is changed or not: $edited" }
    expect(!isSame || edited.changes.isEmpty()) { "A record that is the same was changed: $edited" }
    expect(edited.isDropped == (edited.record == null)) { "A record is dropped or not: $edited" }
    expect(edited.isDropped || isSame || edited.changes.isNotEmpty()) { "A change without an account" }
    expect(isSame || edited.record != edited.original) { "A change that is none: $edited" }
    for (change in edited.changes) expect("$change".isNotBlank()) { "A change without a text" }
    for (problem in edited.problems) expect(problem.reason.isNotBlank()) { "A problem without a reason" }
}

private fun checkUndo(edited: List<Edited>) {
    val old = ByteArrayOutputStream()
    val new = ByteArrayOutputStream()
    val undo = ByteArrayOutputStream()
    UndoWriter.to(undo).use { writer ->
        for (one in edited) {
            val before = bytesOf(one.original) ?: continue
            val after = one.record?.let { bytesOf(it) ?: return@use } ?: ByteArray(0)
            old.write(before)
            new.write(after)
            writer.changed(before, after)
        }
    }
    val reverted = ByteArrayOutputStream()
    Undo.revert(new.toByteArray().inputStream(), undo.toByteArray().inputStream(), reverted)
    expect(reverted.toByteArray().contentEquals(old.toByteArray())) { "What was edited doesn't come back" }
}

/** Null if it can't be written, which the writer says. */
private fun bytesOf(record: Record): ByteArray? = try {
    record.toBytes(WRITING)
} catch (_: MarcException) {
    null
}

private val WRITING = WriteOptions.builder().onReplaced { _, _ -> }.build()
