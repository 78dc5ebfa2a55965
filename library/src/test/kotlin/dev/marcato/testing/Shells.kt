// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcException
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.testing.PlainRecords.toPlain
import io.kotest.matchers.shouldBe
import java.io.UncheckedIOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.io.Buffer
import kotlinx.io.bytestring.ByteString
import kotlinx.io.readByteString

/** The records of a reading, and the failure that ended it, if any. */
internal class Reading private constructor(
    private val texts: List<String>,
    private val rawBytes: ByteString,
    val failure: String?,
    plainRecords: () -> List<PlainRecord>,
) {
    /** The records; only for readings of records that are in good order. */
    val records: List<PlainRecord> by lazy(plainRecords)

    /** The same records, then this failure, or the end of the input if it is null. */
    fun endingWith(failure: String?): Reading = Reading(texts, rawBytes, failure) { records }

    override fun equals(other: Any?): Boolean =
        other is Reading && failure == other.failure && rawBytes == other.rawBytes && texts == other.texts

    override fun hashCode(): Int = 31 * (31 * rawBytes.hashCode() + texts.hashCode()) + failure.hashCode()

    /** Short, since there may be thousands of records. */
    override fun toString(): String =
        "${texts.size} records in ${rawBytes.size} bytes (hash ${hashCode()}), then ${failure ?: "the end"}; " +
            "first: ${texts.firstOrNull()}"

    companion object {
        fun of(records: List<Record>, failure: Throwable? = null): Reading {
            val rawBytes = Buffer()
            records.forEach { rawBytes.write(checkNotNull(it.rawBytes)) }
            val words = failure?.let(InWords::of)
            val texts = records.map { textOf(it.leader.toString(), FieldLines.of(it)) }
            return Reading(texts, rawBytes.readByteString(), words) { records.map { it.toPlain() } }
        }

        /** A reading to the end of these bytes, which hold exactly these records. */
        fun complete(records: List<PlainRecord>, bytes: ByteArray): Reading =
            Reading(records.map { textOf(it.leader, FieldLines.of(it)) }, ByteString(bytes), null) { records }

        private fun textOf(leader: String, lines: List<String>): String = leaderOf(leader) + lines.joinToString("\n")

        // Without the lengths, which follow from the bytes.
        private fun leaderOf(leader: String): String = leader.substring(5, 12) + leader.substring(17) + "\n"
    }
}

/** A way to take records from a reader. It reads to the end or the failure, then asks twice more. */
internal class Shell(
    val name: String,
    val isBlocking: Boolean,
    private val reading: suspend (input: Any, options: ReadOptions) -> Reading,
) {
    fun takes(way: WayIn): Boolean = !isBlocking || way.canBlock

    suspend fun read(input: Any, options: ReadOptions = ReadOptions.DEFAULT): Reading = if (isBlocking) {
        reading(input, options)
    } else {
        // The test's own thread would be suspended and resumed for every chunk.
        withContext(Dispatchers.Default) { reading(input, options) }
    }

    override fun toString(): String = name
}

internal object Shells {
    val flow = Shell("records()", isBlocking = false) { input, options ->
        val records = ArrayList<Record>()
        val failure = Failure.of { Readers.of(input, options).records().collect(records::add) }
        Reading.of(records, failure)
    }

    val cursor = Shell("cursor next()", isBlocking = false) { input, options ->
        Readers.of(input, options).cursor().use { cursor -> drain { listOfNotNull(cursor.next()) } }
    }

    val cursorBatch = Shell("cursor readBatch()", isBlocking = false) { input, options ->
        Readers.of(input, options).cursor().use { cursor -> drain { cursor.readBatch(maxItems = 2) } }
    }

    val read = Shell("blocking read()", isBlocking = true) { input, options ->
        Readers.blocking(input, options).use { reader -> drain { listOfNotNull(reader.read()) } }
    }

    val readBatch = Shell("blocking readBatch()", isBlocking = true) { input, options ->
        Readers.blocking(input, options).use { reader -> drain { reader.readBatch(maxRecords = 2) } }
    }

    val iterator = Shell("blocking iterator()", isBlocking = true) { input, options ->
        Readers.blocking(input, options).use { reader ->
            val records = reader.iterator()
            drain { if (records.hasNext()) listOf(records.next()) else emptyList() }
        }
    }

    val stream = Shell("blocking stream()", isBlocking = true) { input, options ->
        val records = ArrayList<Record>()
        val failure = Failure.of { Readers.blocking(input, options).stream().use { it.forEach(records::add) } }
        Reading.of(records, failure)
    }

    val all: List<Shell> = listOf(flow, cursor, cursorBatch, read, readBatch, iterator, stream)

    private inline fun drain(pull: () -> List<Record>): Reading {
        val records = ArrayList<Record>()
        val failure = Failure.of {
            while (true) records.addAll(pull().ifEmpty { break })
        }
        repeat(2) {
            val again = Failure.of { pull() shouldBe emptyList() }
            again?.let(InWords::of) shouldBe failure?.let(InWords::of)
        }
        return Reading.of(records, failure)
    }
}
