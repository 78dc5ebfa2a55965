// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcFormat
import dev.marcato.Oversize
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import java.nio.file.Path

/**
 * The file that takes the records which the output could not: in ISO 2709 as the bytes that they were read from, where
 * there are any, so that nothing of them is lost or repaired. The file is made when the first record comes.
 */
internal class Rejects(
    private val path: Path,
    private val mayReplace: Boolean,
    private val format: MarcFormat,
    private val interruption: Interruption,
) : AutoCloseable {
    private class Target(val file: WholeFile, val writer: BlockingMarcWriter)

    private var target: Target? = null

    /** How many records were given to it, and how many of them it could not take either. */
    var count = 0L
        private set
    val lost: Long get() = target?.writer?.report?.refusedRecords ?: 0

    fun add(record: Record) {
        val target = target ?: open().also { target = it }
        count++
        val raw = if (format == MarcFormat.ISO_2709) record.rawBytes else null
        if (raw == null) {
            target.writer.write(record)
        } else {
            target.writer.flush()
            target.file.stream.write(raw)
        }
    }

    fun complete() {
        val target = target ?: return
        target.writer.close()
        target.file.complete()
        interruption.complete(target.file)
    }

    override fun close() {
        target?.file?.close()
    }

    private fun open(): Target {
        val file = WholeFile.open(path, mayReplace)
        interruption.begin(file)
        val options = WriteOptions {
            format = this@Rejects.format
            refusal = Refusal.SKIP
            oversize = Oversize.ALL_NINES
        }
        return Target(file, BlockingMarcWriter.open(file.stream, options))
    }
}
