// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.formats.encoder
import dev.marcato.internal.output.ByteTarget
import dev.marcato.internal.output.targetOf
import dev.marcato.internal.sessions.WritePipeline
import dev.marcato.internal.sessions.WriteSession
import java.io.File
import java.io.OutputStream
import java.nio.channels.WritableByteChannel
import java.nio.file.Path
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.io.RawSink

/**
 * Writes MARC records to a file or a stream, one by one or as a flow, in any [MarcFormat] that the name of the file or
 * [WriteOptions.format] asks for, else in ISO 2709.
 *
 *     MarcWriter.open(Path("out.mrc")).use { writer -> writer.write(record) }
 *
 * Where all records are there as a flow, `records.writeTo(Path("out.mrc"))` ([writeTo]) is shorter.
 *
 * **What is written** in ISO 2709. A record that was read, and neither edited nor damaged, is copied byte for byte. Of any other the
 * positions 00-04, 10-11, 12-16 and 20-21 of the leader, which say how it is laid out, and the directory are made anew;
 * fields that nobody touched keep their bytes. A record keeps its character set unless [WriteOptions.convertTo] asks for
 * another. All other formats are written in UTF-8. Records never change by being written.
 *
 * **What is refused.** A record that the format cannot express is never written in part, nor as something that is no valid
 * record: the writing fails with a [MarcException] that names the field, or leaves it out; see [Refusal] and, for what is
 * too large, [Oversize]. A record that was read without checking ([ReadOptions.verifyText]) is copied as it is.
 *
 * **Files.** A regular file is written beside its place, under a name of its own that begins with a dot and ends in
 * `.part`, and moved there in one step when [close] is called and all went well; before, and after a failure, a
 * cancellation or [discard], what was there is untouched, and nothing is left behind. Only the death of the process in
 * the middle leaves the unfinished file, and the old one as it was; the next writer of the same file removes it. Links
 * are followed; permissions are kept, owner and group where the system allows it; other hard links keep the old content.
 * What is no regular file, such as `/dev/null` or a named pipe, is written in place. To append, or to compress, see
 * [WriteOptions].
 *
 * **One writer at a time.** While a file is written, a second writer of it fails when it opens the file, with an
 * [java.io.IOException] that says so: in this process always, and in other processes if the file system has locks and
 * both replace the file or both append to it.
 *
 * **Failures.** Failures of the target are the [java.io.IOException] of the platform. The first failure ends the
 * writing: every further call fails because of it, and [report] tells what had been handed over. Nothing is opened
 * before the first record is handed over, or [flush] or [close] is called.
 *
 * **Who closes.** Files are closed by [close], by [discard], and by a failure. Streams, sinks and channels are flushed,
 * but stay open: who opened them closes them.
 *
 * A writer may be shared between coroutines: calls that come at once are served one after the other, each as a whole.
 * For Java there is [dev.marcato.blocking.BlockingMarcWriter].
 */
public class MarcWriter private constructor(
    target: ByteTarget,
    name: String,
    /** How this writer writes. */
    @get:JvmSynthetic public val options: WriteOptions,
) {
    private val session = WriteSession(target, options.encoder(name), options)
    private val turn = Mutex()

    /** What the writing has come to so far; also after a failure, and after [close]. May be asked for at any time. */
    @get:JvmSynthetic
    public val report: WriteReport get() = session.report

    /**
     * Writes a record. It is encoded in the caller's context, and handed over with others on [WriteOptions.ioDispatcher]
     * when there are enough of them.
     *
     * Cancellable while it waits for its turn or for others to be handed over; in the latter case the record counts as
     * written.
     *
     * @throws MarcException if the record is refused, and refusals are failures
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun write(record: Record) {
        turn.withLock {
            if (session.add(record)) onIo { session.handOver() }
        }
    }

    /**
     * As [write] of the record, but problems are reported with its place in the input: its number there, and the offset
     * of its bytes.
     *
     * @throws MarcException if the record is refused, and refusals are failures
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun write(read: Outcome.Read) {
        turn.withLock {
            if (session.add(read.record, read)) onIo { session.handOver() }
        }
    }

    /**
     * Writes the bytes of a damaged stretch as they are, so that a copy keeps what no record could be made of.
     *
     * @throws IllegalArgumentException if the format isn't ISO 2709, or the bytes weren't held ([Outcome.Damage.bytes])
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun write(damage: Outcome.Damage) {
        turn.withLock {
            if (session.add(damage)) onIo { session.handOver() }
        }
    }

    /**
     * Writes the records of a flow, which is collected in the caller's context. Meanwhile records are encoded, a batch
     * at a time, on [WriteOptions.encodingDispatcher], and handed over on [WriteOptions.ioDispatcher], in their order.
     * What is ahead of the target is [WriteOptions.parallelism] batches and three more, of 100 records or 300 kB each.
     *
     * If the flow fails or the call is cancelled, the writing ends: it cannot be told how many of the records had come so
     * far.
     *
     * @throws MarcException if a record is refused, and refusals are failures
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun writeAll(records: Flow<Record>) {
        turn.withLock {
            onIo { session.handOver() }
            try {
                WritePipeline(session, options).run(records)
            } catch (e: Throwable) {
                val cause = if (e is CancellationException) IllegalStateException("The writing was cancelled", e) else e
                withContext(NonCancellable + options.ioDispatcher) { session.fail(cause) }
                throw e
            }
        }
    }

    /** Returns a batch that any thread may fill, for [write]. */
    @JvmSynthetic
    public fun newBatch(): RecordBatch = RecordBatch.of(session)

    /**
     * Writes what [batch] holds, behind all that was written before, and empties it. Cancellable while it waits for its
     * turn; later, the records count as written.
     *
     * @throws IllegalArgumentException if another writer has made the batch
     * @throws MarcException if one of the records is refused, and refusals are failures
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun write(batch: RecordBatch) {
        turn.withLock { onIo { batch.handTo(session) } }
    }

    /**
     * As the other [write] of a batch, whose records were preceded by [recordsBefore] others in the input: problems of
     * records that nobody numbered, because reading began in the middle, are reported with numbers that count from there.
     *
     * @throws IllegalArgumentException if another writer has made the batch
     * @throws MarcException if one of the records is refused, and refusals are failures
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun write(batch: RecordBatch, recordsBefore: Long) {
        turn.withLock { onIo { batch.handTo(session, recordsBefore) } }
    }

    /**
     * Hands everything over that was written so far, and has the target hand it on.
     *
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writer is closed
     */
    @JvmSynthetic
    public suspend fun flush() {
        turn.withLock { onIo { session.flush() } }
    }

    /**
     * Completes the writing: hands over what is left, and puts a file in its place. May be called more than once.
     *
     * @throws java.io.IOException if the target fails, or has failed before
     */
    @JvmSynthetic
    public suspend fun close() {
        turn.withLock { onIo { session.finish() } }
    }

    /**
     * Ends the writing without completing it: a file stays as it was before. What a stream was given cannot be taken
     * back. Does nothing if the writer is closed. Not cancellable.
     *
     * @throws java.io.IOException if the unfinished file cannot be deleted
     */
    @JvmSynthetic
    public suspend fun discard() {
        withContext(NonCancellable) {
            turn.withLock { onIo { session.discard() } }
        }
    }

    /**
     * Runs [block] with this writer, then closes it and returns what [block] did. If it fails or is cancelled, the
     * writing is discarded instead.
     */
    @JvmSynthetic
    public suspend inline fun <T> use(block: (MarcWriter) -> T): T {
        val result = try {
            block(this).also { close() }
        } catch (e: Throwable) {
            discardBecauseOf(e)
            throw e
        }
        return result
    }

    @PublishedApi
    @JvmSynthetic
    internal suspend fun discardBecauseOf(failure: Throwable) {
        try {
            discard()
        } catch (onDiscard: java.io.IOException) {
            failure.addSuppressed(onDiscard)
        }
    }

    /** A failure is handed over, not thrown, from one context to the other, where a copy of it might come instead. */
    private suspend inline fun onIo(crossinline call: () -> Unit) {
        withContext(options.ioDispatcher) { runCatching { call() } }.getOrThrow()
    }

    override fun toString(): String = "MarcWriter($session)"

    public companion object {
        /** Writes a file. */
        @JvmSynthetic
        public fun open(
            path: Path,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer(path.toString(), options, configure) { targetOf(path, it) }

        /** Writes a file. */
        @JvmSynthetic
        public fun open(
            path: kotlinx.io.files.Path,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer(path.toString(), options, configure) { targetOf(path, it) }

        /** Writes a file. */
        @JvmSynthetic
        public fun open(
            file: File,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer(file.path, options, configure) { targetOf(file, it) }

        /** Writes the file with this name. */
        @JvmSynthetic
        public fun open(
            fileName: String,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer(fileName, options, configure) { targetOf(File(fileName), it) }

        /** Writes to a kotlinx-io sink. */
        @JvmSynthetic
        public fun open(
            sink: RawSink,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer("", options, configure) { targetOf(sink, it) }

        /** Writes to an output stream. */
        @JvmSynthetic
        public fun open(
            stream: OutputStream,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer("", options, configure) { targetOf(stream, it) }

        /** Writes to a channel in blocking mode. */
        @JvmSynthetic
        public fun open(
            channel: WritableByteChannel,
            options: WriteOptions = WriteOptions.DEFAULT,
            configure: WriteOptions.Builder.() -> Unit = {},
        ): MarcWriter = writer("", options, configure) { targetOf(channel, it) }

        @JvmSynthetic
        internal fun of(target: ByteTarget, options: WriteOptions): MarcWriter = MarcWriter(target, "", options)

        private inline fun writer(
            name: String,
            options: WriteOptions,
            configure: WriteOptions.Builder.() -> Unit,
            target: (WriteOptions) -> ByteTarget,
        ): MarcWriter {
            val all = options.toBuilder().apply(configure).build()
            return MarcWriter(target(all), name, all)
        }
    }
}
