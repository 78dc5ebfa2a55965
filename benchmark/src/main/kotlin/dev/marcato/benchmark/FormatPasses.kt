// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.XmlParser
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import java.io.OutputStream
import org.marc4j.MarcJsonReader
import org.marc4j.MarcJsonWriter
import org.marc4j.MarcReader
import org.marc4j.MarcXmlReader
import org.marc4j.MarcXmlWriter
import org.marc4j.Mrk8StreamReader
import org.marc4j.Mrk8StreamWriter

/** Reads and writes the records of an ISO 2709 file in another [format], in memory, by Marcato and by marc4j. */
internal class FormatPasses(private val format: MarcFormat, iso: ByteArray) {
    private val reading = ReadOptions { format = this@FormatPasses.format }
    private val writing = WriteOptions { format = this@FormatPasses.format }
    private val ours: List<Record> = BlockingMarcReader.open(iso).use { it.iterator().asSequence().toList() }
    private val theirs = ArrayList<org.marc4j.marc.Record>().apply {
        forEachMarc4jRecord(iso.inputStream()) { add(it) }
    }
    private val bytes = BlockingMarcWriter.toByteArray(ours, writing)

    /** Reads with Marcato. */
    fun read(use: (Record) -> Unit): Long = read(reading, use)

    /** Reads with Marcato, which leaves XML to the platform's parser; other formats as [read] does. */
    fun readByPlatform(use: (Record) -> Unit): Long =
        read(reading.toBuilder().xmlParser(XmlParser.PLATFORM).build(), use)

    /** Reads with marc4j. */
    fun readMarc4j(use: (org.marc4j.marc.Record) -> Unit): Long {
        val reader = marc4jReader()
        var records = 0L
        while (reader.hasNext()) {
            use(reader.next())
            records++
        }
        return records
    }

    /** Writes with Marcato; the stream drops everything. */
    fun write(): Long {
        BlockingMarcWriter.open(OutputStream.nullOutputStream(), writing).use { it.writeAll(ours) }
        return ours.size.toLong()
    }

    /** Writes with marc4j; the stream drops everything. */
    fun writeMarc4j(): Long {
        val target = OutputStream.nullOutputStream()
        val writer = when (format) {
            MarcFormat.XML -> MarcXmlWriter(target, "UTF-8")
            MarcFormat.JSON_LINES -> MarcJsonWriter(target)
            else -> Mrk8StreamWriter(target)
        }
        theirs.forEach(writer::write)
        writer.close()
        return theirs.size.toLong()
    }

    private inline fun read(options: ReadOptions, use: (Record) -> Unit): Long {
        var records = 0L
        for (record in BlockingMarcReader.open(bytes, options)) {
            use(record)
            records++
        }
        return records
    }

    private fun marc4jReader(): MarcReader = when (format) {
        MarcFormat.XML -> MarcXmlReader(bytes.inputStream())

        // From a stream marc4j would read JSON in the character set of the platform.
        MarcFormat.JSON_LINES -> MarcJsonReader(bytes.inputStream().reader())

        else -> Mrk8StreamReader(bytes.inputStream())
    }
}
