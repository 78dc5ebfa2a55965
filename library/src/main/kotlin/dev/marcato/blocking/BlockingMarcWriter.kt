// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.RecordBatch
import dev.marcato.RecordSink
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.internal.formats.encoder
import dev.marcato.internal.output.ByteTarget
import dev.marcato.internal.output.MemoryTarget
import dev.marcato.internal.output.compressed
import dev.marcato.internal.output.targetOf
import dev.marcato.internal.sessions.WriteSession
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.io.UncheckedIOException
import java.nio.channels.WritableByteChannel
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicBoolean
import java.util.stream.Stream
import kotlinx.io.RawSink

/**
 * Writes MARC records in the calling thread, for Java and code without coroutines.
 *
 *     try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
 *         for (Record record : records) writer.write(record);
 *     }
 *
 * Output, refusals, files, failures and closing are those of [dev.marcato.MarcWriter], but [open] opens a file.
 *
 * **Failures outside the writer.** [close] can't know whether the block before it succeeded: if reading the records
 * fails in the block, [close] replaces the file with the records written so far. Let [writeAll] take the records
 * instead, which discards the writing then, or call [discard].
 *
 * For one thread at a time: a concurrent call fails with an [IllegalStateException].
 */
public class BlockingMarcWriter private constructor(target: ByteTarget, name: String, options: WriteOptions) :
    RecordSink,
    AutoCloseable {
    private val session = WriteSession(target, options.encoder(name), options)
    private val isBusy = AtomicBoolean()

    /** The result so far, at any time, also after a failure and after [close]. */
    @get:JvmName("report")
    public val report: WriteReport get() = session.report

    /**
     * Writes a record, which is handed over together with others when a block is full.
     *
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if the record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    override fun write(record: Record) {
        exclusively { if (session.add(record)) session.handOver() }
    }

    /**
     * Writes a record, and reports its problems with its index and offset in the input.
     *
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if the record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(read: Outcome.Read) {
        exclusively { if (session.add(read.record, read)) session.handOver() }
    }

    /**
     * Writes the bytes of damage as they are, so that a copy is complete.
     *
     * @throws IllegalArgumentException if the format isn't ISO 2709, or the bytes weren't held ([Outcome.Damage.bytes])
     * @throws IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(damage: Outcome.Damage) {
        exclusively { if (session.add(damage)) session.handOver() }
    }

    /**
     * Writes all [records], such as those of a reader. If taking them fails, the writing is discarded, and an
     * [UncheckedIOException] is thrown as its cause.
     *
     * @throws IOException if the target, or taking the records, fails
     * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun writeAll(records: Iterable<Record>) {
        exclusively { takeAll { records.iterator() } }
    }

    /**
     * Writes all records of a stream, without closing it, under the conditions of the other [writeAll].
     *
     * @throws IOException if the target, or taking the records, fails
     * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun writeAll(records: Stream<Record>) {
        exclusively { takeAll { records.iterator() } }
    }

    /** Returns a batch, which any thread may fill for [write], even while another thread uses this writer. */
    public fun newBatch(): RecordBatch = RecordBatch.of(session)

    /**
     * Writes the records of [batch] after everything written before, and empties it.
     *
     * @throws IllegalArgumentException if another writer made the batch
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(batch: RecordBatch) {
        exclusively { batch.handTo(session) }
    }

    /**
     * Writes the records of [batch], which follow [recordsBefore] others in the input. Problems of records without an
     * index, because reading began in the middle, get an index counted from there.
     *
     * @throws IllegalArgumentException if another writer made the batch
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(batch: RecordBatch, recordsBefore: Long) {
        exclusively { batch.handTo(session, recordsBefore) }
    }

    /**
     * Hands over everything written so far, and flushes the target.
     *
     * @throws IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun flush() {
        exclusively { session.flush() }
    }

    /**
     * Completes the writing: hands over the rest, and puts a file in its place. Can be called repeatedly.
     *
     * @throws IOException if the target fails, or has failed before
     */
    @Throws(IOException::class)
    override fun close() {
        exclusively { session.finish() }
    }

    /**
     * Ends the writing without completing it: a file stays as it was before, but bytes can't be taken back from a
     * stream. Does nothing if the writer is closed.
     *
     * @throws IOException if the unfinished file can't be deleted
     */
    @Throws(IOException::class)
    public fun discard() {
        exclusively { session.discard() }
    }

    private inline fun takeAll(records: () -> Iterator<Record>) {
        try {
            session.writeAll(records())
        } catch (e: UncheckedIOException) {
            throw checkNotNull(e.cause)
        }
    }

    private inline fun exclusively(call: () -> Unit) {
        check(isBusy.compareAndSet(false, true)) { "A writer is for one thread at a time: another call is in progress" }
        try {
            call()
        } finally {
            isBusy.set(false)
        }
    }

    override fun toString(): String = "BlockingMarcWriter($session)"

    public companion object {
        /** Opens a file to write it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: Path, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(path, options), path.toString(), options)

        /** Opens a file to write it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(file: File, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(file, options), file.path, options)

        /** Opens the file with this name to write it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(fileName: String, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(File(fileName), options), fileName, options)

        /** Opens a file to write it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(
            path: kotlinx.io.files.Path,
            options: WriteOptions = WriteOptions.DEFAULT,
        ): BlockingMarcWriter = writer(targetOf(path, options), path.toString(), options)

        /** Writes to an output stream. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(stream: OutputStream, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(stream, options), "", options)

        /** Writes to a channel in blocking mode. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(
            channel: WritableByteChannel,
            options: WriteOptions = WriteOptions.DEFAULT,
        ): BlockingMarcWriter = writer(targetOf(channel, options), "", options)

        /** Writes to a kotlinx-io sink. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(sink: RawSink, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(sink, options), "", options)

        /**
         * Returns [records] as the bytes of one file: ISO 2709 unless the options set another format.
         *
         * @throws IOException if taking the records fails
         * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun toByteArray(records: Iterable<Record>, options: WriteOptions = WriteOptions.DEFAULT): ByteArray {
            val memory = MemoryTarget()
            writer(compressed(memory, "", options), "", options).use { it.writeAll(records) }
            return memory.toByteArray()
        }

        private fun writer(target: ByteTarget, name: String, options: WriteOptions): BlockingMarcWriter =
            BlockingMarcWriter(target, name, options).apply { session.open() }
    }
}
