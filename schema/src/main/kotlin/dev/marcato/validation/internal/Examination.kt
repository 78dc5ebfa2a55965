// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.FieldCursor
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.schema.Material
import dev.marcato.validation.Finding
import dev.marcato.validation.Rule

/**
 * A record that is being looked at, and what was found in it. Checks ask it about the record and report to it. One
 * thread at a time uses it, for one record after the other.
 */
internal class Examination(private val switches: Switches) {
    private val cursor = FieldCursor.create()
    private val other = FieldCursor.create()
    private val findings = ArrayList<Finding>()
    private var outcome: Outcome.Read? = null

    /** The record. */
    lateinit var record: Record
        private set

    /** The material of a bibliographic record; null for other records, and if leader/06 isn't a type. */
    var material: Material? = null
        private set

    /** The tag by which the current field is judged: of 880, the one that its $6 names. */
    var tag: String = ""
        private set

    /** The character of the leader at [position]. */
    fun leader(position: Int): Char = record.leader[position]

    /** Whether the record has a field with this [tag]; 880 counts as 880. */
    fun has(tag: String): Boolean = record.contains(tag)

    /** How many fields with this [tag] the record has. */
    fun count(tag: String): Int = record.fields(tag).size

    /**
     * The character of 008 at [position]; U+0000 if the record has none, or one of a wrong length, which is a finding
     * of its own.
     */
    fun general(position: Int): Char = record["008"]?.value?.takeIf { it.length == GENERAL }?.get(position) ?: '\u0000'

    /** Visits the fields of the record again, with a cursor that isn't that of the current field. */
    fun otherFields(): FieldCursor = other.also { it.reset(record) }

    /** Whether [rule] is looked at; for checks whose work is only worth doing for it. */
    fun isOn(rule: Rule): Boolean = switches.isOn(rule)

    /** Reports something about the record as a whole, or what is missing in it; [path] names it. */
    fun report(rule: Rule, path: String, found: String? = null, expected: String? = null) {
        TODO()
    }

    /** Reports something about the characters of the leader from [start] to [end], which is the last of them. */
    fun reportLeader(rule: Rule, start: Int, end: Int = start, expected: String? = null) {
        TODO()
    }

    /** Reports something about the field at [field]; if [found] is null, its beginning is what was found. */
    fun reportField(rule: Rule, field: FieldCursor, found: String? = null, expected: String? = null) {
        TODO()
    }

    /** Reports something about an indicator of the field at [field]. */
    fun reportIndicator(rule: Rule, field: FieldCursor, number: Int, expected: String? = null) {
        TODO()
    }

    /** Reports something about the current subfield of the field at [field]; its value is what was found. */
    fun reportSubfield(rule: Rule, field: FieldCursor, expected: String? = null) {
        TODO()
    }

    /**
     * Reports something about the characters from [start] to [end], which is the last of them, of the control field at
     * [field] or of its current subfield.
     */
    fun reportPositions(rule: Rule, field: FieldCursor, start: Int, end: Int, expected: String? = null) {
        TODO()
    }

    /** Reports that the field at [field] lacks a subfield with this [code]. */
    fun reportMissing(rule: Rule, field: FieldCursor, code: Char, expected: String? = null) {
        TODO()
    }

    private companion object {
        const val GENERAL = 40
    }
}
