// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.MarcFormat
import dev.marcato.Oversize
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.count
import java.nio.file.Path

/**
 * The file for records that the output refused. It gets their bytes as they were read. A record that was read from
 * another format has none and is written in ISO 2709, which can hold any record. The first record creates the file.
 */
internal class Rejects(
    private val path: Path,
    private val mayReplace: Boolean,
    private val interruption: Interruption,
) : AutoCloseable {
    private class Target(val file: CheckedFile, val writer: BlockingMarcWriter)

    private var target: Target? = null
    private var records = 0L
    private var damages = 0L

    /** The number of records and damaged stretches in it. */
    val count: Long get() = records + damages

    fun add(record: Record) {
        val target = target()
        records++
        val raw = record.rawBytes
        if (raw == null) {
            target.writer.write(record)
            target.writer.flush()
        } else {
            target.file.stream.write(raw)
            if (raw.last() != RECORD_TERMINATOR) target.file.stream.write(RECORD_TERMINATOR.toInt())
        }
    }

    /** Adds the bytes of a damaged stretch. */
    fun add(damage: ByteArray) {
        target().file.stream.write(damage)
        damages++
    }

    /** Says how much is in the file. */
    fun summary(): String {
        val parts = listOfNotNull(
            count(records, "record").takeIf { records > 0 },
            count(damages, "damaged stretch", "damaged stretches").takeIf { damages > 0 },
        )
        return "${parts.joinToString(" and ")} ${if (count == 1L) "is" else "are"} in $path instead"
    }

    fun complete() {
        val target = target ?: return
        target.writer.commit()
        target.file.complete()
    }

    override fun close() {
        target?.file?.close()
    }

    private fun target(): Target = target ?: open().also { target = it }

    private fun open(): Target {
        val file = CheckedFile.open(path, mayReplace, interruption)
        val options = WriteOptions {
            format = MarcFormat.ISO_2709
            oversize = Oversize.ALL_NINES
        }
        return Target(file, BlockingMarcWriter.open(file.stream, options))
    }

    private companion object {
        const val RECORD_TERMINATOR: Byte = 0x1D
    }
}
