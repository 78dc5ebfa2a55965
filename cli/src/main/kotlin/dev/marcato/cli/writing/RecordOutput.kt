// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.Compression
import dev.marcato.MarcFormat
import dev.marcato.MarcWriter
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.RecordBatch
import dev.marcato.Refusal
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Formats
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import java.io.OutputStream
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow

/** The options for the output of records. */
internal class OutputOptions(options: OptionSet) {
    private val output by options.text(
        "-o",
        "--output",
        label = "FILE",
        description = "File to write; its name sets format and compression (out.mrc, out.xml.gz). Standard output " +
            "if not given.",
    )

    private val to by options.text(
        "--to",
        label = "FORMAT",
        description = "Format of the output: marc, xml, json, jsonl, mrk, line.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    val destination: Destination get() = Destination(output, to, isForced).also { it.checkName() }
}

/** What a destination is for. */
internal enum class Purpose {
    /** Another file than those that are read, or standard output. */
    OUTPUT,

    /** The file that is read. */
    IN_PLACE,

    /** Nothing is written; what would be lost is found all the same. */
    REHEARSAL,
}

/**
 * Where to write records, as the user named it.
 *
 * @property name the name of the file; null for standard output
 * @property format the name of the format; null to take it from the file name
 * @property isForced whether to replace an existing file
 */
internal class Destination(
    val name: String?,
    val format: String?,
    val isForced: Boolean,
    val purpose: Purpose = Purpose.OUTPUT,
) {
    /** Throws the [Failure] for a name without a known format, if no format is given either. */
    fun checkName() {
        if (name == null || format != null) return
        OutputFile.checkEnd(name, "--to names one: ${Formats.writable.joinToString()}")
    }
}

/** A destination for records, checked before anything is read, and the options for writing there. */
internal class RecordTarget(
    private val console: Console,
    private val interruption: Interruption,
    private val path: Path?,
    private val mayReplace: Boolean,
    private val options: WriteOptions,
    private val carried: Carried,
    private val keepsDamage: Boolean,
    private val isRehearsal: Boolean,
) {
    /** Opens the destination for records that come one by one. */
    fun open(): RecordOutput {
        val writer = when {
            isRehearsal -> BlockingMarcWriter.open(OutputStream.nullOutputStream(), options)
            path == null -> BlockingMarcWriter.open(console.recordOutput, options)
            else -> BlockingMarcWriter.open(path, options)
        }
        return RecordOutput(writer, options, interruption, ::checkAgain, carried, keepsDamage)
    }

    /** Writes the records of a flow, and encodes them while it reads. */
    suspend fun writeAll(records: Flow<Record>): WriteReport {
        val writer = path?.let { MarcWriter.open(it, options) } ?: MarcWriter.open(console.recordOutput, options)
        writer.use {
            it.writeAll(records)
            checkAgain()
        }
        return writer.report
    }

    private fun checkAgain() {
        if (path != null) OutputFile.checkAgain(path, mayReplace)
    }

    companion object {
        /** Returns the target for [destination], or throws the [Failure] that says why nothing can be written there. */
        fun of(
            console: Console,
            interruption: Interruption,
            destination: Destination,
            inputs: List<Input>,
            carried: Carried,
            carrying: CarryingOptions? = null,
            isStrict: Boolean = false,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): RecordTarget {
            val name = destination.name?.takeIf { it != "-" }
            val isRehearsal = destination.purpose == Purpose.REHEARSAL
            val path = when (destination.purpose) {
                Purpose.OUTPUT -> name?.let { OutputFile.checked(it, inputs, destination.isForced) }
                Purpose.IN_PLACE -> Path.of(checkNotNull(name))
                Purpose.REHEARSAL -> null
            }
            val format = formatOf(destination.format, name)
            if (path == null && !isRehearsal && console.isOutputTerminal && format == MarcFormat.ISO_2709) {
                throw usageFailure("marc isn't written to a terminal", "name a file with -o, or use marcato view")
            }
            val options = WriteOptions {
                this.format = format
                refusal = if (isStrict) Refusal.FAIL else Refusal.SKIP
                compression = Compression.AUTO
                carried.watch(this)
                carrying?.configure(this, isStrict)
                configure()
            }
            // What is put in the place of a file is to have all that is in it.
            val isInPlace = destination.purpose == Purpose.IN_PLACE
            val keepsDamage = carrying != null &&
                ((isInPlace && format == MarcFormat.ISO_2709) || carrying.keepsDamageIn(format))
            val mayReplace = destination.isForced || isInPlace
            return RecordTarget(console, interruption, path, mayReplace, options, carried, keepsDamage, isRehearsal)
        }

        /** Returns the format with the name [to], or else that of the file name, or else ISO 2709. */
        fun formatOf(to: String?, fileName: String?): MarcFormat {
            if (to != null) return Formats.toWrite(to)
            val named = fileName?.let(MarcFormat::ofName) ?: return MarcFormat.ISO_2709
            return Formats.toWrite(Formats.nameOf(named))
        }
    }
}

/**
 * Takes records one by one. The file appears on [complete]; without it, nothing changes.
 *
 * @property options how records are written
 * @property keepsDamage whether bytes that aren't a record are written in their place
 */
internal class RecordOutput(
    private val writer: BlockingMarcWriter,
    val options: WriteOptions,
    private val interruption: Interruption,
    private val checkAgain: () -> Unit,
    private val carried: Carried,
    val keepsDamage: Boolean,
) : AutoCloseable {
    private val discard = AutoCloseable(writer::discard)
    private var isGivenUp = false

    /** What was written so far. */
    val report: WriteReport get() = writer.report

    init {
        interruption.begin(discard)
    }

    /** Writes a record with this [number] in its file. */
    fun write(read: Outcome.Read, number: Long? = read.recordIndex) {
        carried.recordNumber = number
        writer.write(read)
    }

    /** Returns a batch that any thread may fill, for [write]. */
    fun newBatch(): RecordBatch = writer.newBatch()

    /** Writes a batch of records that come after [recordsBefore] others in their file. */
    fun write(batch: RecordBatch, recordsBefore: Long) {
        carried.recordNumber = null
        writer.write(batch, recordsBefore)
    }

    /** Writes damage if that is wanted and possible; else counts it as left out. */
    fun pass(damage: Outcome.Damage) {
        if (!keepsDamage || damage.bytes == null) return carried.leave(damage)
        writer.write(damage)
        carried.keptDamage()
    }

    /** Leaves the target as it was, whatever [complete] is called for. */
    fun giveUp() {
        isGivenUp = true
    }

    fun complete() {
        if (isGivenUp) return
        checkAgain()
        val report = writer.commit()
        interruption.complete(discard)
        carried.add(report)
    }

    override fun close() {
        writer.discard()
        interruption.complete(discard)
    }
}

/** Passes the records of a reading to [action], and damage to [out]. */
internal inline fun Reading.forEachRead(out: RecordOutput, action: (read: Outcome.Read) -> Unit) {
    forEachOutcome { outcome, _ ->
        when (outcome) {
            is Outcome.Read -> action(outcome)
            is Outcome.Damage -> out.pass(outcome)
            is Outcome.Filler -> Unit
        }
    }
}
