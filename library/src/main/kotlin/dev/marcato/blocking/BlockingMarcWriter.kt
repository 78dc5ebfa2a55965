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
 * Writes MARC records in the calling thread: for Java, and for everybody who has no coroutines.
 *
 *     try (BlockingMarcWriter writer = BlockingMarcWriter.open(path)) {
 *         for (Record record : records) writer.write(record);
 *     }
 *
 * What is written and refused, and how files, failures and closing go, is as [dev.marcato.MarcWriter] has it, but that
 * a file is opened by [open].
 *
 * **A failure that is not the writer's.** When [close] is called, the writer cannot know whether the block ended well. If
 * something else in it may fail, such as the reading of what is written, let the writer take the records itself, with
 * [writeAll], which discards the writing then; or call [discard]. Otherwise [close] puts a file in its place that has
 * only what was written before the failure.
 *
 * A writer is not for several threads at once: a call that comes while another one is under way fails with an
 * [IllegalStateException]. Different threads may use it one after the other.
 */
public class BlockingMarcWriter private constructor(target: ByteTarget, name: String, options: WriteOptions) :
    RecordSink,
    AutoCloseable {
    private val session = WriteSession(target, options.encoder(name), options)
    private val isBusy = AtomicBoolean()

    /** What the writing has come to so far; also after a failure, and after [close]. May be asked for at any time. */
    @get:JvmName("report")
    public val report: WriteReport get() = session.report

    /**
     * Writes a record; it is handed over with others when there are enough of them.
     *
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if the record is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    override fun write(record: Record) {
        exclusively { if (session.add(record)) session.handOver() }
    }

    /**
     * As [write] of the record, but problems are reported with its place in the input: its number there, and the offset
     * of its bytes.
     *
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if the record is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(read: Outcome.Read) {
        exclusively { if (session.add(read.record, read)) session.handOver() }
    }

    /**
     * Writes the bytes of a damaged stretch as they are, so that a copy keeps what no record could be made of.
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
     * Writes all of [records], such as those of a reader. If taking them fails, the writing is discarded; an
     * [UncheckedIOException] comes as the [IOException] that it stands for.
     *
     * @throws IOException if the target, or taking the records, fails
     * @throws dev.marcato.MarcException if a record is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun writeAll(records: Iterable<Record>) {
        exclusively { takeAll { records.iterator() } }
    }

    /**
     * Writes all records of a stream, which is not closed. If taking them fails, the writing is discarded; an
     * [UncheckedIOException] comes as the [IOException] that it stands for.
     *
     * @throws IOException if the target, or taking the records, fails
     * @throws dev.marcato.MarcException if a record is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun writeAll(records: Stream<Record>) {
        exclusively { takeAll { records.iterator() } }
    }

    /** Returns a batch for [write], which any thread may fill, also while this writer is at work in another one. */
    public fun newBatch(): RecordBatch = RecordBatch.of(session)

    /**
     * Writes what [batch] holds, behind all that was written before, and empties it.
     *
     * @throws IllegalArgumentException if another writer has made the batch
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if one of the records is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(batch: RecordBatch) {
        exclusively { batch.handTo(session) }
    }

    /**
     * As the other [write] of a batch, whose records were preceded by [recordsBefore] others in the input: problems of
     * records that nobody numbered, because reading began in the middle, are reported with numbers that count from there.
     *
     * @throws IllegalArgumentException if another writer has made the batch
     * @throws IOException if the target fails
     * @throws dev.marcato.MarcException if one of the records is refused, and refusals are failures
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun write(batch: RecordBatch, recordsBefore: Long) {
        exclusively { batch.handTo(session, recordsBefore) }
    }

    /**
     * Hands everything over that was written so far, and has the target hand it on.
     *
     * @throws IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @Throws(IOException::class)
    public fun flush() {
        exclusively { session.flush() }
    }

    /**
     * Completes the writing: hands over what is left, and puts a file in its place. May be called more than once.
     *
     * @throws IOException if the target fails, or has failed before
     */
    @Throws(IOException::class)
    override fun close() {
        exclusively { session.finish() }
    }

    /**
     * Ends the writing without completing it: a file stays as it was before. What a stream was given cannot be taken
     * back. Does nothing if the writer is closed.
     *
     * @throws IOException if the unfinished file cannot be deleted
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
        check(isBusy.compareAndSet(false, true)) { "A writer is for one thread at a time: another call is under way" }
        try {
            call()
        } finally {
            isBusy.set(false)
        }
    }

    override fun toString(): String = "BlockingMarcWriter($session)"

    public companion object {
        /** Opens a file to write it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: Path, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(path, options), path.toString(), options)

        /** Opens a file to write it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(file: File, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(file, options), file.path, options)

        /** Opens the file with this name to write it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(fileName: String, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(File(fileName), options), fileName, options)

        /** Opens a file to write it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(
            path: kotlinx.io.files.Path,
            options: WriteOptions = WriteOptions.DEFAULT,
        ): BlockingMarcWriter = writer(targetOf(path, options), path.toString(), options)

        /** Writes to an output stream. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(stream: OutputStream, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(stream, options), "", options)

        /** Writes to a channel, which has to be in blocking mode. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(
            channel: WritableByteChannel,
            options: WriteOptions = WriteOptions.DEFAULT,
        ): BlockingMarcWriter = writer(targetOf(channel, options), "", options)

        /** Writes to a kotlinx-io sink. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(sink: RawSink, options: WriteOptions = WriteOptions.DEFAULT): BlockingMarcWriter =
            writer(targetOf(sink, options), "", options)

        /**
         * Returns [records] as the bytes of one file, in ISO 2709 unless the options have another format.
         *
         * @throws IOException if taking the records fails
         * @throws dev.marcato.MarcException if a record is refused, and refusals are failures
         */
        @JvmStatic
        @JvmOverloads
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
