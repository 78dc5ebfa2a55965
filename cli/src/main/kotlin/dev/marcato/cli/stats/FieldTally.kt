// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

/** Counts the fields with one tag and their subfields, and the records that have them. */
internal class FieldTally(val tag: String, standard: Standard) {
    /** The bits that such a field sets; see [Completeness.bit]. */
    val completeness = Completeness.bitsOf(tag, standard)
    var count = 0L
        private set
    var records = 0L
        private set
    private var lastRecord = -1L

    // By code. A code that is missing or isn't ASCII is counted under 0.
    private val codeCounts = LongArray(CODES)
    private val codeRecords = LongArray(CODES)
    private val codeLastRecord = LongArray(CODES) { -1 }

    fun addField(recordNumber: Long) {
        count++
        if (lastRecord == recordNumber) return
        lastRecord = recordNumber
        records++
    }

    fun addSubfield(code: Int, recordNumber: Long) {
        val index = if (code in 0 until CODES) code else 0
        codeCounts[index]++
        if (codeLastRecord[index] == recordNumber) return
        codeLastRecord[index] = recordNumber
        codeRecords[index]++
    }

    /** Adds the counts of other records. */
    fun add(other: FieldTally) {
        count += other.count
        records += other.records
        for (code in 0 until CODES) {
            codeCounts[code] += other.codeCounts[code]
            codeRecords[code] += other.codeRecords[code]
        }
    }

    fun subfields(): List<Share> = (0 until CODES).filter { codeCounts[it] > 0 }.map { code ->
        Share(if (code == 0) "?" else "${code.toChar()}", codeCounts[code], codeRecords[code])
    }

    private companion object {
        const val CODES = 128
    }
}

/** The tallies of all tags, found by the tag as a number, which nearly all are. */
internal class FieldTallies(private val standard: Standard) {
    private val numeric = arrayOfNulls<FieldTally>(1000)
    private val others = HashMap<String, FieldTally>()

    fun of(tag: String): FieldTally {
        val hundreds = tag[0] - '0'
        val tens = tag[1] - '0'
        val ones = tag[2] - '0'
        if (hundreds !in 0..9 || tens !in 0..9 || ones !in 0..9) {
            return others.getOrPut(tag) { FieldTally(tag, standard) }
        }
        val index = hundreds * 100 + tens * 10 + ones
        return numeric[index] ?: FieldTally(tag, standard).also { numeric[index] = it }
    }

    fun add(other: FieldTallies) {
        for (tally in other.all()) of(tally.tag).add(tally)
    }

    fun all(): List<FieldTally> = (numeric.filterNotNull() + others.values).sortedBy { it.tag }
}
