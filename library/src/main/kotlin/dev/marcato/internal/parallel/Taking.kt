// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.RECORD_TERMINATOR
import dev.marcato.internal.formats.iso2709.KnownBytes
import dev.marcato.internal.formats.iso2709.anchorAt
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.sessions.failureOf
import java.util.concurrent.ConcurrentLinkedQueue
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/**
 * Takes the bytes of an ISO 2709 input, and cuts them into portions at anchors.
 *
 * Bytes are passed on in pieces. While the workers are busy, a piece grows up to its size; the last anchor in it then
 * begins a new portion. A worker that needs the bytes after those it has gets what there is, so nothing is held back
 * if the input is slow, even if the coroutine that takes waits in a read.
 *
 * @param most the maximum size of a piece
 * @param source the index of the input among several
 * @param name the name of the file; null for other inputs
 */
internal class Taking(
    private val supply: ByteSupply,
    private val most: Int,
    private val portions: Portions,
    private val source: Int,
    private val name: String?,
) {
    // Whoever uses what follows holds the lock; only the next read needs none, which puts its bytes after the end.
    private val lock = Mutex()
    private var size = minOf(FIRST_SIZE, most)
    private var bytes = ByteArray(HEADROOM + size)
    private var end = HEADROOM
    private var offset = 0L
    private var last = Piece.beforeAll()
    private var isAwaited = false

    // Pieces in which another portion begins, while they are in use, and arrays that no longer are.
    private val used = ConcurrentLinkedQueue<Piece>()
    private val free = ConcurrentLinkedQueue<ByteArray>()

    // Where the next read puts its bytes.
    private var into = bytes
    private var at = end

    /** Takes everything, and closes the supply. The last piece then has the failure, if any. */
    suspend fun takeAll() {
        portions.add(source, PieceContent(this, last, name))
        portions.taking = this
        val failure = failureOf {
            supply.use {
                while (true) {
                    val count = it.read(into, at, into.size)
                    if (count < 0) break
                    takeIn(count)
                }
            }
        }
        portions.taking = null
        failure?.let { ensureWanted(it) }
        lock.withLock {
            if (end > HEADROOM) pass(Piece.NO_CUT)
            val _ = last.next.complete(
                Piece(last.number + 1, bytes, HEADROOM, HEADROOM, offset, isLast = true, failure = failure),
            )
        }
    }

    /** Returns the piece after [piece]; waits for it if need be. */
    suspend fun after(piece: Piece): Piece {
        if (!piece.next.isCompleted) {
            lock.withLock {
                if (!piece.next.isCompleted) {
                    isAwaited = true
                    if (end > HEADROOM) passWhatThereIs()
                }
            }
        }
        return piece.next.await()
    }

    /** Takes back the arrays of pieces before [piece], which nobody reads any longer. */
    fun recycleBefore(piece: Piece) {
        while (true) {
            val first = used.peek() ?: return
            if (first.number >= piece.number) return
            val _ = free.add(used.poll().bytes)
        }
    }

    private suspend fun takeIn(count: Int) {
        lock.withLock {
            if (bytes !== into) {
                // What was read before has been passed on meanwhile.
                if (count > bytes.size - HEADROOM) bytes = bytes.copyOf(HEADROOM + count)
                into.copyInto(bytes, HEADROOM, at, at + count)
            }
            end += count
            if (end < bytes.size && isAwaited) passWhatThereIs()
            if (end < bytes.size && portions.isHelpAtHand) cutEarly()
        }
        while (true) {
            lock.withLock {
                if (end == bytes.size) passFull()
                into = bytes
                at = end
                if (end < bytes.size) return
            }
            // Either another portion can begin, or a worker has taken what there is.
            portions.awaitNews()
        }
    }

    /** Lets a worker that has nothing to do begin another portion, if possible. */
    suspend fun help() {
        lock.withLock {
            cutEarly()
            portions.news()
        }
    }

    private fun cutEarly() {
        if (end > HEADROOM && portions.hasRoom()) {
            var index = HEADROOM
            while (index < end && !isAnchor(index)) index++
            val _ = cutAt(index)
        }
    }

    /** Passes the full piece on if another portion can begin in it, or if it is awaited. */
    private fun passFull() {
        size = minOf(size * 2, most)
        var index = end - 1
        while (index >= HEADROOM && !isAnchor(index)) index--
        val isCut = portions.hasRoom() && cutAt(index)
        if (!isCut && isAwaited) pass(Piece.NO_CUT)
    }

    private fun passWhatThereIs() {
        if (end < bytes.size) size = maxOf(minOf(LEAST_SIZE, most), size / 2)
        pass(Piece.NO_CUT)
        portions.news()
    }

    /** Passes the bytes on, and begins another portion at an anchor among them; returns false if there is none. */
    private fun cutAt(anchor: Int): Boolean {
        if (anchor !in HEADROOM..<end) return false
        pass(offset + anchor - HEADROOM)
        portions.begin(source, PieceContent(this, last, name))
        return true
    }

    private fun pass(cut: Long) {
        val piece = Piece(last.number + 1, bytes, HEADROOM, end, offset, cut)
        if (cut != Piece.NO_CUT) used.add(piece)
        offset += end - HEADROOM
        bytes = free.poll()?.takeIf { it.size == HEADROOM + size } ?: ByteArray(HEADROOM + size)
        // An anchor is recognised by the byte before it.
        bytes[HEADROOM - 1] = piece.bytes[end - 1]
        end = HEADROOM
        isAwaited = false
        val _ = last.next.complete(piece)
        last = piece
    }

    private fun isAnchor(index: Int): Boolean = bytes[index - 1] == RECORD_TERMINATOR &&
        anchorAt(KnownBytes(littleEndian(bytes), end, isComplete = false), index) == Answer.YES

    private companion object {
        // Room before each piece for the beginning of a record that ends in it.
        const val HEADROOM = ChunkReader.HEADROOM

        // The first portions are small, so that the first results come soon.
        const val FIRST_SIZE = 32 * 1024
        const val LEAST_SIZE = 4 * 1024
    }
}
