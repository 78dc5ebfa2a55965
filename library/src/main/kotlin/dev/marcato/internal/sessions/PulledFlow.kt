// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.Record
import dev.marcato.internal.reading.StretchDecoder
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn

private class Group(val records: List<Record>, val failure: Throwable?)

/** Returns the rest of a reading as a flow for one collection. Reads run on [dispatcher]. */
internal fun RecordPull.asFlow(dispatcher: CoroutineDispatcher): Flow<Record> = flow {
    var failure: Throwable? = null
    groups().buffer(1).flowOn(dispatcher).collect { group ->
        for (record in group.records) emit(record)
        failure = group.failure
    }
    // Thrown here, where no operator can copy it on its way to the collector.
    failure?.let { throw it }
}

private fun RecordPull.groups(): Flow<Group> = flow {
    var isOver = false
    while (!isOver) {
        val records = ArrayList<Record>()
        val failure = failureOf {
            isOver = !readMore()
            while (true) records.add(atHand(StretchDecoder::next) ?: break)
        }
        if (failure != null) isOver = true
        emit(Group(records, failure))
    }
}
