// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * How to read. In Kotlin `ReadOptions { verifyText = false }`, in Java
 * `ReadOptions.builder().verifyText(false).build()`.
 *
 * Immutable and safe to share between threads and readers.
 */
public class ReadOptions private constructor(builder: Builder) {
    /** Whether text beyond ASCII is checked while reading; see [Builder.verifyText]. */
    @get:JvmName("verifyText")
    public val verifyText: Boolean = builder.verifyText

    /** The size of the largest chunk; see [Builder.chunkSize]. */
    @get:JvmName("chunkSize")
    public val chunkSize: Int = builder.chunkSize

    /** How many chunks a flow reads ahead; see [Builder.readAhead]. */
    @get:JvmName("readAhead")
    public val readAhead: Int = builder.readAhead

    /** Where blocking reads are made; see [Builder.ioDispatcher]. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher = builder.ioDispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String =
        "ReadOptions(verifyText=$verifyText, chunkSize=$chunkSize, readAhead=$readAhead, ioDispatcher=$ioDispatcher)"

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /**
         * Whether the text of every record with bytes beyond ASCII is checked to be in the character set that the
         * leader names, so that looking at the record later can meet no undecodable bytes. True unless set. Where it
         * is false such bytes are read as U+FFFD.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var verifyText: Boolean = true

        /**
         * How many bytes one read asks for at most, once an input turns out to be long: 512 KiB unless set, 1 KiB at
         * least. Has no effect on what is read, only on how fast and with how much memory.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var chunkSize: Int = DEFAULT_CHUNK_SIZE

        /**
         * How many chunks wait, at most, between the reading and the decoding of a flow: 2 unless set, 1 at least.
         * A collector that stalls so keeps the file from being read further than this and one more chunk.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var readAhead: Int = DEFAULT_READ_AHEAD

        /** Where flows and cursors make their blocking reads: [Dispatchers.IO] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** Sets whether text is checked while reading. */
        public fun verifyText(verifyText: Boolean): Builder = apply { this.verifyText = verifyText }

        /** Sets the size of the largest chunk in bytes. */
        public fun chunkSize(chunkSize: Int): Builder = apply { this.chunkSize = chunkSize }

        /** Sets how many chunks a flow reads ahead. */
        public fun readAhead(readAhead: Int): Builder = apply { this.readAhead = readAhead }

        /** Sets where blocking reads are made. */
        @JvmSynthetic
        public fun ioDispatcher(ioDispatcher: CoroutineDispatcher): Builder = apply { this.ioDispatcher = ioDispatcher }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public fun build(): ReadOptions {
            require(chunkSize >= SMALLEST_CHUNK) { "chunkSize is at least $SMALLEST_CHUNK bytes, not $chunkSize" }
            require(readAhead >= 1) { "readAhead is at least 1 chunk, not $readAhead" }
            return ReadOptions(this)
        }

        internal companion object {
            private const val DEFAULT_CHUNK_SIZE = 512 * 1024
            private const val SMALLEST_CHUNK = 1024
            private const val DEFAULT_READ_AHEAD = 2

            @JvmSynthetic
            internal fun create(): Builder = Builder()

            @JvmSynthetic
            internal fun from(options: ReadOptions): Builder = Builder().apply {
                verifyText = options.verifyText
                chunkSize = options.chunkSize
                readAhead = options.readAhead
                ioDispatcher = options.ioDispatcher
            }
        }
    }

    public companion object {
        /** All options at their defaults: strict, text checked. */
        @JvmField
        public val DEFAULT: ReadOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `ReadOptions { verifyText = false }`. */
@JvmSynthetic
public fun ReadOptions(configure: ReadOptions.Builder.() -> Unit): ReadOptions =
    ReadOptions.builder().apply(configure).build()
