// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.parallelMappedOutcomes
import dev.marcato.internal.parallel.parallelOutcomes
import dev.marcato.internal.parallel.parallelRecords
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.failureOf
import java.io.File
import java.io.InputStream
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext
import kotlinx.io.RawSource

/**
 * Reads MARC records from a file, memory or a stream, as a [Flow] or one by one. The format (see [MarcFormat]) and gzip
 * are detected from the first bytes.
 *
 * **Damaged input.** [Strictness.STRICT], the default, throws a [MarcException] at the first problem, after delivering
 * every record before it. [Strictness.LENIENT] repairs records if their bytes show how, and resumes after the damage;
 * [ProblemCode] describes how each problem is treated. A [Severity.WARNING] never ends a reading. [outcomes] accounts
 * for every byte.
 *
 * **Closing.** The reader opens files given by path or name when a reading begins, and closes them when it ends: at the
 * end, on failure, on cancellation, and when a collector stops early. Streams, sources, channels and sockets stay open;
 * their owner closes them. The reader may have read beyond the last record.
 *
 * **One-shot inputs.** A file, a byte array, a buffer and a [SeekableInput] can be read any number of times, even
 * concurrently; a flow of bytes as often as it can be collected. A stream, source, channel or socket is a *one-shot
 * input*: a second reading fails with an [IllegalStateException].
 *
 * **Failures.** `open` opens nothing. It only refuses a range outside the array ([IndexOutOfBoundsException]) and
 * invalid options ([IllegalArgumentException]). Other failures occur later; a reading begins with the collection of
 * [records], or with the first call of [MarcCursor.next]:
 *
 * | cause | when | exception |
 * |---|---|---|
 * | the file doesn't exist | when a reading begins | [java.nio.file.NoSuchFileException] |
 * | permission is denied | when a reading begins | [java.nio.file.AccessDeniedException] |
 * | the path is a directory | at the first read | [java.nio.file.FileSystemException] |
 * | the file name is invalid | when a reading begins | [java.nio.file.InvalidPathException] |
 * | gzip is refused or required ([Compression]) | at the first read | [java.util.zip.ZipException] |
 * | the input is larger than allowed ([ReadLimits]) | at that record or byte | [ReadLimitException] |
 * | the stream, channel or socket is closed | at the first read | its own [java.io.IOException] |
 * | the kotlinx-io source is closed | at the first read | its own [IllegalStateException] |
 * | the channel is in non-blocking mode | at the first read | [java.nio.channels.IllegalBlockingModeException] |
 * | reading a file fails later | at that read | [java.nio.file.FileSystemException] with its name and the cause |
 * | reading another input fails later | at that read | the exception of the input, unwrapped |
 *
 * A [MarcException] and every [MarcProblem] of a file have its name, too ([MarcProblem.source]).
 *
 * A stream can't say whether it is complete. If it ends early without an exception, as when a client goes away, a last
 * record that isn't complete is [ProblemCode.RECORD_CUT_OFF]; an end between two records can't be noticed.
 *
 * Immutable and safe to share between threads. For Java there is [dev.marcato.blocking.BlockingMarcReader].
 *
 * @sample dev.marcato.samples.readTitles
 */
public class MarcReader private constructor(private val reader: InputReader) {
    /** The options of this reader. */
    @get:JvmSynthetic
    public val options: ReadOptions get() = reader.options

    /**
     * Returns the records in input order as a cold flow. Every collection reads the input again.
     *
     * Blocking reads run on [ReadOptions.ioDispatcher], up to [ReadOptions.readAhead] chunks and one more ahead, but
     * only one chunk until the first record was made. Records are made on [ReadOptions.decodeDispatcher], up to three
     * batches of 512 KiB ahead of the collector; those of at most [ReadOptions.chunkSize] bytes in memory, in the
     * collector's context. The flow checks for cancellation before each record, and first waits for a blocking read in
     * progress.
     *
     * With `flowOn`, `buffer` or another operator that adds a channel after this flow, a failure cancels the records
     * that are still in the channel. If every record before a failure counts, change the context of the collector
     * instead.
     *
     * The collection fails with [MarcException] if bytes aren't a valid record, with [java.io.IOException] if reading
     * fails, and with [IllegalStateException] if a one-shot input was read before.
     */
    @JvmSynthetic
    public fun records(): Flow<Record> = reader.asFlow(StretchDecoder::next)

    /**
     * Returns the whole input as a cold flow of [Outcome]s: records, filler between them and, with
     * [Strictness.LENIENT], damage. Contexts, cancellation and failures are those of [records].
     */
    @JvmSynthetic
    public fun outcomes(): Flow<Outcome> = reader.asFlow(StretchDecoder::nextOutcome)

    /**
     * Returns the result of [transform] for each record, in input order, as a cold flow. Several workers read and
     * transform at the same time; the results are those of [records] with a `map`, also for damaged input.
     *
     * Several workers share any ISO 2709 input, also a stream, a flow of bytes or a compressed file: one coroutine takes
     * the bytes, on [ReadOptions.ioDispatcher] or for a flow in the collector's context, and workers make and transform
     * the records on [ParallelOptions.dispatcher]. Other formats, files and arrays of up to 512 KiB, and inputs that may
     * reach a limit of [ReadLimits] are read as by [records], and workers only transform. A file must not change while
     * it is read.
     *
     * Order, window, failures and cancellation are those of `Flow.mapParallel`. Problems and progress are reported in
     * the collector's context, problems before the result of their record.
     *
     * @sample dev.marcato.samples.titlesInParallel
     */
    @JvmSynthetic
    public fun <R> mapParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (Record) -> R,
    ): Flow<R> = transformed(options, isOrdered = true, transform)

    /** The same as [mapParallel] with a number of [workers]. */
    @JvmSynthetic
    public fun <R> mapParallel(workers: Int, transform: suspend (Record) -> R): Flow<R> =
        mapParallel(ParallelOptions { this.workers = workers }, transform)

    /**
     * The same as [mapParallel], but results, problems and progress come in the order of completion, and failures are
     * those of `Flow.mapParallelUnordered`.
     */
    @JvmSynthetic
    public fun <R> mapParallelUnordered(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (Record) -> R,
    ): Flow<R> = transformed(options, isOrdered = false, transform)

    /**
     * Returns the records for which [predicate] is true, in input order, as a cold flow. The predicate is called by
     * several workers at the same time; everything else is as in [mapParallel].
     */
    @JvmSynthetic
    public fun filterParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        predicate: suspend (Record) -> Boolean,
    ): Flow<Record> = mapParallel(options) { if (predicate(it)) it else null }.filterNotNull()

    /** The same as [filterParallel] with a number of [workers]. */
    @JvmSynthetic
    public fun filterParallel(workers: Int, predicate: suspend (Record) -> Boolean): Flow<Record> =
        filterParallel(ParallelOptions { this.workers = workers }, predicate)

    /**
     * Returns the flow of [outcomes], in the same order. Several workers make them if the input is ISO 2709; see
     * [mapParallel].
     */
    @JvmSynthetic
    public fun outcomesParallel(options: ParallelOptions = ParallelOptions.DEFAULT): Flow<Outcome> {
        if (reader.range != null) return outcomes()
        return flow { parallelOutcomes(reader, options).run { outcomes -> for (outcome in outcomes) emit(outcome) } }
    }

    /**
     * Returns the flow of [outcomes] with the result of [transform] for each, in the same order. Several workers read
     * and transform at the same time; see [mapParallel].
     *
     * A worker doesn't know what comes before its part of the input: in the transform, [Outcome.Read.recordIndex] counts
     * from the beginning of that part. The outcomes that the flow emits have the right one.
     */
    @JvmSynthetic
    public fun <R> mapOutcomesParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (Outcome) -> R,
    ): Flow<MappedOutcome<R>> = flow {
        parallelMappedOutcomes(reader, options, transform).run { results -> for (result in results) emit(result) }
    }

    private fun <R> transformed(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Record) -> R,
    ): Flow<R> = flow {
        parallelRecords(reader, options, isOrdered, transform).run { results -> for (result in results) emit(result) }
    }

    /**
     * Returns a reader of the part of this input that begins in the bytes from [from] until [until]. Readers of
     * adjacent ranges together give the whole input, once and in order, at any time and on any machine. Positions are
     * those in the whole input.
     *
     * A range owns everything from its first *anchor* up to the first anchor of the next range. An anchor is the start
     * of the input, or the place after a record terminator that is followed, after at most 4,096 bytes of line ends,
     * blanks and NULs, by what looks like a leader: five digits, three printable characters that aren't digits at 5 to
     * 7, `2` or a blank at 10 and 11, five digits at 12 to 16. Reading begins one byte before the range and continues
     * to the end of the last record or damage that begins in it.
     *
     * Unless the range begins at 0, record indices are null. Ranges need uncompressed ISO 2709: of a compressed input
     * or another format, they fail with a [java.io.IOException] when reading begins. Only the range from 0 until
     * [Long.MAX_VALUE], the whole input, may be anything.
     *
     * To begin in the middle of a file, use a range, not a stream that was moved there: if a stream begins inside a
     * record, lenient reading can't distinguish the rest of that record from one that lost its leader, and repairs it.
     *
     * @throws IllegalArgumentException if [from] is negative or after [until]
     * @throws IllegalStateException if the input is a one-shot input or a flow, or this reader has a range already
     */
    @JvmSynthetic
    public fun range(from: Long, until: Long): MarcReader = MarcReader(reader.part(from, until))

    /**
     * Returns a reader of the part of this input that [split] describes. Reading fails with a [java.io.IOException] if
     * the input is smaller than it was when it was divided. If it has grown, the last split has the rest. See [range].
     *
     * @throws IllegalStateException if the input is a one-shot input or a flow, or this reader has a range already
     * @sample dev.marcato.samples.readSplitsElsewhere
     */
    @JvmSynthetic
    public fun range(split: ReadSplit): MarcReader = MarcReader(reader.part(split))

    /**
     * Divides this input into splits of [bytesPerSplit] bytes, the last one of at most as many. A compressed input or
     * a text format is one split. Looks at the size of the input and, if that is larger, at its first bytes, on
     * [ReadOptions.ioDispatcher].
     *
     * @throws IllegalArgumentException if [bytesPerSplit] is below 1, or so small that a list can't hold the splits
     * @throws IllegalStateException if the input is a one-shot input or a flow, or this reader has a range
     * @throws java.io.IOException if the input can't be opened or read
     * @sample dev.marcato.samples.readSplitsInThreads
     */
    @JvmSynthetic
    public suspend fun splits(bytesPerSplit: Long): List<ReadSplit> {
        var splits = emptyList<ReadSplit>()
        // Rethrown here: an exception that crosses contexts may be copied.
        withContext(options.ioDispatcher) { failureOf { splits = reader.splits(bytesPerSplit) } }?.let { throw it }
        return splits
    }

    /**
     * Returns the bytes of an [outcome] of this input, even if there were too many to be held. Reads the input again:
     * there, or from its start if it is compressed or a flow.
     *
     * @throws IllegalArgumentException if an array can't hold them
     * @throws IllegalStateException if the input is a one-shot input
     * @throws java.io.EOFException if the input has become shorter
     */
    @JvmSynthetic
    public suspend fun bytesOf(outcome: Outcome): ByteArray = reader.bytesOf(outcome)

    /**
     * Returns a cursor, which lets one consumer take records one by one or in batches. Each cursor reads the input
     * again, and no further than requested, up to the end of a chunk. A flow of bytes is collected in a context of its
     * own, which closing the cursor cancels.
     */
    @JvmSynthetic
    public fun cursor(): MarcCursor<Record> = MarcCursor.of(reader.feed(StretchDecoder::next))

    /** The same as [cursor], for [outcomes]. */
    @JvmSynthetic
    public fun outcomeCursor(): MarcCursor<Outcome> = MarcCursor.of(reader.feed(StretchDecoder::nextOutcome))

    override fun toString(): String = "MarcReader($reader)"

    public companion object {
        /** Reads a file. */
        @JvmSynthetic
        public fun open(
            path: Path,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(path), options, configure)

        /** Reads a file. */
        @JvmSynthetic
        public fun open(
            path: kotlinx.io.files.Path,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(path), options, configure)

        /** Reads a file. */
        @JvmSynthetic
        public fun open(
            file: File,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(file), options, configure)

        /** Reads the file with this name. */
        @JvmSynthetic
        public fun open(
            fileName: String,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(File(fileName)), options, configure)

        /**
         * Reads the bytes from [startIndex] until [endIndex] without copying them; don't change them meanwhile.
         *
         * @throws IndexOutOfBoundsException if the range isn't within the array
         */
        @JvmSynthetic
        public fun open(
            bytes: ByteArray,
            options: ReadOptions = ReadOptions.DEFAULT,
            startIndex: Int = 0,
            endIndex: Int = bytes.size,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(bytes, startIndex, endIndex), options, configure)

        /**
         * Reads the bytes from the buffer's position to its limit without copying them or moving either; don't change
         * them meanwhile.
         */
        @JvmSynthetic
        public fun open(
            buffer: ByteBuffer,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(buffer), options, configure)

        /** Reads any other input that has a size and can be read from any position. */
        @JvmSynthetic
        public fun open(
            input: SeekableInput,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(ByteInput.of(input), options, configure)

        /** Reads a kotlinx-io source, a one-shot input. */
        @JvmSynthetic
        public fun open(
            source: RawSource,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(source), options, configure)

        /** Reads an input stream, a one-shot input. */
        @JvmSynthetic
        public fun open(
            stream: InputStream,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(stream), options, configure)

        /**
         * Reads a channel in blocking mode from where it is, a one-shot input. [SeekableInput.of] makes an input of a
         * file channel that can be read in ranges.
         */
        @JvmSynthetic
        public fun open(
            channel: ReadableByteChannel,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(channel), options, configure)

        /** Reads from a socket, a one-shot input. */
        @JvmSynthetic
        public fun open(
            socket: Socket,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(socket), options, configure)

        /** Reads the bytes of a flow, in chunks of any size; don't change a chunk after emitting it. */
        @JvmSynthetic
        public fun open(
            chunks: Flow<ByteArray>,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(ByteInput.Pushed(chunks), options, configure)

        private fun reader(
            input: ByteInput,
            options: ReadOptions,
            configure: ReadOptions.Builder.() -> Unit,
        ): MarcReader = MarcReader(InputReader(input, range = null, options.toBuilder().apply(configure).build()))
    }
}
