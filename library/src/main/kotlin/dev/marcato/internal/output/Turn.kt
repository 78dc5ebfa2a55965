// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.lang.ref.WeakReference
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/**
 * The right to write a file, which one writer of this JVM has at a time. Locks belong to processes, so they can't
 * separate the writers of one process.
 */
internal class Turn private constructor(private val place: Path) {
    // Weak, so that an abandoned writer, neither closed nor discarded, doesn't keep the file for ever.
    private val reference = WeakReference(this)

    fun end() {
        val _ = taken.remove(place, reference)
    }

    companion object {
        private val taken = ConcurrentHashMap<Path, WeakReference<Turn>>()

        /** Takes the right to write [file], whose folder exists; null if another writer has it. */
        fun of(file: Path): Turn? {
            val turn = Turn(file.toAbsolutePath().parent.toRealPath().resolve(file.fileName))
            val holder = taken.compute(turn.place) { _, other -> if (other?.get() == null) turn.reference else other }
            return turn.takeIf { holder === it.reference }
        }
    }
}
