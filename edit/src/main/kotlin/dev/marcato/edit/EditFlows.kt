// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.edit

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.mapParallel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map

/**
 * Edits each record, in order and in the collector's context. Each collection is a [EditSession] of its own.
 *
 * @sample dev.marcato.edit.samples.editFlow
 */
@JvmSynthetic
public fun Flow<Record>.edited(edits: Edits): Flow<Edited> = flow {
    val session = edits.session()
    collect { emit(session.apply(it)) }
}

/**
 * Edits each record, by several workers at the same time; results come in order, and are those of the other [edited].
 * Everything else is as in [mapParallel].
 */
@JvmSynthetic
public fun Flow<Record>.edited(edits: Edits, options: ParallelOptions): Flow<Edited> =
    counted(edits) { mapParallel(options) { edits.apply(it) } }

/** Reads and edits each record, by several workers at the same time, as [MarcReader.mapParallel] does; in order. */
@JvmSynthetic
public fun MarcReader.edited(edits: Edits, options: ParallelOptions = ParallelOptions.DEFAULT): Flow<Edited> =
    counted(edits) { mapParallel(options) { edits.apply(it) } }

/** The records without those that were dropped. */
@JvmSynthetic
public fun Flow<Edited>.records(): Flow<Record> = flow {
    collect { edited -> edited.record?.let { emit(it) } }
}

private fun counted(edits: Edits, edited: () -> Flow<Edited>): Flow<Edited> = flow {
    val session = edits.session()
    edited().map(session::counted).collect(this)
}
