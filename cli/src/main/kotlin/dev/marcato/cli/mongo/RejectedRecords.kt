// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.Inexpressible
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.Oversize
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.writing.OutputFile
import dev.marcato.mongodb.DeadLetter
import dev.marcato.mongodb.DeadLetterSink
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/**
 * The file for rejected records. Each is written at once: a checkpoint passes them, so they must be there even if the
 * program is killed. In ISO 2709, the file gets the bytes as they were read, if there are any, and damage too. The
 * first record creates the file.
 *
 * @property isAppended whether to keep what is already in the file
 */
internal class RejectedRecords(
    private val path: Path,
    private val format: MarcFormat,
    private val isAppended: Boolean,
) : DeadLetterSink,
    AutoCloseable {
    private class Place(val stream: OutputStream, val writer: BlockingMarcWriter)

    private var place: Place? = null
    private var lostDamage = 0L

    /** How many records were rejected. */
    var count = 0L
        private set

    /** How many of them the file couldn't take. */
    val lost: Long get() = lostDamage + (place?.writer?.report?.refusedRecords ?: 0)

    override fun divert(letter: DeadLetter) {
        val place = place ?: open().also { place = it }
        count++
        val value = letter.value
        val bytes = when {
            format != MarcFormat.ISO_2709 -> null
            value is Record -> value.rawBytes
            else -> (value as Outcome.Damage).bytes
        }
        when {
            bytes != null -> place.stream.write(bytes)

            value is Record -> {
                place.writer.write(value)
                place.writer.flush()
            }

            else -> lostDamage++
        }
    }

    override fun close() {
        place?.writer?.commit()
    }

    private fun open(): Place {
        val kept = if (isAppended) StandardOpenOption.APPEND else StandardOpenOption.TRUNCATE_EXISTING
        val stream = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, kept)
        val options = WriteOptions {
            format = this@RejectedRecords.format
            refusal = Refusal.SKIP
            // A record that the file can't hold unchanged counts as lost.
            inexpressible = Inexpressible.REFUSE
            oversize = Oversize.ALL_NINES
        }
        return Place(stream, BlockingMarcWriter.open(stream, options))
    }

    companion object {
        /** Returns the format of the file [name], to which records can be appended one by one; ISO 2709 by default. */
        fun formatOf(name: String): MarcFormat {
            OutputFile.checkEnd(name, "name one that ends in .mrc, .jsonl, .mrk or .line")
            val format = MarcFormat.ofName(name) ?: MarcFormat.ISO_2709
            val isWhole =
                format == MarcFormat.XML || format == MarcFormat.JSON || name.endsWith(".gz", ignoreCase = true)
            if (isWhole || format == MarcFormat.ALEPH_SEQUENTIAL) {
                throw usageFailure(
                    "$name: rejected records are appended one by one, which this kind of file doesn't allow",
                    "name one that ends in .mrc, .jsonl, .mrk or .line",
                )
            }
            return format
        }
    }
}
