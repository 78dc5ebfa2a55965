// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.io.InputStream
import java.io.OutputStream
import org.marc4j.MarcStreamReader
import org.marc4j.MarcStreamWriter
import org.marc4j.marc.DataField
import org.marc4j.marc.Record

/** Reads a file with marc4j, or its bytes. */
internal class Marc4jPasses(private val input: InputFile, private val isInMemory: Boolean) : Passes<Record>() {
    override fun forEach(action: (Record) -> Unit) {
        stream().use {
            val reader = MarcStreamReader(it)
            while (reader.hasNext()) action(reader.next())
        }
    }

    override fun rewrite(isEditing: Boolean): Long {
        val writer = MarcStreamWriter(OutputStream.nullOutputStream(), "UTF-8")
        var records = 0L
        forEach { record ->
            if (isEditing) (record.getVariableField("245") as? DataField)?.getSubfield('a')?.data = EDITED_TITLE
            writer.write(record)
            records++
        }
        writer.close()
        return records
    }

    private fun stream(): InputStream =
        if (isInMemory) input.bytes.inputStream() else input.path.toFile().inputStream().buffered(BUFFER_SIZE)

    override fun extractFields(record: Record, use: (String) -> Unit) {
        title(record)?.let(use)
        for (field in record.controlFields) use(field.data)
        for (field in record.dataFields) {
            val text = StringBuilder()
            for (subfield in field.subfields) {
                if (text.isNotEmpty()) text.append(' ')
                text.append(subfield.data)
            }
            use(text.toString())
        }
    }

    override fun extractSubfields(record: Record, use: (String) -> Unit) {
        title(record)?.let(use)
        for (field in record.controlFields) use(field.data)
        for (field in record.dataFields) for (subfield in field.subfields) use(subfield.data)
    }

    override fun addTo(sum: Check.Sum, record: Record) {
        sum.addRecord()
        for (field in record.controlFields) sum.addValue(field.tag, "", field.data)
        for (field in record.dataFields) {
            for (subfield in field.subfields) sum.addValue(field.tag, subfield.code.toString(), subfield.data)
        }
    }

    private fun title(record: Record): String? = (record.getVariableField("245") as? DataField)?.getSubfield('a')?.data

    private companion object {
        const val BUFFER_SIZE = 1 shl 20
    }
}
