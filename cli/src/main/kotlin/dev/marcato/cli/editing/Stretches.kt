// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.security.MessageDigest
import java.util.Base64

/** A piece of an edited file that has a digest: what one record, or a part of it, became. */
internal class Stretch(val bytes: ByteArray, val digest: String) {
    /** The control number, for messages. */
    val id: String? by lazy { runCatching { Record.parse(bytes).controlNumber?.trim() }.getOrNull() }
}

/** A digest that is long enough to notice that a record isn't the one that was written. */
internal class RecordDigest {
    private val digest = MessageDigest.getInstance("SHA-256")

    fun of(bytes: ByteArray): String =
        Base64.getEncoder().withoutPadding().encodeToString(digest.digest(bytes).copyOf(LENGTH))

    /** Of the content, whatever the layout. */
    fun of(record: Record): String {
        digest.update("$record".toByteArray())
        return of(ByteArray(0))
    }

    private companion object {
        const val LENGTH = 12
    }
}

/** Cuts an edited file into stretches. */
internal interface Stretches : AutoCloseable {
    fun next(): Stretch?

    override fun close() = Unit

    companion object {
        /** The stretches of a file in this [format]. */
        fun of(stream: InputStream, format: MarcFormat): Stretches =
            if (format == MarcFormat.ISO_2709) CutStretches(stream) else ReadStretches(stream, format)
    }
}

/**
 * Cuts ISO 2709 after every record terminator, wherever that is, so that a stretch doesn't depend on what is around it.
 */
internal class StretchCutter(private val take: (Stretch) -> Unit) {
    private val digest = RecordDigest()
    private var open = ByteArrayOutputStream()

    /** Whether the next bytes begin a stretch. */
    val isAtStart: Boolean get() = open.size() == 0

    fun add(bytes: ByteArray, length: Int = bytes.size) {
        var from = 0
        for (index in 0 until length) {
            if (bytes[index] != TERMINATOR && open.size() + index + 1 - from < LONGEST) continue
            open.write(bytes, from, index + 1 - from)
            from = index + 1
            end()
        }
        open.write(bytes, from, length - from)
    }

    /** Ends the last stretch. */
    fun end() {
        if (isAtStart) return
        val bytes = open.toByteArray()
        open.reset()
        take(Stretch(bytes, digest.of(bytes)))
    }

    private companion object {
        const val TERMINATOR: Byte = 0x1D
        const val LONGEST = 1 shl 20
    }
}

private class CutStretches(private val stream: InputStream) : Stretches {
    private val waiting = ArrayDeque<Stretch>()
    private val cutter = StretchCutter(waiting::addLast)
    private val buffer = ByteArray(BUFFER)
    private var isAtEnd = false

    override fun next(): Stretch? {
        while (waiting.isEmpty() && !isAtEnd) {
            val count = stream.read(buffer)
            isAtEnd = count < 0
            if (isAtEnd) cutter.end() else cutter.add(buffer, count)
        }
        return waiting.removeFirstOrNull()
    }

    override fun close() {
        stream.close()
    }

    private companion object {
        const val BUFFER = 1 shl 16
    }
}

/** The records of a text format, which are in an envelope. */
private class ReadStretches(stream: InputStream, format: MarcFormat) : Stretches {
    private val kept = KeptBytes().also { it.source = stream }
    private val reader = BlockingMarcReader.open(
        kept as InputStream,
        ReadOptions {
            this.format = format
            strictness = Strictness.LENIENT
            limits { problems = Int.MAX_VALUE }
        },
    )
    private val digest = RecordDigest()

    override fun next(): Stretch? {
        while (true) {
            val outcome = reader.readOutcome() ?: return null
            val stretch = (outcome as? Outcome.Read)?.let { Stretch(kept.of(it), digest.of(it.record)) }
            kept.release(outcome.byteOffset + outcome.byteLength)
            if (stretch != null) return stretch
        }
    }

    override fun close() {
        reader.close()
    }
}
