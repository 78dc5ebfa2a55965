// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose;

import dev.marcato.ParallelOptions;
import dev.marcato.internal.parallel.BatchLimits;
import dev.marcato.internal.parallel.FlowTransform;
import java.util.List;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.flow.Flow;

/**
 * Runs the library's parallel transform of flows with batches of a given size, which it would otherwise choose itself.
 *
 * <p>In Java because Kotlin would not allow a look at internals; what suspends in Kotlin has a continuation here.
 */
final class FixedBatches {
    private FixedBatches() {}

    /** Transforms {@code values} in order, and hands each batch of results to {@code deliver}. */
    static <T, R> Object transform(
            Flow<? extends T> values,
            ParallelOptions options,
            int size,
            Function2<? super T, ? super Continuation<? super R>, ? extends Object> transform,
            Function2<? super List<? extends R>, ? super Continuation<? super Unit>, ? extends Object> deliver,
            Continuation<? super Unit> caller) {
        BatchLimits limits = new BatchLimits(size, size, Long.MAX_VALUE);
        return new FlowTransform<T, R>(options, true, transform, limits).run(values, deliver, caller);
    }
}
