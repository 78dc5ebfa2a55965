// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.Record
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathSet
import dev.marcato.path.matches
import dev.marcato.path.select

/** What the page on paths shows first. */
internal fun paths(record: Record, records: List<Record>) {
    val title = MarcPath.of("245ab")                                 // made once, used for any number of records
    println(record.select(title))                                    // [Moby Dick, or, The whale /]
    val whales = MarcCondition.of("650a ~ [Ww]hale and not 020")
    val found = records.filter { it.matches(whales) }
    val columns = PathSet.of("id=001, title=245ab, subject=650a")    // one pass over each record for all of them
    found.forEach { println(columns.values(it)) }                    // [[42], [Moby Dick, or, The whale /], [Whales]]
}

/** What the guide shows of paths. */
@Suppress("UNUSED_EXPRESSION")
internal fun pathsInTheGuide(record: Record, records: List<Record>): List<Record> {
    val subjects = MarcPath.of("650|_0|\$a\$x+' -- '")                // parse once, use for all records
    record.select(subjects)                                           // [Whales -- Migration]; also count, matches, places
    val wanted = MarcCondition.of("008/35-37 in (eng, fre) and not 020")
    val filtered = records.filter { it.matches(wanted) }              // in Java a Predicate<Record>: stream.filter(wanted)
    return filtered
}
