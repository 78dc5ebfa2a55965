// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.parallel.FlowTransform
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map

/**
 * Returns the result of [transform] for each value, in order, computed by several workers at the same time.
 *
 * **Order and window.** Results come in the order of the values. At most a window of values is in progress
 * ([ParallelOptions.windowRecords] and, for records, [ParallelOptions.windowBytes]), so a collector that stalls stalls
 * the flow. Results come one by one. Workers get batches of values: a single value if a transform is slow or suspends,
 * up to a hundred if not. A batch doesn't wait for values that are late.
 *
 * **Contexts.** The flow is collected in the collector's context, and values are transformed on
 * [ParallelOptions.dispatcher].
 *
 * **Failures.** The first exception of [transform], in value order, ends the flow: the collector gets the results
 * before it, then the same exception, an [Error] included, and the rest is cancelled. Failures of the source flow
 * behave the same, as does a [kotlinx.coroutines.CancellationException] that the transform throws itself. To continue
 * after failures, catch them in the transform.
 *
 * **Cancellation** reaches transforms where they suspend. The flow waits for a transform that doesn't: nothing is still
 * running when the collection has ended.
 *
 * @sample dev.marcato.samples.lookUpInParallel
 * @sample dev.marcato.samples.continueAfterFailures
 */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallel(
    options: ParallelOptions = ParallelOptions.DEFAULT,
    transform: suspend (T) -> R,
): Flow<R> = transformed(options, isOrdered = true, transform)

/** The same as [mapParallel] with a number of [workers]. */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallel(workers: Int, transform: suspend (T) -> R): Flow<R> =
    mapParallel(ParallelOptions { this.workers = workers }, transform)

/**
 * Returns the result of [transform] for each value, in the order of completion, computed by several workers at the same
 * time. No result waits for a slower one.
 *
 * The first failure ends the flow at once, possibly before results of earlier values; a failure of the source flow
 * comes after all results. Otherwise the same as [mapParallel].
 */
@JvmSynthetic
public fun <T, R> Flow<T>.mapParallelUnordered(
    options: ParallelOptions = ParallelOptions.DEFAULT,
    transform: suspend (T) -> R,
): Flow<R> = transformed(options, isOrdered = false, transform)

/**
 * Returns the values for which [predicate] is true, in order. The predicate is called by several workers at the same
 * time; everything else is as in [mapParallel].
 *
 * @sample dev.marcato.samples.filterInParallel
 */
@JvmSynthetic
public fun <T> Flow<T>.filterParallel(
    options: ParallelOptions = ParallelOptions.DEFAULT,
    predicate: suspend (T) -> Boolean,
): Flow<T> = mapParallel(options) { value -> Judged(value, predicate(value)) }
    .filter { it.isWanted }
    .map { it.value }

/** The same as [filterParallel] with a number of [workers]. */
@JvmSynthetic
public fun <T> Flow<T>.filterParallel(workers: Int, predicate: suspend (T) -> Boolean): Flow<T> =
    filterParallel(ParallelOptions { this.workers = workers }, predicate)

// A value may be null, so null can't stand for one that isn't wanted.
private class Judged<T>(val value: T, val isWanted: Boolean)

private fun <T, R> Flow<T>.transformed(
    options: ParallelOptions,
    isOrdered: Boolean,
    transform: suspend (T) -> R,
): Flow<R> = flow {
    FlowTransform(options, isOrdered, transform).run(this@transformed) { results ->
        for (result in results) emit(result)
    }
}
