// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.file.IdentifierFinder
import dev.marcato.validation.internal.file.IdentifierRules
import dev.marcato.validation.internal.file.IdentifierTable
import dev.marcato.validation.internal.file.StandardNumbers
import java.util.Collections

/**
 * Looks for identifiers that several records of a file have: the control number (001, with 003), the number of the
 * Library of Congress (010 $a) and the ISBN (020 $a), in their normal forms. An ISBN with a wrong check digit isn't
 * compared. Each finding is about the later record and
 * names the first one by its index. If two records have several identifiers in common, the first of these is reported.
 *
 * Records are added in their order. Several threads may each add the records of a part of the file to a [Part]; the
 * parts are then added in their order, by one thread, with the same findings.
 *
 * An identifier takes up to 24 bytes; about 48 MB for the [DEFAULT_LIMIT] of them. When there are more, further ones
 * are compared with those before, but aren't remembered; see [incompleteFrom]. Not thread-safe.
 */
public class RepeatedIdentifiers private constructor(private val profile: Profile, limit: Int) {
    private val table = IdentifierTable(limit)
    private val single = Part(profile)
    private var records = 0

    // The record that was compared last, and the earlier ones that findings about it named: one finding for each.
    private var current = IdentifierTable.NONE
    private val named = ArrayList<Int>()

    /** The index of the first record whose identifiers weren't all remembered, since there were too many; else null. */
    @get:JvmName("incompleteFrom")
    public var incompleteFrom: Long? = null
        private set

    /** Adds a record that was read, and returns what is wrong; an unmodifiable list. */
    public fun add(read: Outcome.Read): List<Finding> = addSingle(read.record, read.byteOffset)

    /** Adds a [record], and returns what is wrong; an unmodifiable list. */
    public fun add(record: Record): List<Finding> = addSingle(record, UNKNOWN)

    /** Adds all records of a [part] that comes after those that were added before, and returns what is wrong. */
    public fun add(part: Part): List<Finding> {
        val findings = ArrayList<Finding>()
        part.forEach { record, kind, occurrence, value ->
            compare(records + record, kind, value)?.let { first ->
                val place = Place(kind, occurrence, value, part.numberOf(record))
                findings += findingOf(place, records + record, first, part.offsetOf(record))
            }
        }
        records += part.size
        return Collections.unmodifiableList(findings)
    }

    /** Returns a part, to which one thread adds records. */
    public fun newPart(): Part = Part(profile)

    private fun addSingle(record: Record, byteOffset: Long): List<Finding> {
        single.clear()
        single.add(record, byteOffset, isKept = false)
        var findings: ArrayList<Finding>? = null
        single.forEach { _, kind, occurrence, value ->
            compare(records, kind, value)?.let { first ->
                val place = Place(kind, occurrence, value, record.controlNumber)
                findings = (findings ?: ArrayList()).also { it += findingOf(place, records, first, byteOffset) }
            }
        }
        records++
        return findings?.let { Collections.unmodifiableList(it) } ?: emptyList()
    }

    /** The record before [record] that has the identifier, if there is one. */
    private fun compare(record: Int, kind: Int, value: Long): Int? {
        if (table.isFull && incompleteFrom == null) incompleteFrom = record.toLong()
        val first = table.firstOf(mixed(value * KINDS + kind), record)
        if (first == IdentifierTable.NONE || first == record) return null
        if (current != record) named.clear()
        current = record
        return if (first in named) null else first.also { named += it }
    }

    private class Place(val kind: Int, val occurrence: Int, val value: Long, val controlNumber: String?)

    private fun findingOf(place: Place, record: Int, first: Int, byteOffset: Long): Finding {
        val rule = IdentifierRules.all[place.kind]
        val tag = TAGS[place.kind]
        return Finding.of(
            rule = rule,
            severity = checkNotNull(profile.switches.severityOf(rule)),
            path = if (place.kind == IdentifierRules.CONTROL) "001[0]" else "$tag[${place.occurrence}]\$a[0]",
            tag = tag,
            recordIndex = record.toLong(),
            byteOffset = byteOffset.takeIf { it != UNKNOWN },
            controlNumber = place.controlNumber,
            found = when (place.kind) {
                IdentifierRules.LCCN -> StandardNumbers.lccn(place.value)
                IdentifierRules.ISBN -> StandardNumbers.isbn(place.value)
                else -> place.controlNumber
            },
            expected = "a number that no other record has; record $first has it, too",
            label = MarcSchema.BIBLIOGRAPHIC.field(tag)?.label,
        )
    }

    /** The identifiers of the records of a part of a file, for [RepeatedIdentifiers.add]. Not thread-safe. */
    public class Part internal constructor(private val profile: Profile) {
        private val finder = IdentifierFinder()
        private val isOn = IdentifierRules.all.map { profile.switches.isOn(it) }
        private var values = LongArray(FEW)
        private var places = LongArray(FEW)
        private var count = 0
        private var offsets = LongArray(FEW)
        private var numbers = arrayOfNulls<String>(FEW)

        /** The number of records. */
        @get:JvmName("size")
        public var size: Int = 0
            private set

        /** Adds a record that was read. */
        public fun add(read: Outcome.Read) {
            add(read.record, read.byteOffset, isKept = true)
        }

        /** Adds a [record]. */
        public fun add(record: Record) {
            add(record, UNKNOWN, isKept = true)
        }

        @JvmSynthetic
        internal fun add(record: Record, byteOffset: Long, isKept: Boolean) {
            if (size == offsets.size) {
                offsets = offsets.copyOf(size * 2)
                numbers = numbers.copyOf(size * 2)
            }
            offsets[size] = byteOffset
            if (isKept) numbers[size] = record.controlNumber
            finder.find(record, ::take)
            size++
        }

        private fun take(kind: Int, occurrence: Int, value: Long) {
            if (!isOn[kind]) return
            if (count == values.size) {
                values = values.copyOf(count * 2)
                places = places.copyOf(count * 2)
            }
            values[count] = value
            places[count++] = (size.toLong() shl Int.SIZE_BITS) or (occurrence.toLong() * KINDS + kind)
        }

        @JvmSynthetic
        internal fun clear() {
            size = 0
            count = 0
        }

        @JvmSynthetic
        internal fun numberOf(record: Int): String? = numbers[record]

        @JvmSynthetic
        internal fun offsetOf(record: Int): Long = offsets[record]

        @JvmSynthetic
        internal inline fun forEach(action: (record: Int, kind: Int, occurrence: Int, value: Long) -> Unit) {
            for (index in 0 until count) {
                val place = places[index].toInt()
                action((places[index] ushr Int.SIZE_BITS).toInt(), place % KINDS, place / KINDS, values[index])
            }
        }

        private companion object {
            const val FEW = 16
        }
    }

    public companion object {
        /** How many identifiers are remembered if nothing else is said. */
        public const val DEFAULT_LIMIT: Int = 2_000_000

        private const val UNKNOWN = -1L
        private const val KINDS = 4
        private val TAGS = listOf("001", "010", "020")

        /**
         * Returns an object that no record was added to.
         *
         * @throws IllegalArgumentException if the limit isn't positive
         */
        @JvmStatic
        @JvmOverloads
        public fun of(profile: Profile = Profile.DEFAULT, limit: Int = DEFAULT_LIMIT): RepeatedIdentifiers {
            require(limit > 0) { "limit is at least 1, not $limit" }
            return RepeatedIdentifiers(profile, limit)
        }

        // The bits of values are spread, so that both ends of the hash are different.
        private fun mixed(value: Long): Long {
            val first = (value xor (value ushr 30)) * -0x40a7b892e31b1a47L
            val second = (first xor (first ushr 27)) * -0x6b2fb644ecceee15L
            return second xor (second ushr 31)
        }
    }
}
