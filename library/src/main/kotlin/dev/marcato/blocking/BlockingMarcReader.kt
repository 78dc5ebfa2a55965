// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.MappedOutcome
import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.ReadSplit
import dev.marcato.Record
import dev.marcato.SeekableInput
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.parallelMappedOutcomes
import dev.marcato.internal.parallel.parallelRecords
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.BATCH_BYTES
import dev.marcato.internal.sessions.BATCH_RECORDS
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.Pass
import dev.marcato.internal.sessions.PulledItems
import dev.marcato.internal.sessions.RecordPull
import dev.marcato.internal.sessions.asFlow
import dev.marcato.internal.sessions.asStream
import dev.marcato.internal.sessions.unchecked
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.UncheckedIOException
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.file.Path
import java.util.Collections
import java.util.function.Function
import java.util.function.Predicate
import java.util.stream.Stream
import kotlinx.io.RawSource

/**
 * Reads MARC records in the calling thread, for Java and code without coroutines.
 *
 *     try (BlockingMarcReader reader = BlockingMarcReader.open(path)) {
 *         for (Record record : reader) System.out.println(record.title());
 *     }
 *
 * A reader makes one pass over the records, in a loop, as a stream, or with [read] and [readBatch], or over the
 * outcomes; each continues where the last one stopped. [iterator], [stream] and [outcomes] can be called only once, so
 * that a second loop doesn't find an empty file.
 *
 * **Failures.** `open` throws the [IOException] of the platform for a file that can't be opened or a closed socket, and
 * [java.nio.file.InvalidPathException] for an invalid name. If reading fails, [read] and [readBatch] throw an
 * [IOException], the iterator and the stream an [UncheckedIOException] with it as the cause. Bytes that aren't a valid
 * record are a [dev.marcato.MarcException] after all earlier records, unless reading is
 * [dev.marcato.Strictness.LENIENT]. After a failure, every call fails the same way.
 *
 * **Closing.** A file is closed by [close], at the end of the input, and on failure. Streams, sources, channels and
 * sockets stay open; their owner closes them.
 *
 * Inputs, formats and gzip are those of [dev.marcato.MarcReader]. For one thread at a time; records can be shared.
 */
public class BlockingMarcReader private constructor(private val reader: InputReader) :
    Iterable<Record>,
    AutoCloseable {
    private val pull = RecordPull(reader.begin()).apply { open() }
    private val pass = Pass()
    private val records = PulledItems(pull, StretchDecoder::next) { pass.give(Pass.Kind.RECORDS) }
    private val outcomes = PulledItems(pull, StretchDecoder::nextOutcome) { pass.give(Pass.Kind.OUTCOMES) }
    private var results: ParallelResults<*>? = null

    /**
     * Returns the next record, or null at the end of the input, also in further calls.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if the bytes aren't a valid record
     */
    @Throws(IOException::class)
    public fun read(): Record? = records.read()

    /**
     * Returns up to [maxRecords] records as an unmodifiable list; fewer if they reach [maxBytes], if the next one would
     * have to be waited for, or at the end of the input. An empty list means the end. A record larger than [maxBytes]
     * comes in a batch of its own.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if the bytes aren't a valid record; earlier records were delivered
     * @throws IllegalArgumentException if [maxRecords] or [maxBytes] is below 1
     */
    @Throws(IOException::class)
    @JvmOverloads
    public fun readBatch(maxRecords: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<Record> =
        records.readBatch(maxRecords, maxBytes)

    /**
     * Returns the next [Outcome], or null at the end of the input, also in further calls. A reader gives either records
     * or outcomes.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if reading is strict and the bytes have a problem
     * @throws IllegalStateException if records were read from this reader, or it is closed
     */
    @Throws(IOException::class)
    public fun readOutcome(): Outcome? = outcomes.read()

    /**
     * Returns up to [maxOutcomes] outcomes, as [readBatch] does records. An outcome counts as many bytes as it has in
     * the input, held or not.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if reading is strict and the bytes have a problem; earlier outcomes were
     * delivered
     * @throws IllegalArgumentException if [maxOutcomes] or [maxBytes] is below 1
     * @throws IllegalStateException if records were read from this reader, or it is closed
     */
    @Throws(IOException::class)
    @JvmOverloads
    public fun readOutcomeBatch(maxOutcomes: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<Outcome> =
        outcomes.readBatch(maxOutcomes, maxBytes)

    /**
     * Returns the whole input as a sequential, ordered stream of [Outcome]s. Closing the stream closes this reader.
     * Failures are those of [stream].
     *
     * @throws IllegalStateException if [iterator], [stream] or this was called before
     */
    public fun outcomes(): Stream<Outcome> = outcomeIterator().asStream { unchecked(::close) }

    @JvmSynthetic
    internal fun outcomeIterator(): Iterator<Outcome> {
        pass.begin()
        return outcomes
    }

    /**
     * Returns the bytes of an [outcome] of this reader, even if there were too many to be held. Reads the input again,
     * independently of this reader's pass: there, or from its start if it is compressed.
     *
     * @throws IllegalArgumentException if an array can't hold them
     * @throws IllegalStateException if the input is a one-shot input (see [dev.marcato.MarcReader])
     * @throws IOException if reading fails, or the input has become shorter
     */
    @Throws(IOException::class)
    public fun bytesOf(outcome: Outcome): ByteArray = reader.bytesByBlocking(outcome)

    /**
     * Returns the iterator of the one pass over the records.
     *
     * @throws IllegalStateException if it, [stream] or [outcomes] was called before
     */
    override fun iterator(): Iterator<Record> {
        pass.begin()
        return records
    }

    /**
     * Returns the records as a sequential, ordered stream; closing it closes this reader.
     *
     * @throws IllegalStateException if it, [iterator] or [outcomes] was called before
     */
    public fun stream(): Stream<Record> = iterator().asStream { unchecked(::close) }

    /**
     * Returns the result of [function] for each record, in input order. Several workers read and transform at the same
     * time; see [dev.marcato.MarcReader.mapParallel] and [ParallelResults]. Closing the results closes this reader.
     *
     * Files and streams are read on [ReadOptions.Builder.ioDispatcher] while the caller waits for results. Closing the
     * results waits for a read in progress.
     *
     * @throws IllegalStateException if records or outcomes were read from this reader, or it is closed
     */
    @JvmOverloads
    public fun <R> mapParallel(
        function: Function<in Record, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<R> = begun(ParallelResults.of(::closeInput, work(options, isOrdered = true, function::apply)))

    /** The same as [mapParallel], but results come in the order of completion. */
    @JvmOverloads
    public fun <R> mapParallelUnordered(
        function: Function<in Record, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<R> = begun(ParallelResults.of(::closeInput, work(options, isOrdered = false, function::apply)))

    /**
     * Returns the records for which [predicate] is true, in input order. The predicate is called by several workers at
     * the same time; everything else is as in [mapParallel].
     */
    @JvmOverloads
    public fun filterParallel(
        predicate: Predicate<in Record>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<Record> = begun(
        ParallelResults.ofNotNull(
            ::closeInput,
            work(options, isOrdered = true) {
                if (predicate.test(it)) it else null
            },
        ),
    )

    /**
     * Returns the outcomes with the result of [function] for each, in input order; see
     * [dev.marcato.MarcReader.mapOutcomesParallel]. Everything else is as in [mapParallel].
     */
    @JvmOverloads
    public fun <R> mapOutcomesParallel(
        function: Function<in Outcome, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<MappedOutcome<R>> {
        val unread = unread()
        return begun(
            ParallelResults.of(::closeInput) { deliver ->
                parallelMappedOutcomes<R>(unread, options) { function.apply(it) }.run(deliver)
            },
        )
    }

    private fun <R> begun(results: ParallelResults<R>): ParallelResults<R> = results.also { this.results = it }

    private fun <R> work(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Record) -> R,
    ): suspend (deliver: suspend (List<R>) -> Unit) -> Unit {
        val unread = unread()
        return { deliver -> parallelRecords(unread, options, isOrdered, transform).run(deliver) }
    }

    /** The whole input, for a reading of its own. */
    private fun unread(): InputReader {
        pass.giveResults()
        // A file that may have to be waited for is a pipe, which can't be opened again.
        val isOpenedAgain = reader.input.seekable != null && !unchecked { pull.mayWait() }
        if (isOpenedAgain) closeInput()
        return if (isOpenedAgain) reader else reader.of(pull.unread(reader.input.source))
    }

    /** Closes the file, if the reader opened one, and ends the reading. Can be called repeatedly. */
    @Throws(IOException::class)
    override fun close() {
        pass.close()
        records.forget()
        outcomes.forget()
        results?.close()
        pull.close()
    }

    private fun closeInput(): Unit = unchecked { pull.close() }

    public companion object {
        /** Opens a file and reads it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: Path, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(path), options)

        /** Opens a file and reads it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(file: File, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(file), options)

        /** Opens the file with this name and reads it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(fileName: String, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(File(fileName)), options)

        /** Opens a file and reads it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: kotlinx.io.files.Path, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(path), options)

        /** Reads bytes without copying them; don't change them meanwhile. */
        @JvmStatic @JvmOverloads
        public fun open(bytes: ByteArray, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(bytes, 0, bytes.size), options)

        /**
         * Reads the bytes from [startIndex] until [endIndex] without copying them; don't change them meanwhile.
         *
         * @throws IndexOutOfBoundsException if the range isn't within the array
         */
        @JvmStatic @JvmOverloads
        public fun open(
            bytes: ByteArray,
            startIndex: Int,
            endIndex: Int,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader = reader(inputOf(bytes, startIndex, endIndex), options)

        /** Reads the bytes from the buffer's position to its limit without copying them or moving either. */
        @JvmStatic @JvmOverloads
        public fun open(buffer: ByteBuffer, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(buffer), options)

        /** Reads an input stream. */
        @JvmStatic @JvmOverloads
        public fun open(stream: InputStream, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(stream), options)

        /** Reads a channel in blocking mode. */
        @JvmStatic @JvmOverloads
        public fun open(channel: ReadableByteChannel, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(channel), options)

        /** Reads from a socket. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(socket: Socket, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(socket), options)

        /** Reads a kotlinx-io source. */
        @JvmStatic @JvmOverloads
        public fun open(source: RawSource, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(source), options)

        /** Opens any other input that has a size and can be read from any position, and reads it. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(input: SeekableInput, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(ByteInput.of(input), options)

        /**
         * Opens an input and reads the part that begins from [from] until [until]; see [dev.marcato.MarcReader.range].
         *
         * @throws IllegalArgumentException if [from] is negative or after [until]
         * @throws IOException if the input can't be opened, or can't be read in ranges; of memory, [read] throws that
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun openRange(
            input: SeekableInput,
            from: Long,
            until: Long,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader = BlockingMarcReader(InputReader(ByteInput.of(input), null, options).part(from, until))

        /**
         * Opens an input and reads the part that [split] describes; see [dev.marcato.MarcReader.range].
         *
         * @throws IOException if the input can't be opened, or is smaller than it was when it was divided; if it can't
         * be read in ranges, also thrown by [read]
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun openRange(
            input: SeekableInput,
            split: ReadSplit,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader = BlockingMarcReader(InputReader(ByteInput.of(input), null, options).part(split))

        /**
         * Divides an input into splits of [bytesPerSplit] bytes; see [dev.marcato.MarcReader.splits].
         *
         * @return an unmodifiable list
         * @throws IllegalArgumentException if [bytesPerSplit] is below 1, or so small that a list can't hold the splits
         * @throws IOException if the input can't be opened or read
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun splits(
            input: SeekableInput,
            bytesPerSplit: Long,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): List<ReadSplit> =
            Collections.unmodifiableList(InputReader(ByteInput.of(input), null, options).splits(bytesPerSplit))

        private fun reader(input: ByteInput, options: ReadOptions): BlockingMarcReader =
            BlockingMarcReader(InputReader(input, range = null, options))
    }
}
