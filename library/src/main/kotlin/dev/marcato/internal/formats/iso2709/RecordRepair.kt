// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.record.decodeText
import dev.marcato.internal.text.TextCodec

/**
 * Makes a record of a stretch of bytes that is no plain one: examines it fact by fact, takes what can be told from the
 * bytes themselves, notes down everything that is wrong, and finds out where the record ends.
 *
 * Nothing in here is a guess, and no content is changed: where two facts contradict each other the one that more bytes
 * speak for counts, and what cannot be told is not made up.
 *
 * @param bytes the stretch, which begins where a record may begin and ends where another one may
 * @param isAtEnd whether the input ends behind it
 * @param notes takes what is wrong
 * @param isOpen whether the stretch goes on after the bytes, and its end has not come
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

    /** The control number of the record. */
    var controlNumber: String? = null
        private set

    /** How many of the bytes belong to the record. */
    var length: Int = 0
        private set

    /** Why the bytes are no record, if they are none. */
    var damage: MarcProblem? = null
        private set

    /** Returns the parts of the record; null if the bytes are no record. */
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

    private fun none(damage: DamageReason): RepairedRecord? {
        this.damage = notes.damage(damage.code, damage.offset, damage.found, damage.expected)
        return null
    }
}
