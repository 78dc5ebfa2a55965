// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.options.OptionTable
import dev.marcato.internal.options.atLeast
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
public class ParallelOptions private constructor(private val set: Builder) {
    /**
     * The number of workers, 1 to 10,000. By default, the system property `marcato.parallelism`, otherwise the
     * environment variable `MARCATO_PARALLELISM`, otherwise the number of cores. These are looked up each time; an
     * empty setting is ignored, and more than 10,000 counts as 10,000. If a setting isn't a positive whole number, an
     * [IllegalArgumentException] is thrown, here and when the work begins.
     */
    @get:JvmName("workers")
    public val workers: Int get() = set.workers ?: configuredWorkers()

    /**
     * The approximate maximum of records that were taken from the input but not delivered yet: 4,000 by default. If a
     * collector stalls, the workers stop there.
     */
    @get:JvmName("windowRecords")
    public val windowRecords: Int get() = set.windowRecords

    /** The approximate maximum of bytes in these records: 8 MiB by default. A larger record is processed on its own. */
    @get:JvmName("windowBytes")
    public val windowBytes: Int get() = set.windowBytes

    /** The dispatcher of the workers, which make records and transform them: by default [Dispatchers.Default]. */
    @get:JvmSynthetic
    public val dispatcher: CoroutineDispatcher get() = set.dispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    /**
     * Returns the options as a line of text, which [parse] reads, in another process for example: `name=value` for each
     * option that isn't at its default. The dispatcher isn't part of it.
     */
    public fun toText(): String = TABLE.text(set)

    override fun toString(): String = "ParallelOptions(${toText()})"

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        /** See [ParallelOptions.workers]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var workers: Int? = null

        /** See [ParallelOptions.windowRecords]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var windowRecords: Int = 4_000

        /** See [ParallelOptions.windowBytes]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var windowBytes: Int = 8 shl 20

        /** See [ParallelOptions.dispatcher]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var dispatcher: CoroutineDispatcher = Dispatchers.Default

        /** Sets [ParallelOptions.workers]. */
        public fun workers(workers: Int): Builder = apply { this.workers = workers }

        /** Sets [ParallelOptions.windowRecords]. */
        public fun windowRecords(windowRecords: Int): Builder = apply { this.windowRecords = windowRecords }

        /** Sets [ParallelOptions.windowBytes]. */
        public fun windowBytes(windowBytes: Int): Builder = apply { this.windowBytes = windowBytes }

        /**
         * Sets the executor of the workers: by default a pool of daemon threads, one per core. Its owner shuts it down
         * after the results were closed.
         */
        public fun executor(executor: Executor): Builder = apply { dispatcher = executor.asCoroutineDispatcher() }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): ParallelOptions {
            workers?.let { count ->
                atLeast("workers", count, 1)
                require(count <= MOST_WORKERS) { "workers must be at most $MOST_WORKERS, not $count" }
            }
            atLeast("windowRecords", windowRecords, 1)
            atLeast("windowBytes", windowBytes, 1)
            return ParallelOptions(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = TABLE.copyOf(this).also {
            it.dispatcher = dispatcher
        }

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        private val TABLE = OptionTable("options of parallel work") { Builder.create() }
            .numberOrNone(Builder::workers)
            .number(Builder::windowRecords)
            .number(Builder::windowBytes)

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: ParallelOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()

        /**
         * Reads the text of options; see [toText].
         *
         * @throws IllegalArgumentException if it isn't such a text, or an option is out of range
         */
        @JvmStatic
        public fun parse(text: String): ParallelOptions = TABLE.read(text).build()
    }
}

/** Makes options: `ParallelOptions { workers = 4 }`. */
@JvmSynthetic
public fun ParallelOptions(configure: ParallelOptions.Builder.() -> Unit): ParallelOptions =
    ParallelOptions.builder().apply(configure).build()
