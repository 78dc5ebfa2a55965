// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import java.nio.channels.FileChannel
import java.nio.file.Path

/** What the library does, beside what it was decided not to do; `docs/speed.md` has the figures. */
internal class Decisions(private val path: Path, private val records: List<Record>) {
    private val interned = HashMap<String, String>()

    // Kept, so that the compiler cannot find out that nobody wants it.
    @Volatile
    private var last: Any? = null

    /** Reads a file that the system maps into memory. */
    fun mapped(): Long = FileChannel.open(path).use { channel ->
        read(BlockingMarcReader.open(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())))
    }

    /** Reads the file chunk by chunk, as the library does. */
    fun byChannel(): Long = read(BlockingMarcReader.open(path))

    /** Looks up the fields of a title, a name, a number and subjects, as the library does. */
    fun lookUps(): Long = each { record -> for (tag in LOOKED_UP) last = record[tag] }

    /** The same, in a map that is made for each record. */
    fun cachedLookUps(): Long = each { record ->
        val byTag = HashMap<String, Field>()
        for (field in record.fields) byTag.putIfAbsent(field.tag, field)
        for (tag in LOOKED_UP) last = byTag[tag]
    }

    /** Asks for all tags. */
    fun tags(): Long = each { record -> for (field in record.fields) last = field.tag }

    /** The same, and keeps one string of those that are equal. */
    fun internedTags(): Long = each { record -> for (field in record.fields) last = intern(field.tag) }

    /** Asks for the values of all subfields. */
    fun values(): Long = each { record -> eachValue(record) { last = it } }

    /** The same, and keeps one string of those that are equal. */
    fun internedValues(): Long = each { record -> eachValue(record) { last = intern(it) } }

    private fun intern(text: String): String = interned.getOrPut(text) { text }

    private inline fun eachValue(record: Record, use: (String) -> Unit) {
        for (field in record.fields) if (field is DataField) for (subfield in field.subfields) use(subfield.value)
    }

    private inline fun each(use: (Record) -> Unit): Long {
        for (record in records) use(record)
        return records.size.toLong()
    }

    private fun read(reader: BlockingMarcReader): Long = reader.use {
        var records = 0L
        for (record in it) {
            last = record
            records++
        }
        records
    }

    private companion object {
        val LOOKED_UP = listOf("001", "008", "100", "245", "650", "856")
    }
}
