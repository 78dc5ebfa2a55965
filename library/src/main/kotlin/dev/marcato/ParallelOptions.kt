// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.concurrent.Executor
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * Options for parallel work: `ParallelOptions { workers = 4 }` in Kotlin,
 * `ParallelOptions.builder().workers(4).build()` in Java. They affect speed and memory, never results.
 *
 * Immutable and safe to share between threads.
 */
public class ParallelOptions private constructor(builder: Builder) {
    /** The number of workers; see [Builder.workers]. */
    @get:JvmName("workers")
    public val workers: Int = builder.workers ?: configuredWorkers()

    /** The maximum of records in progress; see [Builder.windowRecords]. */
    @get:JvmName("windowRecords")
    public val windowRecords: Int = builder.windowRecords

    /** The maximum of bytes in progress; see [Builder.windowBytes]. */
    @get:JvmName("windowBytes")
    public val windowBytes: Int = builder.windowBytes

    /** The dispatcher of the workers; see [Builder.dispatcher]. */
    @get:JvmSynthetic
    public val dispatcher: CoroutineDispatcher = builder.dispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String =
        "ParallelOptions(workers=$workers, windowRecords=$windowRecords, windowBytes=$windowBytes, " +
            "dispatcher=$dispatcher)"

    /** Collects options. Each has a default. */
    public class Builder private constructor() {
        /**
         * The number of workers, 1 to 10,000. By default, the system property `marcato.parallelism`, otherwise the
         * environment variable `MARCATO_PARALLELISM`, otherwise the number of cores. They are read when the options are
         * built; an empty setting is ignored, and more than 10,000 counts as 10,000.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var workers: Int? = null

        /**
         * The approximate maximum of records that were taken from the input but not delivered yet: 4,000 by default. If
         * a collector stalls, the workers stop there.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var windowRecords: Int = DEFAULT_WINDOW_RECORDS

        /**
         * The approximate maximum of bytes in these records: 8 MiB by default. A larger record is processed on its own.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var windowBytes: Int = DEFAULT_WINDOW_BYTES

        /**
         * The dispatcher of the workers. By default [Dispatchers.Default]; workers that also read a file, and so block,
         * get one thread each of [Dispatchers.IO].
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var dispatcher: CoroutineDispatcher = Dispatchers.Default

        /** Sets the number of workers. */
        public fun workers(workers: Int): Builder = apply { this.workers = workers }

        /** Sets the maximum of records in progress. */
        public fun windowRecords(windowRecords: Int): Builder = apply { this.windowRecords = windowRecords }

        /** Sets the maximum of bytes in progress. */
        public fun windowBytes(windowBytes: Int): Builder = apply { this.windowBytes = windowBytes }

        /** Sets the dispatcher of the workers. */
        @JvmSynthetic
        public fun dispatcher(dispatcher: CoroutineDispatcher): Builder = apply { this.dispatcher = dispatcher }

        /**
         * Sets the executor of the workers: by default a pool of daemon threads, one per core. Its owner shuts it down
         * after the results were closed.
         */
        public fun executor(executor: Executor): Builder = apply { dispatcher = executor.asCoroutineDispatcher() }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range, or the number of workers comes from a property
         * or variable that isn't a positive whole number
         */
        public fun build(): ParallelOptions {
            workers?.let { count ->
                require(count >= 1) { "workers must be at least 1, not $count" }
                require(count <= MOST_WORKERS) { "workers must be at most $MOST_WORKERS, not $count" }
            }
            require(windowRecords >= 1) { "windowRecords must be at least 1, not $windowRecords" }
            require(windowBytes >= 1) { "windowBytes must be at least 1, not $windowBytes" }
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
