// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.Record
import dev.marcato.filterParallel
import dev.marcato.mapParallel
import kotlinx.coroutines.flow.Flow

/** Looks each record up in an index, with results in record order. */
suspend fun lookUpInParallel(records: Flow<Record>, lookUp: suspend (Record) -> String) {
    records.mapParallel { record -> lookUp(record) }.collect { found -> println(found) }
}

/** Converts each record, and reports those that can't be converted. */
suspend fun continueAfterFailures(records: Flow<Record>, convert: (Record) -> String) {
    records.mapParallel { record -> runCatching { convert(record) } }
        .collect { result -> println(result.getOrElse { failure -> "not converted: ${failure.message}" }) }
}

/** The records that an index doesn't have yet, in record order. */
fun filterInParallel(records: Flow<Record>, isKnown: suspend (Record) -> Boolean): Flow<Record> =
    records.filterParallel { record -> !isKnown(record) }
