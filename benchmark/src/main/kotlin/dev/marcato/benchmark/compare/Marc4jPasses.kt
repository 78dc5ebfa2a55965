// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.io.BufferedInputStream
import java.io.OutputStream
import org.marc4j.MarcStreamReader
import org.marc4j.MarcStreamWriter
import org.marc4j.marc.DataField
import org.marc4j.marc.Record

/** Reads a file with marc4j. */
internal class Marc4jPasses(private val input: InputFile) : Passes<Record>() {
    override fun frame(): Long = throw UnsupportedOperationException("marc4j cannot be asked for frames alone")

    override fun forEach(action: (Record) -> Unit) {
        BufferedInputStream(input.path.toFile().inputStream(), BUFFER_SIZE).use {
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

    override fun extract(record: Record, use: (String) -> Unit) {
        (record.getVariableField("245") as? DataField)?.getSubfield('a')?.let { use(it.data) }
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

    private companion object {
        const val BUFFER_SIZE = 1 shl 20
    }
}
