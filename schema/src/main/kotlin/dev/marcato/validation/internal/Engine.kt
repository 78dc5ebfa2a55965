// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.Finding
import java.util.concurrent.atomic.AtomicReferenceArray

/** Validates records by a [schema], or by that of MARC 21 for their type if it is null. Shared by threads. */
internal class Engine(private val schema: MarcSchema?, private val switches: Switches) {
    init {
        schema?.let(::checkPatterns)
    }

    private val given = schema?.let { Tables(it, switches) }
    private val bibliographic by lazy { Tables(MarcSchema.BIBLIOGRAPHIC, switches) }
    private val authority by lazy { Tables(MarcSchema.AUTHORITY, switches) }
    private val holdings by lazy { Tables(MarcSchema.HOLDINGS, switches) }

    // Those that no thread uses at the moment: making one for each record would cost more than the record.
    private val idle = AtomicReferenceArray<Examination>(MOST_IDLE)

    fun validate(record: Record, outcome: Outcome.Read?): List<Finding> {
        val examination = take()
        val tables = tablesFor(record)
        examination.begin(record, outcome, tables ?: bibliographic)
        if (tables == null) {
            examination.reportLeader(SchemaRules.formatWithoutSchema, TYPE)
        } else if (switches.isOn(Options.INVALID_RECORD)) {
            RecordWalk(examination).walk()
        }
        return examination.end().also { giveBack(examination) }
    }

    private fun tablesFor(record: Record): Tables? = given ?: when (record.leaderAt(TYPE)) {
        'z' -> authority
        'u', 'v', 'x', 'y' -> holdings
        'q', 'w' -> null
        else -> bibliographic
    }

    private fun take(): Examination {
        for (index in 0 until MOST_IDLE) idle.getAndSet(index, null)?.let { return it }
        return Examination(switches)
    }

    private fun giveBack(examination: Examination) {
        for (index in 0 until MOST_IDLE) if (idle.compareAndSet(index, null, examination)) return
    }

    private companion object {
        const val TYPE = 6
        const val MOST_IDLE = 16
    }
}
