// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.hasParts
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.parallelOutcomes
import dev.marcato.internal.parallel.parallelRecords
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.InputReader
import java.io.File
import java.io.InputStream
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.io.RawSource

/**
 * Reads the MARC records of a file, of memory or of a stream, as a [Flow] or one by one. The format is told from the first
 * bytes; see [MarcFormat].
 *
 *     MarcReader.open(Path("catalogue.mrc")).records().collect { println(it.title) }
 *
 * **Strict or lenient.** Unless [ReadOptions.strictness] says otherwise, the first thing that is wrong ends the reading
 * with a [MarcException], after every record before it was delivered; see [Strictness.STRICT] for garbage that never
 * ends. A [Severity.WARNING] doesn't end it. Lenient reading repairs what its bytes tell how to
 * repair, and goes on; see [ProblemCode] for what it does about each problem. Line ends, blanks and NULs between
 * records are no fault. [outcomes] accounts for every byte.
 *
 * **Compression.** Gzip is recognised by its first bytes, whatever the input and its name.
 *
 * **Who closes.** Whoever opened. Files given by path or name are opened when a reading begins and closed when it ends:
 * at the end, on failure, on cancellation, and when a collector stops early. Streams, sources, channels and sockets
 * stay open; who opened them closes them. What was read ahead of the last record is gone from them.
 *
 * **Again or once.** A file, a byte array and a buffer can be read any number of times, also at once; a flow of bytes
 * as often as it can be collected. A stream, source, channel or socket can be read once; a second reading fails with an
 * [IllegalStateException].
 *
 * **When it shows that an input cannot be read.** `open` opens nothing; all that it refuses is a range outside of an array
 * ([IndexOutOfBoundsException]) and options out of their range ([IllegalArgumentException]). Then:
 *
 * | what is wrong | shows | as |
 * |---|---|---|
 * | the file does not exist | when a reading begins | [java.nio.file.NoSuchFileException] |
 * | the file may not be read | when a reading begins | [java.nio.file.AccessDeniedException] |
 * | the path is a directory | at the first read | [java.io.IOException] |
 * | the name is none that the system can have | when a reading begins | [java.nio.file.InvalidPathException] |
 * | the stream, channel or socket is closed | at the first read | the [java.io.IOException] that it throws |
 * | the kotlinx-io source is closed | at the first read | the [IllegalStateException] that it throws |
 * | the channel is in non-blocking mode | at the first read | [java.nio.channels.IllegalBlockingModeException] |
 * | reading fails later | at that read | what the input throws, unwrapped |
 *
 * A reading begins with the collection of [records], or with the first call of [RecordCursor.next].
 *
 * A reader is immutable and may be shared between threads. For Java there is
 * [dev.marcato.blocking.BlockingMarcReader].
 */
public class MarcReader private constructor(private val reader: InputReader) {
    /** How this reader reads. */
    @get:JvmSynthetic
    public val options: ReadOptions get() = reader.options

    /**
     * Returns the records in the order of the input, as a cold flow: each collection reads the input anew.
     *
     * Blocking reads are made on [ReadOptions.ioDispatcher], at most [ReadOptions.readAhead] and one chunk ahead of the
     * collector, and not before the first record was made; records are made in the collector's context. Cancellation is noticed before each record; a blocking
     * read that is under way is waited for first.
     *
     * An operator that puts a channel behind this flow, such as `flowOn` or `buffer`, lets a failure overtake records
     * that wait in the channel: coroutines cancel what is on its way. Where every record before a failure counts, change
     * the context of the collector instead.
     *
     * The collection fails with [MarcException] if bytes are no valid record, with [java.io.IOException] if reading
     * fails, and with [IllegalStateException] if the input could be read only once and was.
     */
    @JvmSynthetic
    public fun records(): Flow<Record> = reader.asFlow(StretchDecoder::next)

    /**
     * Returns everything that the input holds, as a cold flow: each record, the filler between them, and, when reading
     * [Strictness.LENIENT], the damage. Each begins where the one before ends, so no byte is left out.
     *
     * Contexts, cancellation and failures are as those of [records], which are the records among these outcomes.
     */
    @JvmSynthetic
    public fun outcomes(): Flow<Outcome> = reader.asFlow(StretchDecoder::nextOutcome)

    /**
     * Returns what [transform] makes of each record, in the order of the input, as a cold flow: made by several workers
     * at once, which also read.
     *
     *     MarcReader.open(path).mapParallel { it.title }.collect(::println)
     *
     * A file, a byte array and a buffer are cut into ranges, of which each worker reads and transforms one after the
     * other; what comes out is what [records] and a `map` would give, damaged input included. Small ones, compressed
     * ones and those that can only be read from their start are read as by [records], and the workers get the records.
     * Order, window, failures and cancellation are as with the [mapParallel] of flows. A file has to stay as it is while
     * it is read.
     *
     * Workers that read a file run on threads of `Dispatchers.IO`, and block them, unless [ReadOptions.ioDispatcher] or
     * [ParallelOptions.dispatcher] was set: then they work on that, and read on the other. Problems and progress are told
     * in the collector's context, problems before the result of the record that has them.
     */
    @JvmSynthetic
    public fun <R> mapParallel(
        options: ParallelOptions = ParallelOptions.builder().build(),
        transform: suspend (Record) -> R,
    ): Flow<R> = transformed(options, isOrdered = true, transform)

    /** As the first [mapParallel], by this many [workers]. */
    @JvmSynthetic
    public fun <R> mapParallel(workers: Int, transform: suspend (Record) -> R): Flow<R> =
        mapParallel(ParallelOptions { this.workers = workers }, transform)

    /**
     * Returns what [transform] makes of each record, in the order in which that is done. Problems and progress are told
     * in that order, too. Otherwise all is as with [mapParallel] and [mapParallelUnordered] of flows.
     */
    @JvmSynthetic
    public fun <R> mapParallelUnordered(
        options: ParallelOptions = ParallelOptions.builder().build(),
        transform: suspend (Record) -> R,
    ): Flow<R> = transformed(options, isOrdered = false, transform)

    /**
     * Returns what [outcomes] returns, in the same order, read by several workers at once where the input can be cut;
     * see [mapParallel].
     */
    @JvmSynthetic
    public fun outcomesParallel(options: ParallelOptions = ParallelOptions.builder().build()): Flow<Outcome> {
        if (reader.range != null || !reader.input.hasParts) return outcomes()
        return flow { parallelOutcomes(reader, options).run { outcomes -> for (outcome in outcomes) emit(outcome) } }
    }

    private fun <R> transformed(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Record) -> R,
    ): Flow<R> = flow {
        parallelRecords(reader, options, isOrdered, transform).run { results -> for (result in results) emit(result) }
    }

    /**
     * Returns a reader of a part of this one's input: of all that begins among the bytes from [from] until [until].
     * Readers of ranges that follow one another, wherever they are cut, give together all that this one gives, once and
     * in the same order; positions are those in the whole input. So the parts of a file can be read at different times
     * and places.
     *
     * Records belong to the range in which they begin, and so does what lies between them, or is damaged: more exactly,
     * all from one *anchor* up to the next one. An anchor is the start of the input, or the place behind a record
     * terminator where, behind no more than 4,096 bytes of line ends, blanks and NULs, stands what looks like a leader:
     * five digits, three printable characters that are no digits at 5 to 7, `2` or a blank at 10 and 11, five digits at
     * 12 to 16. Reading begins a byte before the range, and goes on behind it to the end of what began in it.
     *
     * Unless the range begins with the input nobody counts the records before it: their indices are null. Only for ISO
     * 2709, and no part of a compressed file can be read; that shows as an [java.io.IOException] when reading begins.
     *
     * @throws IllegalArgumentException if [from] is negative, or behind [until]
     * @throws IllegalStateException if the input is no file, array or buffer, is compressed in memory, or if this reader
     * has a range already
     */
    @JvmSynthetic
    public fun range(from: Long, until: Long): MarcReader = MarcReader(reader.part(from, until))

    /**
     * Returns the bytes that an [outcome] of this input is made of, also where they were too many to be held. Reads the
     * input from its start to them.
     *
     * @throws IllegalArgumentException if they are more than an array can hold
     * @throws IllegalStateException if the input can be read only once
     * @throws java.io.EOFException if the input has become shorter
     */
    @JvmSynthetic
    public suspend fun bytesOf(outcome: Outcome): ByteArray = reader.bytesOf(outcome)

    /**
     * Returns a cursor, from which one consumer takes records one by one or in batches. Each cursor reads the input
     * anew. Nothing is read ahead of what was asked for but the rest of a chunk. A flow of bytes is collected in a context
     * of its own, since it has to wait between two calls of the cursor; close the cursor to cancel it.
     */
    @JvmSynthetic
    public fun cursor(): RecordCursor = RecordCursor.of(reader.feed())

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
         * Reads the bytes from [startIndex] until [endIndex]. They are not copied: leave them as they are while they
         * are read.
         *
         * @throws IndexOutOfBoundsException if the range is not within the array
         */
        @JvmSynthetic
        public fun open(
            bytes: ByteArray,
            startIndex: Int = 0,
            endIndex: Int = bytes.size,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(bytes, startIndex, endIndex), options, configure)

        /**
         * Reads the bytes from the buffer's position to its limit, and moves neither. They are not copied: leave them
         * as they are while they are read.
         */
        @JvmSynthetic
        public fun open(
            buffer: ByteBuffer,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(buffer), options, configure)

        /** Reads a kotlinx-io source, once. */
        @JvmSynthetic
        public fun open(
            source: RawSource,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(source), options, configure)

        /** Reads an input stream, once. */
        @JvmSynthetic
        public fun open(
            stream: InputStream,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(stream), options, configure)

        /** Reads a channel in blocking mode, once. */
        @JvmSynthetic
        public fun open(
            channel: ReadableByteChannel,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(channel), options, configure)

        /** Reads what a socket receives, once. */
        @JvmSynthetic
        public fun open(
            socket: Socket,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(inputOf(socket), options, configure)

        /** Reads the bytes that a flow emits, in chunks of any size; they must not change after they were emitted. */
        @JvmSynthetic
        public fun open(
            chunks: Flow<ByteArray>,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcReader = reader(ByteInput.Pushed(chunks), options, configure)

        @JvmSynthetic
        internal fun of(input: ByteInput, options: ReadOptions): MarcReader =
            MarcReader(InputReader(input, range = null, options))

        private fun reader(
            input: ByteInput,
            options: ReadOptions,
            configure: ReadOptions.Builder.() -> Unit,
        ): MarcReader = of(input, options.toBuilder().apply(configure).build())
    }
}
