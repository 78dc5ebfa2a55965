// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.MarcCursor
import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.writeTo
import java.io.OutputStream
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking
import kotlinx.io.asSource
import kotlinx.io.buffered

/** Reads a file with Marcato, the way that [subject] says. */
internal class MarcatoPasses(private val subject: Subject, private val input: InputFile) : Passes<Record>() {
    override fun forEach(action: (Record) -> Unit) {
        val path = input.path
        when (subject) {
            Subject.MARCATO_PATH -> iterate(BlockingMarcReader.open(path), action)

            Subject.MARCATO_BYTES -> iterate(BlockingMarcReader.open(input.bytes), action)

            Subject.MARCATO_PATH_LENIENT -> iterate(BlockingMarcReader.open(path, LENIENT), action)

            Subject.MARCATO_BYTES_LENIENT -> iterate(BlockingMarcReader.open(input.bytes, LENIENT), action)

            Subject.MARCATO_INPUT_STREAM ->
                path.toFile().inputStream().use { iterate(BlockingMarcReader.open(it), action) }

            Subject.MARCATO_SOURCE ->
                path.toFile().inputStream().asSource().buffered().use { iterate(BlockingMarcReader.open(it), action) }

            Subject.MARCATO_READ_BATCH -> readInBatches(BlockingMarcReader.open(path), action)

            Subject.MARCATO_FLOW_PATH -> collect(MarcReader.open(path), action)

            Subject.MARCATO_FLOW_BYTES -> collect(MarcReader.open(input.bytes), action)

            Subject.MARCATO_CURSOR -> runBlocking { MarcReader.open(path).cursor().use { next(it, action) } }

            Subject.MARCATO_CURSOR_BATCH ->
                runBlocking { MarcReader.open(path).cursor().use { nextInBatches(it, action) } }

            else -> throw IllegalArgumentException("$subject is not Marcato")
        }
    }

    override fun rewrite(isEditing: Boolean): Long {
        val target = OutputStream.nullOutputStream()
        if (subject == Subject.MARCATO_FLOW_PATH || subject == Subject.MARCATO_FLOW_BYTES) {
            val isPath = subject == Subject.MARCATO_FLOW_PATH
            val records = (if (isPath) MarcReader.open(input.path) else MarcReader.open(input.bytes)).records()
            return runBlocking { (if (isEditing) records.map(::edited) else records).writeTo(target).records }
        }
        val writer = BlockingMarcWriter.open(target)
        writer.use { forEach { record -> it.write(if (isEditing) edited(record) else record) } }
        return writer.report.records
    }

    override fun extractFields(record: Record, use: (String) -> Unit) {
        record["245"]?.get('a')?.let(use)
        for (field in record.fields) use(field.value)
    }

    override fun extractSubfields(record: Record, use: (String) -> Unit) {
        record["245"]?.get('a')?.let(use)
        for (field in record.fields) {
            when (field) {
                is ControlField -> use(field.value)
                is DataField -> for (subfield in field.subfields) use(subfield.value)
            }
        }
    }

    override fun addTo(sum: Check.Sum, record: Record) {
        sum.addRecord()
        for (field in record.fields) {
            when (field) {
                is ControlField -> sum.addValue(field.tag, "", field.value)
                is DataField -> field.subfields.forEach { sum.addValue(field.tag, it.code.toString(), it.value) }
            }
        }
    }

    private fun edited(record: Record): Record = record.edit { editFields("245") { set('a', EDITED_TITLE) } }

    private fun iterate(reader: BlockingMarcReader, action: (Record) -> Unit) {
        reader.use { for (record in it) action(record) }
    }

    private fun readInBatches(reader: BlockingMarcReader, action: (Record) -> Unit) {
        reader.use {
            while (true) {
                val batch = it.readBatch()
                if (batch.isEmpty()) break
                batch.forEach(action)
            }
        }
    }

    private fun collect(reader: MarcReader, action: (Record) -> Unit) {
        runBlocking { reader.records().collect { action(it) } }
    }

    private suspend fun next(cursor: MarcCursor<Record>, action: (Record) -> Unit) {
        while (true) action(cursor.next() ?: break)
    }

    private suspend fun nextInBatches(cursor: MarcCursor<Record>, action: (Record) -> Unit) {
        while (true) {
            val batch = cursor.readBatch()
            if (batch.isEmpty()) break
            batch.forEach(action)
        }
    }

    private companion object {
        val LENIENT = ReadOptions { strictness = Strictness.LENIENT }
    }
}
