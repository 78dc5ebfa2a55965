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
import dev.marcato.internal.output.declared
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
 *     WriteReport report = BlockingMarcWriter.write(path, writer -> {
 *         for (Record record : reader) writer.write(record);
 *     });
 *
 * Output, refusals, files, failures and ending are those of [dev.marcato.MarcWriter], but [open] opens a file.
 *
 * **Ending.** [write] with a body, and `use` in Kotlin, commit if the body succeeds, and discard if not. With
 * try-with-resources, call [commit] at the end of the block:
 *
 *     try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
 *         for (Record record : reader) writer.write(record);
 *         report = writer.commit();
 *     }
 *
 * [close] without [commit] or [discard] discards: if the block fails, the file stays as it was.
 *
 * For one thread at a time: a concurrent call fails with an [IllegalStateException].
 */
public class BlockingMarcWriter private constructor(target: ByteTarget, name: String, options: WriteOptions) :
    RecordSink,
    AutoCloseable {
    private val session = WriteSession(target, options.encoder(name), options)
    private val isBusy = AtomicBoolean()

    /**
     * The result so far, at any time, also after a failure. It counts what was handed over; up to 128 KiB of records
     * wait for that, until [flush] or [commit].
     */
    @get:JvmName("report")
    public val report: WriteReport get() = session.report

    /**
     * Writes a record, which is handed over together with others when a block is full.
     *
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if the record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
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
     * @throws IllegalStateException if the writing has ended
     */
    @Throws(IOException::class)
    public fun write(batch: RecordBatch, recordsBefore: Long) {
        exclusively { batch.handTo(session, recordsBefore) }
    }

    /**
     * Hands over everything written so far, and flushes the target.
     *
     * @throws IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @Throws(IOException::class)
    public fun flush() {
        exclusively { session.flush() }
    }

    /**
     * Completes the writing: hands over the rest, puts a file in its place or flushes another target, and returns the
     * report. Only returns the report if it was called before.
     *
     * @throws IOException if the target fails, or if the writing has failed before
     * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
     * @throws IllegalStateException after [discard] or [close]
     */
    @Throws(IOException::class)
    public fun commit(): WriteReport = exclusively { session.commit() }

    /**
     * Ends the writing without completing it: a file stays as it was before, but bytes can't be taken back from a
     * stream. Does nothing after [commit] or a failure.
     *
     * @throws IOException if the unfinished file can't be deleted
     */
    @Throws(IOException::class)
    public fun discard() {
        exclusively { session.discard() }
    }

    /**
     * Ends the writing like [discard] if nothing has ended it, and throws an exception if records would be lost that
     * way: a call of [commit] or [discard] is missing, or the block before failed, which [close] can't know. Then the
     * exception of the block is thrown, and this one is suppressed. Does nothing after [commit], [discard] or a failure.
     *
     * @throws IOException if the unfinished file can't be deleted
     * @throws IllegalStateException if records were written, and neither [commit] nor [discard] was called
     */
    @Throws(IOException::class)
    override fun close() {
        exclusively { session.close() }
    }

    /**
     * Runs [block] with this writer, commits the writing unless the block has ended it, and returns the result of the
     * block; [report] has that of the writing. If the block fails, the writing is discarded.
     */
    @JvmSynthetic
    public inline fun <T> use(block: (BlockingMarcWriter) -> T): T {
        var failure: Throwable? = null
        try {
            return block(this)
        } catch (e: Throwable) {
            failure = e
            throw e
        } finally {
            // Also after a return out of the block.
            end(failure)
        }
    }

    @PublishedApi
    @JvmSynthetic
    internal fun end(failure: Throwable?) {
        exclusively { session.end(failure) }
    }

    private inline fun takeAll(records: () -> Iterator<Record>) {
        try {
            session.writeAll(records())
        } catch (e: UncheckedIOException) {
            throw checkNotNull(e.cause)
        }
    }

    private inline fun <T> exclusively(call: () -> T): T {
        check(isBusy.compareAndSet(false, true)) { "A writer is for one thread at a time: another call is in progress" }
        return try {
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
         * Opens a file, lets [body] write it, completes it and returns the report. If the body fails, the file stays as
         * it was.
         *
         * The body may end the writing itself; see [discard]. Its exceptions are thrown: an [UncheckedIOException], such
         * as that of a loop over a reader, as its cause, an [InterruptedException] as an
         * [java.io.InterruptedIOException], and other checked exceptions as the cause of an [IOException].
         *
         * @throws IOException if the target or the body fails
         * @throws dev.marcato.MarcException if a record is refused and [WriteOptions.refusal] is `FAIL`
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(path: Path, options: WriteOptions = WriteOptions.DEFAULT, body: WriteBody): WriteReport =
            open(path, options).written(body)

        /** Does the same with a file. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(file: File, options: WriteOptions = WriteOptions.DEFAULT, body: WriteBody): WriteReport =
            open(file, options).written(body)

        /** Does the same with the file with this name. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(
            fileName: String,
            options: WriteOptions = WriteOptions.DEFAULT,
            body: WriteBody,
        ): WriteReport = open(fileName, options).written(body)

        /** Does the same with a file. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(
            path: kotlinx.io.files.Path,
            options: WriteOptions = WriteOptions.DEFAULT,
            body: WriteBody,
        ): WriteReport = open(path, options).written(body)

        /** Does the same with an output stream, which keeps the bytes that it got before a failure. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(
            stream: OutputStream,
            options: WriteOptions = WriteOptions.DEFAULT,
            body: WriteBody,
        ): WriteReport = open(stream, options).written(body)

        /** Does the same with a channel in blocking mode, which keeps the bytes that it got before a failure. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(
            channel: WritableByteChannel,
            options: WriteOptions = WriteOptions.DEFAULT,
            body: WriteBody,
        ): WriteReport = open(channel, options).written(body)

        /** Does the same with a kotlinx-io sink, which keeps the bytes that it got before a failure. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun write(sink: RawSink, options: WriteOptions = WriteOptions.DEFAULT, body: WriteBody): WriteReport =
            open(sink, options).written(body)

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
            return memory.take()
        }

        private fun writer(target: ByteTarget, name: String, options: WriteOptions): BlockingMarcWriter =
            BlockingMarcWriter(target, name, options).apply { session.open() }

        private fun BlockingMarcWriter.written(body: WriteBody): WriteReport {
            try {
                use(body::write)
            } catch (e: Exception) {
                throw declared(e)
            }
            return report
        }
    }
}
