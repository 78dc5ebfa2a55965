// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.hasParts
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.FlowTransform
import dev.marcato.internal.parallel.parallelRecords
import dev.marcato.internal.sessions.BATCH_BYTES
import dev.marcato.internal.sessions.BATCH_RECORDS
import dev.marcato.internal.sessions.BatchCutter
import dev.marcato.internal.sessions.InputReader
import dev.marcato.internal.sessions.RecordPull
import dev.marcato.internal.sessions.asFlow
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.UncheckedIOException
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.file.Path
import java.util.Collections
import java.util.Spliterator
import java.util.Spliterators
import java.util.function.Function
import java.util.stream.Stream
import java.util.stream.StreamSupport
import kotlinx.coroutines.flow.buffer
import kotlinx.io.RawSource

/**
 * Reads MARC records in the calling thread: for Java, and for everybody who has no coroutines.
 *
 *     try (BlockingMarcReader reader = BlockingMarcReader.open(path)) {
 *         for (Record record : reader) System.out.println(record.title());
 *     }
 *
 * A reader makes one pass: it can be iterated, streamed, or asked with [read] and [readBatch]. All ways go on where the
 * last one stopped, but [iterator] and [stream] can be called once only, so that a second loop over the same reader
 * does not pass for an empty file.
 *
 * **Failures.** Opening a file that cannot be opened, or a socket that is closed, throws the [IOException] of the
 * platform, and a name that no file can have the [java.nio.file.InvalidPathException]. Later, [read] and [readBatch]
 * throw [IOException] when reading fails; the iterator and the stream, which cannot, throw [UncheckedIOException] with
 * it as the cause. Bytes that are no valid record are a [dev.marcato.MarcException], after every record before them was
 * delivered, unless reading is [dev.marcato.Strictness.LENIENT]. A reader that failed fails in the same way ever after.
 *
 * **Who closes.** Whoever opened. A file is closed by [close], and also by itself at the end of the input and on
 * failure; one that is abandoned in the middle stays open until [close]. Streams, sources, channels and sockets stay
 * open: who opened them closes them.
 *
 * Gzip, filler between records and the kinds of input are as [dev.marcato.MarcReader] has them. A reader is not for
 * several threads at once; the records that it returns are.
 */
public class BlockingMarcReader private constructor(private val reader: InputReader) :
    Iterator<Record>,
    Iterable<Record>,
    AutoCloseable {
    private val pull = RecordPull(reader.begin()).apply { open() }
    private val pass = Pass()
    private val records = OneByOne(::read)
    private var results: ParallelResults<*>? = null

    /**
     * Returns the next record, or null at the end of the input, then and at every further call.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if the bytes are no valid record
     */
    @Throws(IOException::class)
    public fun read(): Record? {
        pass.give(Pass.Kind.RECORDS)
        records.takeAhead()?.let { return it }
        while (true) {
            pull.nextAtHand()?.let { return it }
            if (!pull.readMore()) return null
        }
    }

    /**
     * Returns the next records: as many as [maxRecords], but fewer if they come to [maxBytes], if the input would
     * have to be waited for, or if there are no more. An empty list means the end of the input. A record larger than
     * [maxBytes] comes alone. The list cannot be changed.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if the bytes are no valid record; those before it were delivered
     * @throws IllegalArgumentException if [maxRecords] or [maxBytes] is below 1
     */
    @Throws(IOException::class)
    @JvmOverloads
    public fun readBatch(maxRecords: Int = BATCH_RECORDS, maxBytes: Int = BATCH_BYTES): List<Record> {
        val batch = BatchCutter(maxRecords, maxBytes)
        batch.add(read() ?: return emptyList())
        while (!batch.isFull) {
            val record = readWithoutWaiting() ?: break
            if (!batch.addIfRoom(record)) {
                records.putBack(record)
                break
            }
        }
        return Collections.unmodifiableList(batch.records)
    }

    /**
     * Returns the next outcome: a record, filler between records, or, when reading leniently, damage; null at the end
     * of the input, then and at every further call. A reader gives either records or outcomes.
     *
     * @throws IOException if reading fails
     * @throws dev.marcato.MarcException if reading is strict and the bytes have a problem
     * @throws IllegalStateException if records were read from this reader, or it is closed
     */
    @Throws(IOException::class)
    public fun readOutcome(): Outcome? {
        pass.give(Pass.Kind.OUTCOMES)
        while (true) {
            pull.nextOutcomeAtHand()?.let { return it }
            if (!pull.readMore()) return null
        }
    }

    /**
     * Returns everything that the input holds as a sequential, ordered stream: each record, the filler between them,
     * and, when reading leniently, the damage. Each begins where the one before ends, so no byte is left out. Closing
     * the stream closes this reader. What fails is as with [stream].
     *
     * @throws IllegalStateException if [iterator], [stream] or this was called before
     */
    public fun outcomes(): Stream<Outcome> {
        pass.begin()
        return streamOf(OneByOne(::readOutcome))
    }

    /**
     * Returns the bytes that an [outcome] of this reader is made of, also where they were too many to be held. Reads the
     * input from its start to them, apart from the pass of this reader.
     *
     * @throws IllegalArgumentException if they are more than an array can hold
     * @throws IllegalStateException if the input can be read only once
     * @throws IOException if reading fails, or the input has become shorter
     */
    @Throws(IOException::class)
    public fun bytesOf(outcome: Outcome): ByteArray = reader.bytesByBlocking(outcome)

    /** Whether there is another record; reads on until this is known. */
    override fun hasNext(): Boolean = records.hasNext()

    /**
     * Returns the next record.
     *
     * @throws NoSuchElementException at the end of the input
     */
    override fun next(): Record = records.next()

    /**
     * Returns this reader itself, as the iterator of its one pass.
     *
     * @throws IllegalStateException if it, [stream] or [outcomes] was called before
     */
    override fun iterator(): Iterator<Record> {
        pass.begin()
        return this
    }

    /**
     * Returns the records as a sequential, ordered stream; closing it closes this reader.
     *
     * @throws IllegalStateException if it, [iterator] or [outcomes] was called before
     */
    public fun stream(): Stream<Record> = streamOf(iterator())

    /**
     * Returns what [function] makes of each record, in the order of the input: made by several workers at once, which
     * also read, where the input can be cut. See [ParallelResults], and [dev.marcato.MarcReader.mapParallel] for what can
     * be cut. Closing the results closes this reader.
     *
     * Other inputs, such as streams, are read by threads for that ([ReadOptions.Builder.ioDispatcher]) while results are
     * waited for, so closing them may have to wait for a read that is under way.
     *
     * @throws IllegalStateException if records or outcomes were read from this reader, or it is closed
     */
    @JvmOverloads
    public fun <R> mapParallel(
        function: Function<in Record, out R>,
        options: ParallelOptions = ParallelOptions.builder().build(),
    ): ParallelResults<R> = transformed(function, options, isOrdered = true)

    /** Returns the same as [mapParallel], but in the order in which it is made. */
    @JvmOverloads
    public fun <R> mapParallelUnordered(
        function: Function<in Record, out R>,
        options: ParallelOptions = ParallelOptions.builder().build(),
    ): ParallelResults<R> = transformed(function, options, isOrdered = false)

    private fun <R> transformed(
        function: Function<in Record, out R>,
        options: ParallelOptions,
        isOrdered: Boolean,
    ): ParallelResults<R> {
        pass.giveResults()
        val isOpenedAgain = isToBeOpenedAgain()
        if (isOpenedAgain) closeInput()
        val results = ParallelResults.of<R>(::closeInput) { deliver ->
            val transform: suspend (Record) -> R = { function.apply(it) }
            if (isOpenedAgain) {
                parallelRecords(reader, options, isOrdered, transform).run(deliver)
            } else {
                FlowTransform(options, isOrdered, transform).run(pull.asFlow(reader.options.ioDispatcher), deliver)
            }
        }
        this.results = results
        return results
    }

    /** Workers open files themselves; but a file that may be waited for is a pipe, which cannot be opened again. */
    private fun isToBeOpenedAgain(): Boolean = reader.input.hasParts && !unchecked { pull.mayWait() }

    /** Closes the file, if the reader opened one. May be called more than once; afterwards nothing can be read. */
    @Throws(IOException::class)
    override fun close() {
        pass.close()
        val _ = records.takeAhead()
        results?.close()
        pull.close()
    }

    private fun <T> streamOf(iterator: Iterator<T>): Stream<T> {
        val traits = Spliterator.ORDERED or Spliterator.NONNULL or Spliterator.IMMUTABLE
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
            .onClose { unchecked { close() } }
    }

    private fun closeInput() {
        unchecked { pull.close() }
    }

    /** For a batch that has begun: whatever fails now is thrown by the call after it, since failures keep. */
    private fun readWithoutWaiting(): Record? {
        while (true) {
            try {
                pull.nextAtHand()?.let { return it }
                if (pull.mayWait() || !pull.readMore()) return null
            } catch (e: Exception) {
                return null
            }
        }
    }

    public companion object {
        private val KINDS = listOf(
            "java.nio.file.Path", "java.io.File", "String (a file name)", "byte[]", "java.nio.ByteBuffer",
            "java.io.InputStream", "java.nio.channels.ReadableByteChannel", "java.net.Socket",
            "kotlinx.io.files.Path", "kotlinx.io.RawSource",
        )

        /** Opens a file and reads it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: Path, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(path), options)

        /** Opens a file and reads it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(file: File, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(file), options)

        /** Opens the file with this name and reads it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(fileName: String, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(File(fileName)), options)

        /** Opens a file and reads it. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: kotlinx.io.files.Path, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(path), options)

        /** Reads bytes, which are not copied: leave them as they are while they are read. */
        @JvmStatic
        @JvmOverloads
        public fun open(bytes: ByteArray, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(bytes, 0, bytes.size), options)

        /**
         * Reads the bytes from [startIndex] until [endIndex], which are not copied: leave them as they are while they
         * are read.
         *
         * @throws IndexOutOfBoundsException if the range is not within the array
         */
        @JvmStatic
        @JvmOverloads
        public fun open(
            bytes: ByteArray,
            startIndex: Int,
            endIndex: Int,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader = reader(inputOf(bytes, startIndex, endIndex), options)

        /** Reads the bytes from the buffer's position to its limit, which are not copied, and moves neither. */
        @JvmStatic
        @JvmOverloads
        public fun open(buffer: ByteBuffer, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(buffer), options)

        /** Reads an input stream. */
        @JvmStatic
        @JvmOverloads
        public fun open(stream: InputStream, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(stream), options)

        /** Reads a channel, which has to be in blocking mode. */
        @JvmStatic
        @JvmOverloads
        public fun open(channel: ReadableByteChannel, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(channel), options)

        /** Reads what a socket receives. */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(socket: Socket, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(socket), options)

        /** Reads a kotlinx-io source. */
        @JvmStatic
        @JvmOverloads
        public fun open(source: RawSource, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader =
            reader(inputOf(source), options)

        /**
         * Opens a file and reads a part of it: all that begins among the bytes from [from] until [until]; see
         * [dev.marcato.MarcReader.range].
         *
         * @throws IllegalArgumentException if [from] is negative, or behind [until]
         */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun openRange(
            path: Path,
            from: Long,
            until: Long,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader = BlockingMarcReader(InputReader(inputOf(path), null, options).part(from, until))

        /**
         * Reads a part of these bytes, which are not copied: all that begins among the bytes from [from] until [until];
         * see [dev.marcato.MarcReader.range].
         *
         * @throws IllegalArgumentException if [from] is negative, or behind [until]
         * @throws IllegalStateException if the bytes are compressed
         */
        @JvmStatic
        @JvmOverloads
        public fun openRange(
            bytes: ByteArray,
            from: Long,
            until: Long,
            options: ReadOptions = ReadOptions.DEFAULT,
        ): BlockingMarcReader =
            BlockingMarcReader(InputReader(inputOf(bytes, 0, bytes.size), null, options).part(from, until))

        /**
         * Reads an input of a kind that is known at run time only.
         *
         * @throws IllegalArgumentException if it is of none of the supported kinds, which the message lists
         * @throws IOException if a file cannot be opened
         */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class)
        public fun open(input: Any, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader = when (input) {
            is Path -> open(input, options)

            is File -> open(input, options)

            is String -> open(input, options)

            is ByteArray -> open(input, options)

            is ByteBuffer -> open(input, options)

            is InputStream -> open(input, options)

            is ReadableByteChannel -> open(input, options)

            is Socket -> open(input, options)

            is kotlinx.io.files.Path -> open(input, options)

            is RawSource -> open(input, options)

            else -> throw IllegalArgumentException(
                "Cannot read records from a ${input.javaClass.name}; supported are ${KINDS.joinToString()}",
            )
        }

        private fun reader(input: ByteInput, options: ReadOptions): BlockingMarcReader =
            BlockingMarcReader(InputReader(input, range = null, options))
    }
}
