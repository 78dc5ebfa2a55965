// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.concurrent.Executor
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * How to work in parallel. In Kotlin `ParallelOptions { workers = 4 }`, in Java
 * `ParallelOptions.builder().workers(4).build()`.
 *
 * Nothing here changes what comes out, but how fast and with how much memory. Immutable and safe to share between
 * threads.
 */
public class ParallelOptions private constructor(builder: Builder) {
    /** How many workers there are; see [Builder.workers]. */
    @get:JvmName("workers")
    public val workers: Int = builder.workers ?: configuredWorkers()

    /** How many records are on their way at once; see [Builder.windowRecords]. */
    @get:JvmName("windowRecords")
    public val windowRecords: Int = builder.windowRecords

    /** How many bytes of records are on their way at once; see [Builder.windowBytes]. */
    @get:JvmName("windowBytes")
    public val windowBytes: Int = builder.windowBytes

    /** Where the workers work; see [Builder.dispatcher]. */
    @get:JvmSynthetic
    public val dispatcher: CoroutineDispatcher = builder.dispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String =
        "ParallelOptions(workers=$workers, windowRecords=$windowRecords, windowBytes=$windowBytes, " +
            "dispatcher=$dispatcher)"

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /**
         * How many workers there are, from 1 to 10,000. Unless set, what the system property `marcato.parallelism` says,
         * else the environment variable `MARCATO_PARALLELISM`, else as many as there are cores. They are asked when the
         * options are built. An empty setting counts as none, and more than 10,000 as 10,000.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var workers: Int? = null

        /**
         * How many records have been taken from the input and not delivered yet, at most, about: 4,000 unless set. A
         * collector that stalls stops the workers there.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var windowRecords: Int = DEFAULT_WINDOW_RECORDS

        /**
         * How many bytes these records have, at most, about: 8 MiB unless set. A record that is larger is on its way
         * alone.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var windowBytes: Int = DEFAULT_WINDOW_BYTES

        /**
         * Where the workers work. Unless set, that is [Dispatchers.Default], and for those that also read a file, and so
         * block, as many threads of [Dispatchers.IO] as there are workers.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var dispatcher: CoroutineDispatcher = Dispatchers.Default

        /** Sets how many workers there are. */
        public fun workers(workers: Int): Builder = apply { this.workers = workers }

        /** Sets how many records are on their way at once. */
        public fun windowRecords(windowRecords: Int): Builder = apply { this.windowRecords = windowRecords }

        /** Sets how many bytes of records are on their way at once. */
        public fun windowBytes(windowBytes: Int): Builder = apply { this.windowBytes = windowBytes }

        /** Sets where the workers work. */
        @JvmSynthetic
        public fun dispatcher(dispatcher: CoroutineDispatcher): Builder = apply { this.dispatcher = dispatcher }

        /**
         * Sets who runs the workers: a pool of daemon threads unless set, as many as there are cores. Who gave it shuts
         * it down, after the results were closed.
         */
        public fun executor(executor: Executor): Builder = apply { dispatcher = executor.asCoroutineDispatcher() }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range; also if the number of workers is not set,
         * and the property or the variable isn't a whole number from 1 up
         */
        public fun build(): ParallelOptions {
            workers?.let { count ->
                require(count >= 1) { "workers is at least 1, not $count" }
                require(count <= MOST_WORKERS) { "workers is at most $MOST_WORKERS, not $count" }
            }
            require(windowRecords >= 1) { "windowRecords is at least 1, not $windowRecords" }
            require(windowBytes >= 1) { "windowBytes is at least 1, not $windowBytes" }
            return ParallelOptions(this)
        }

        internal companion object {
            private const val DEFAULT_WINDOW_RECORDS = 4_000
            private const val DEFAULT_WINDOW_BYTES = 8 * 1024 * 1024

            @JvmSynthetic
            internal fun create(): Builder = Builder()

            @JvmSynthetic
            internal fun from(options: ParallelOptions): Builder = Builder().apply {
                workers = options.workers
                windowRecords = options.windowRecords
                windowBytes = options.windowBytes
                dispatcher = options.dispatcher
            }
        }
    }

    public companion object {
        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `ParallelOptions { workers = 4 }`. */
@JvmSynthetic
public fun ParallelOptions(configure: ParallelOptions.Builder.() -> Unit): ParallelOptions =
    ParallelOptions.builder().apply(configure).build()
