// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.record.SubfieldWalk
import dev.marcato.internal.record.scanSubfields

/**
 * Visits the subfields of the field where a [FieldCursor] is: see there. Where there is no subfield, before the first
 * [next] and after the last, [code] and values throw an [IllegalStateException].
 */
public class SubfieldCursor private constructor(
    @get:JvmSynthetic override val owner: FieldCursor,
) : ValueView() {
    @get:JvmSynthetic internal val walk: SubfieldWalk = SubfieldWalk()

    /** Puts the cursor before the first subfield of the same field. */
    public fun rewind() {
        owner.rewindSubfields()
    }

    /** Moves to the next subfield; false if there is none. */
    public fun next(): Boolean = walk.next(owner.words())

    /** The code: one graphic ASCII character; U+0000 if the delimiter had no code. */
    @get:JvmName("code")
    public val code: Char
        get() {
            if (walk.from < 0) nowhere()
            return walk.code
        }

    /** The index of the subfield in [DataField.subfields]; -1 where there is none. Counted at each call. */
    @get:JvmName("index")
    public val index: Int
        get() {
            if (walk.from < 0) return -1
            var before = 0
            scanSubfields(owner.words(), owner.start, owner.end) { _, from, _ -> if (from < walk.from) before++ }
            return before
        }

    @get:JvmSynthetic override val from: Int
        get() {
            if (walk.from < 0) nowhere()
            return walk.from
        }

    @get:JvmSynthetic override val to: Int get() = walk.to

    @get:JvmSynthetic override val isInBytes: Boolean get() = owner.codec == null

    private fun nowhere(): Nothing =
        throw IllegalStateException("The cursor is at no subfield: next() wasn't called, or returned false")

    internal companion object {
        @JvmSynthetic
        internal fun of(fields: FieldCursor): SubfieldCursor = SubfieldCursor(fields)
    }
}
