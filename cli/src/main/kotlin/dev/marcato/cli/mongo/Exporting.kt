// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.client.model.Filters
import com.mongodb.client.model.Sorts
import dev.marcato.Record
import dev.marcato.WriteReport
import dev.marcato.cli.console.ProgressLine
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.reading.configuredThreads
import dev.marcato.cli.reading.limitFailure
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.RecordTarget
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.FindOptions
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.RecordQueries
import dev.marcato.path.MarcCondition
import dev.marcato.path.PathLimitException
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import org.bson.conversions.Bson

/** One run of `mongo export`. */
internal class Exporting(private val command: MongoExport) {
    private val console = command.console
    private val failures = ServerFailures(console, command.common)
    private val progress = ProgressLine(console, console.isErrorTerminal && !command.common.isQuiet, size = null)
    private val condition = command.condition
    private val isFilteredHere = command.isFilteredHere
    private val missing = LinkedHashSet(command.ids)
    private val bridgeOptions = BridgeOptions { encoders = encodersFor(configuredThreads()) }
    private var found = 0L

    fun run(): Int {
        val limit = command.limit
        if (limit != null && limit < 1) throw usageFailure("--limit is at least 1, not $limit")
        val carried = Carried(console, command.common.isQuiet, { "the collection" })
        val out = RecordTarget.of(console, command.interruption, command.output.destination, emptyList(), carried) {
            onProgress { done -> progress.update(done.records, done.bytes) }
        }
        val report = try {
            failures.explained {
                Target.open(console, command.target, bridgeOptions).use { target ->
                    command.interruption.guard { export(target, out) }
                }
            }
        } finally {
            progress.clear()
        }
        carried.add(report)
        carried.report()
        return ExitCode.graver(reportMissing(), carried.exitCode)
    }

    private suspend fun export(target: Target, out: RecordTarget): WriteReport {
        val filter = filter(target)
        val bridge = MongoBridge.of(target.collection, RecordDocuments.DEFAULT, bridgeOptions)
        val options = FindOptions {
            sort = Sorts.ascending("_id")
            limit = command.limit?.takeIf { !isFilteredHere } ?: 0
        }
        var records = bridge.find(filter, options)
        if (isFilteredHere && condition != null) {
            records = records.filter { holds(condition, it) }
            command.limit?.let { records = records.take(it) }
        }
        return out.writeAll(records.onEach(::see))
    }

    private fun holds(condition: MarcCondition, record: Record): Boolean = try {
        condition.test(record)
    } catch (e: PathLimitException) {
        throw limitFailure("record with 001 ${record.controlNumber}", e)
    }

    private fun see(record: Record) {
        found++
        if (missing.isEmpty()) return
        val number = record.controlNumber
        missing.remove(number)
        missing.remove("${record.fields("003").firstOrNull()?.value}:$number")
    }

    private suspend fun filter(target: Target): Bson {
        val filters = ArrayList<Bson>()
        if (command.ids.isNotEmpty()) filters.add(Filters.`in`("_id", command.ids))
        command.since?.let { time ->
            try {
                filters.add(RecordDocuments.DEFAULT.queries.changedSince(time))
            } catch (e: IllegalArgumentException) {
                throw usageFailure("--since: ${e.message}")
            }
        }
        if (condition != null) {
            val documents = recordDocuments(command.shape ?: shapeIn(target), command.searchKeys)
            filters.add(found(condition, documents.queries))
        }
        return when (filters.size) {
            0 -> Filters.empty()
            1 -> filters.single()
            else -> Filters.and(filters)
        }
    }

    private fun found(condition: MarcCondition, queries: RecordQueries): Bson = try {
        if (isFilteredHere) queries.atLeast(condition) else queries.where(condition)
    } catch (e: IllegalArgumentException) {
        throw usageFailure("--where: ${e.message}", "--filter-here reads more records, and looks at them here")
    }

    /** Returns the shape of the first document: a collection has records of one shape. */
    private suspend fun shapeIn(target: Target): ShapeChoice {
        val first = target.collection.find().limit(1).firstOrNull()
        return when {
            first == null || "f" in first -> ShapeChoice.COMPACT
            "fields" in first -> ShapeChoice.JSON
            else -> ShapeChoice.ISO2709
        }
    }

    private fun reportMissing(): Int {
        val isIncomplete = missing.isNotEmpty() && command.limit == null && condition == null && command.since == null
        when {
            isIncomplete -> command.note("no record has the key ${missing.joinToString()}")
            found == 0L -> command.note("there is no such record in the collection")
            else -> command.note("${count(found, "record was", "records were")} written")
        }
        return if (isIncomplete || found == 0L) ExitCode.FOUND else ExitCode.DONE
    }
}
