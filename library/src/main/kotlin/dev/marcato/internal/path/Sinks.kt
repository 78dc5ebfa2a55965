// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record
import dev.marcato.path.MarcPlace
import dev.marcato.path.PathSet
import java.util.function.Consumer

/** Passes places on. */
internal class PlaceSink(private val action: Consumer<MarcPlace>) : Found {
    override val wantsParts: Boolean get() = true

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
        action.accept(MarcPlace.ofBytes(record, field, subfield, from, to, at))
        return true
    }

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
        action.accept(MarcPlace.ofText(record, field, subfield, text, at))
        return true
    }
}

/** Passes the values of one of several paths on. */
internal class IndexedSink(private val index: Int, private val action: PathSet.ValueAction) : FoundText() {
    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
        action.accept(index, text)
        return true
    }
}

/** Looks at one field after the other, when it is asked for their values. */
internal class ValueIterator(private val finder: PathFinder, private val record: Record) : Iterator<String> {
    private val work = if (finder.isHeavy) Work() else null
    private val steps = if (finder.isByField) record.table.size else 1
    private var step = 0
    private var values = emptyList<String>().iterator()

    override fun hasNext(): Boolean {
        while (!values.hasNext() && step < steps) values = valuesAt(step++).iterator()
        return values.hasNext()
    }

    override fun next(): String =
        if (hasNext()) values.next() else throw NoSuchElementException("There are no more values")

    private fun valuesAt(step: Int): List<String> {
        val found = ValueList()
        val _ = if (finder.isByField) finder.findInField(record, work, step, found) else finder.find(record, found)
        return found.values
    }
}
