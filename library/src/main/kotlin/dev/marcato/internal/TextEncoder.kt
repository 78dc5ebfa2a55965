// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.iso2709.Unwritable

/** Writes a format that is text in UTF-8, in which not everything can be said that a record can hold. */
internal abstract class TextEncoder : RecordEncoder {
    /**
     * Appends the record to [block], or returns what is in the way, whatever it has appended then.
     *
     * It is as [readyForText] makes it: tags and indicators are ASCII, every data field has the shape of one, and there
     * are no terminators but those that mean something. There may be delimiters in control fields, and delimiters
     * without a code.
     */
    protected abstract fun write(record: Record, block: ByteBlock): MarcProblem?

    /** Returns the record in the form that [write] takes, or null after having told the [batch] that it is refused. */
    protected open fun ready(record: Record, batch: EncodedBatch): Record? = readyForText(record, batch)

    final override fun encode(record: Record, batch: EncodedBatch) {
        val ready = ready(record, batch) ?: return
        val block = batch.block
        val start = block.size
        if (batch.written > 0) block.append(separator)
        val problem = write(ready, block)
        if (problem == null) {
            batch.added()
        } else {
            block.cutOff(start)
            // Who looks at all of it may find something before.
            batch.refuse(record, Unwritable(ready).find() ?: problem)
        }
    }
}
