// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.formats.encoder
import dev.marcato.internal.output.ByteTarget
import dev.marcato.internal.output.targetOf
import dev.marcato.internal.sessions.LiveWriting
import dev.marcato.internal.sessions.WritePipeline
import dev.marcato.internal.sessions.WriteSession
import dev.marcato.internal.sessions.runOn
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
 * Writes MARC records to a file or a stream, one by one or from a flow. The format follows [WriteOptions.format] or the
 * name of the file, otherwise it is ISO 2709. If all records come from a flow, [writeTo] is shorter.
 *
 * **Output.** In ISO 2709, an unedited record without damage is copied byte for byte. For other records the directory
 * and leader positions 00-04, 10-11, 12-16 and 20-21, which describe the layout, are computed; unchanged fields keep
 * their bytes. A record keeps its character set unless [WriteOptions.convertTo] is set. Other formats are written in
 * UTF-8. Writing never changes a record.
 *
 * **Refusals.** A record that the format can't express is never written in part or as an invalid record: the writing
 * fails with a [MarcException] that has the field, or skips the record; see [Refusal], and [Oversize] for records that
 * are too large. Records that were read without [ReadOptions.textCheck] are copied unchecked.
 *
 * **Files.** A regular file is written beside its target under a name that begins with a dot and ends in `.part`. When
 * [commit] succeeds, it replaces the target in one step. Until then, and after a failure, a cancellation, [discard] or
 * [close], the target stays as it was, and nothing is left. If the process is killed, the unfinished file stays until
 * the next writer of the same target removes it. Links are followed. Permissions are kept, and owner and group if the
 * system allows it; other hard links keep the old content. Devices, named pipes and the like are written in place. See
 * [WriteOptions] to append or compress, and [WholeFile] for files of anything else.
 *
 * **One writer per file.** A second writer of the same file fails with an [java.io.IOException] when it opens it:
 * always in the same process, and between processes if the file system has locks and both replace or both append.
 *
 * **Failures.** The target fails with the [java.io.IOException] of the platform. The first failure ends the writing:
 * later calls fail because of it, and [report] shows how much was handed over. The target is opened when the first
 * records are handed over, or by [flush] or [commit].
 *
 * **Ending.** [use] commits if its block succeeds, and discards if not. Otherwise call [commit] or [discard]; [close]
 * after neither discards, and throws if records were written. Every end closes a file. Streams, sinks and channels stay
 * open for their owner: [commit] flushes them, and without it they get nothing more, but keep what they have.
 *
 * Coroutines may share a writer: concurrent calls run one after another. For Java there is
 * [dev.marcato.blocking.BlockingMarcWriter].
 *
 * @sample dev.marcato.samples.writeRecords
 */
public class MarcWriter private constructor(
    target: ByteTarget,
    name: String,
    /** The options of this writer. */
    @get:JvmSynthetic public val options: WriteOptions,
) {
    private val session = WriteSession(target, options.encoder(name), options)
    private val turn = Mutex()

    /**
     * The result so far, at any time: also in the block of [use], and after a failure. It counts what was handed over;
     * up to 128 KiB of records wait for that, until [flush] or [commit].
     */
    @get:JvmSynthetic
    public val report: WriteReport get() = session.report

    /**
     * Writes a record. It is encoded in the caller's context, and handed over together with others on
     * [WriteOptions.ioDispatcher] when a block is full.
     *
     * The call can be cancelled while it waits for other calls or for a block to be handed over; in the latter case the
     * record counts as written.
     *
     * @throws MarcException if the record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun write(record: Record) {
        turn.withLock {
            if (session.add(record)) runOn(options.ioDispatcher) { session.handOver() }
        }
    }

    /**
     * Writes a record, and reports its problems with its index and offset in the input.
     *
     * @throws MarcException if the record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun write(read: Outcome.Read) {
        turn.withLock {
            if (session.add(read.record, read)) runOn(options.ioDispatcher) { session.handOver() }
        }
    }

    /**
     * Writes the bytes of damage as they are, so that a copy is complete.
     *
     * @throws IllegalArgumentException if the format isn't ISO 2709, or the bytes weren't held ([Outcome.Damage.bytes])
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun write(damage: Outcome.Damage) {
        turn.withLock {
            if (session.add(damage)) runOn(options.ioDispatcher) { session.handOver() }
        }
    }

    /**
     * Writes the records of a flow in order. The flow is collected in the caller's context, while batches of records
     * are encoded on [WriteOptions.encodingDispatcher] and handed over on [WriteOptions.ioDispatcher]. At most
     * [WriteOptions.parallelism] batches and three more are ahead of the target, of 300 kB each; with a [flush] for
     * live flows one batch, and up to 100 records.
     *
     * If the flow fails or the call is cancelled, the writing ends, with an unknown number of the records in it; with a
     * [flush] for live flows, all records before the failure are handed over.
     *
     * @param flush when records are handed over and flushed: for flows whose records come slowly
     * @throws MarcException if a record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun writeAll(records: Flow<Record>, flush: Flush = Flush.WHEN_FULL) {
        turn.withLock {
            runOn(options.ioDispatcher) { session.handOver() }
            try {
                if (flush == Flush.WHEN_FULL) {
                    WritePipeline(session, options).run(records)
                } else {
                    LiveWriting(session, options).run(records, flush)
                }
            } catch (e: Throwable) {
                val cause = if (e is CancellationException) IllegalStateException("The writing was cancelled", e) else e
                withContext(NonCancellable + options.ioDispatcher) { session.fail(cause) }
                throw e
            }
        }
    }

    /** Returns a batch, which any thread may fill for [write]. */
    @JvmSynthetic
    public fun newBatch(): RecordBatch = RecordBatch.of(session)

    /**
     * Writes the records of [batch] after everything written before, and empties it. The call can be cancelled while it
     * waits for other calls; later, the records count as written.
     *
     * @throws IllegalArgumentException if another writer made the batch
     * @throws MarcException if a record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun write(batch: RecordBatch) {
        turn.withLock { runOn(options.ioDispatcher) { batch.handTo(session) } }
    }

    /**
     * Writes the records of [batch], which follow [recordsBefore] others in the input. Problems of records without an
     * index, because reading began in the middle, get an index counted from there.
     *
     * @throws IllegalArgumentException if another writer made the batch
     * @throws MarcException if a record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun write(batch: RecordBatch, recordsBefore: Long) {
        turn.withLock { runOn(options.ioDispatcher) { batch.handTo(session, recordsBefore) } }
    }

    /**
     * Hands over everything written so far, and flushes the target.
     *
     * @throws java.io.IOException if the target fails
     * @throws IllegalStateException if the writing has ended
     */
    @JvmSynthetic
    public suspend fun flush() {
        turn.withLock { runOn(options.ioDispatcher) { session.flush() } }
    }

    /**
     * Completes the writing: hands over the rest, puts a file in its place or flushes another target, and returns the
     * report. Only returns the report if it was called before.
     *
     * @throws MarcException if a record is refused and [WriteOptions.refusal] is [Refusal.FAIL]
     * @throws java.io.IOException if the target fails, or if the writing has failed before
     * @throws IllegalStateException after [discard] or [close]
     */
    @JvmSynthetic
    public suspend fun commit(): WriteReport = turn.withLock { runOn(options.ioDispatcher) { session.commit() } }

    /**
     * Ends the writing without completing it: a file stays as it was before, but bytes can't be taken back from a
     * stream. Does nothing after [commit] or a failure. Not cancellable.
     *
     * @throws java.io.IOException if the unfinished file can't be deleted
     */
    @JvmSynthetic
    public suspend fun discard() {
        withContext(NonCancellable) {
            turn.withLock { runOn(options.ioDispatcher) { session.discard() } }
        }
    }

    /**
     * Ends the writing like [discard] if nothing has ended it, and throws an exception if records would be lost that
     * way. Does nothing after [commit], [discard] or a failure. Not cancellable.
     *
     * @throws java.io.IOException if the unfinished file can't be deleted
     * @throws IllegalStateException if records were written, and neither [commit] nor [discard] was called
     */
    @JvmSynthetic
    public suspend fun close() {
        withContext(NonCancellable) {
            turn.withLock { runOn(options.ioDispatcher) { session.close() } }
        }
    }

    /**
     * Runs [block] with this writer, commits the writing unless the block has ended it, and returns the result of the
     * block; [report] has that of the writing. If the block fails or is cancelled, the writing is discarded.
     */
    @JvmSynthetic
    public suspend inline fun <T> use(block: (MarcWriter) -> T): T {
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
    internal suspend fun end(failure: Throwable?) {
        if (failure != null) return discardBecauseOf(failure)
        try {
            turn.withLock { runOn(options.ioDispatcher) { session.end(null) } }
        } catch (e: Throwable) {
            discardBecauseOf(e)
            throw e
        }
    }

    private suspend fun discardBecauseOf(failure: Throwable) {
        withContext(NonCancellable) {
            turn.withLock { runOn(options.ioDispatcher) { session.end(failure) } }
        }
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
