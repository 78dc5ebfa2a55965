// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.text.TextCodec

/**
 * Makes a record of a stretch that isn't plain: examines each part, keeps what the bytes prove, notes every problem,
 * and finds where the record ends.
 *
 * Never guesses, and never changes content. If two facts contradict each other, the one that more bytes support counts.
 *
 * @param bytes the stretch, which begins where a record may begin and ends where another one may
 * @param isAtEnd whether the input ends after it
 * @param notes collects the problems
 * @param isOpen whether the stretch continues after the bytes, and its end is still missing
 */
internal class RecordRepair(
    private val bytes: ByteArray,
    private val isAtEnd: Boolean,
    private val options: ReadOptions,
    private val rules: TextRules,
    private val notes: ProblemNotes,
    private val isOpen: Boolean = false,
) {
    private val leader = LeaderExamination(bytes)

    var controlNumber: String? = null
        private set

    /** The number of bytes that belong to the record. */
    var length: Int = 0
        private set

    /** The reason, if the bytes aren't a record. */
    var damage: MarcProblem? = null
        private set

    /** Returns the parts of the record; null if the bytes aren't a record. */
    fun repair(): RepairedRecord? {
        if (bytes.size < LEADER_LENGTH) return none(leader.damageIfCutOff(isAtEnd))
        val directory = DirectoryExamination(bytes, leader.length, leader.claimedBase)
        if (!directory.isFound || !directory.isPlausible()) return none(leader.damage(isAtEnd, directory.isFound))
        val extent = ExtentExamination(bytes, leader, directory, isAtEnd, isOpen)
        extent.note(notes)
        leader.note(notes)
        directory.note(notes)
        FieldPlacement(bytes, directory.dataStart, extent.dataEnd, directory.entries, notes).place()
        val placed = directory.entries.filter { it.isPlaced }
        if (placed.isEmpty() && directory.entries.isNotEmpty()) return none(leader.damage(isAtEnd, hasDirectory = true))
        val text = rules.choose(leader.coding, bytes, directory.dataStart, extent.dataEnd) { declarationIn(placed) }
        val content = ContentCheck(bytes, text, options, notes)
        placed.forEach(content::check)
        controlNumber = placed.firstOrNull { it.tag == "001" }?.let { textOrNull(it, text.codec) }
        length = extent.length
        return RepairedRecord(bytes, leader, placed, length, text.codec)
    }

    /** Returns the text of a control field, unless part of it may be missing. */
    private fun textOrNull(field: DirectoryEntry, codec: TextCodec?): String? {
        val isWhole = field.to < bytes.size && bytes[field.to] == FIELD_TERMINATOR
        if (!isWhole) return null
        return codec?.decode(bytes, field.from, field.from, field.to)
            ?: decodeText(bytes, field.from, field.to, isAscii = false)
    }

    private fun declarationIn(fields: List<DirectoryEntry>): String? =
        fields.firstOrNull { it.tag == "100" }?.let { TextRules.declarationIn(bytes, it.from, it.to) }

    private fun none(damage: Fault): RepairedRecord? {
        this.damage = notes.damage(damage.code, damage.at, damage.found, damage.expected)
        return null
    }
}
