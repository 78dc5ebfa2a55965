// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.validation

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.mapParallel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map

/**
 * Returns the records with what is wrong in them, in the same order, as a cold flow. Several workers validate at the
 * same time, under the conditions of [mapParallel]. A record that is only validated is read faster by the same
 * function of [MarcReader].
 */
@JvmSynthetic
public fun Flow<Record>.validated(
    validator: Validator,
    options: ParallelOptions = ParallelOptions.DEFAULT,
): Flow<Validated> = mapParallel(options) { Validated.of(it, validator.validate(it)) }

/**
 * Returns the whole input as a cold flow of its parts in order, records with what is wrong in them: their findings have
 * the index of the record, and byte offsets in the input. Several workers read and validate at the same time; see
 * [MarcReader.mapOutcomesParallel].
 */
@JvmSynthetic
public fun MarcReader.validated(
    validator: Validator,
    options: ParallelOptions = ParallelOptions.DEFAULT,
): Flow<Validated> = mapOutcomesParallel(options) { validator.findingsOf(it) }.map { Validated.of(it) }

@JvmSynthetic
internal fun Validator.findingsOf(outcome: Outcome): List<Finding> =
    if (outcome is Outcome.Read) validate(outcome) else emptyList()
