// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.parallel.FlowTransform
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/**
 * Returns what [transform] makes of each of these values, in their order, made by several workers at once.
 *
 *     records.mapParallel { index.lookUp(it) }.collect(::println)
 *
 * **Order and window.** Results come in the order of the values. No more values are taken than fit into the window
 * ([ParallelOptions.windowRecords], and, of records, [ParallelOptions.windowBytes]), so a collector that stalls stalls
 * the flow. Results come one by one, but values go to the workers in batches, of one value if a transform takes long or
 * suspends, of a hundred if it does not; a batch does not wait for values that stay out.
 *
 * **Where.** The flow is collected in the collector's context. The first values are transformed there, too, until that
 * has taken a millisecond, since for a few values workers are not worth it; later ones where
 * [ParallelOptions.dispatcher] says.
 *
 * **Failures.** The first thing that [transform] throws, by the order of the values, ends the flow: it reaches the
 * collector unchanged, an [Error] like any other, after the results before it, and the rest is cancelled. So does what
 * these values fail with. A [kotlinx.coroutines.CancellationException] that the transform throws of itself is a failure
 * like any other. Whoever wants to go on says so in the transform:
 *
 *     records.mapParallel { record -> runCatching { convert(record) } }
 *
 * **Cancellation** reaches transforms where they suspend. One that never does is waited for, as everywhere in
 * coroutines: nothing of this flow runs any more when its collection has ended.
 */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallel(
    options: ParallelOptions = ParallelOptions.builder().build(),
    transform: suspend (T) -> R,
): Flow<R> = transformed(options, isOrdered = true, transform)

/** As the first [mapParallel], by this many [workers]. */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallel(workers: Int, transform: suspend (T) -> R): Flow<R> =
    mapParallel(ParallelOptions { this.workers = workers }, transform)

/**
 * Returns what [transform] makes of each of these values, in the order in which that is done, made by several workers at
 * once: for sinks that do not care about the order, since nobody waits for a value that takes long.
 *
 * The first failure ends the flow at once; results of values before it may not have come. What these values fail with
 * comes after all results. Otherwise all is as with [mapParallel].
 */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallelUnordered(
    options: ParallelOptions = ParallelOptions.builder().build(),
    transform: suspend (T) -> R,
): Flow<R> = transformed(options, isOrdered = false, transform)

private fun <T, R> Flow<T>.transformed(
    options: ParallelOptions,
    isOrdered: Boolean,
    transform: suspend (T) -> R,
): Flow<R> = flow {
    FlowTransform(options, isOrdered, transform).run(this@transformed) { results ->
        for (result in results) emit(result)
    }
}
