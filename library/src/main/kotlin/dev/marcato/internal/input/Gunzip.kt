// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.Compression
import java.io.Closeable
import java.io.EOFException
import java.util.zip.CRC32
import java.util.zip.DataFormatException
import java.util.zip.Inflater
import java.util.zip.ZipException

/**
 * Uncompresses gzip (RFC 1952) that is pushed in, also several members one after the other.
 *
 * The platform's `GZIPInputStream` can only pull. If a stream has nothing ready at a member's end, it also takes that
 * for the end of the input, and silently drops the rest. Here only NULs may follow the last member, because tapes are
 * padded with them.
 */
internal class Gunzip : Closeable {
    private enum class Phase { FIXED_HEADER, EXTRA_LENGTH, EXTRA, NAME, COMMENT, HEADER_CRC, BODY, TRAILER, BETWEEN }

    private val inflater = Inflater(true)
    private val crc = CRC32()
    private var phase = Phase.FIXED_HEADER

    // Within the phase: how many bytes of it have arrived, and their value.
    private var count = 0
    private var value = 0L
    private var flags = 0
    private var extraLength = 0

    private var input = ByteArray(0)
    private var next = 0
    private var end = 0

    /** Takes the compressed bytes from [start] until [end]; call this only after [read] returned 0 for those before. */
    fun feed(bytes: ByteArray, start: Int, end: Int) {
        input = bytes
        next = start
        this.end = end
    }

    /**
     * Writes uncompressed bytes to [target], from [start] until [end] at most, and returns how many; 0 if more input is
     * needed.
     *
     * @throws ZipException if the input isn't valid gzip
     */
    fun read(target: ByteArray, start: Int, end: Int): Int {
        while (next < this.end) {
            if (phase == Phase.BODY) {
                val written = inflate(target, start, end)
                if (written > 0) return written
            } else {
                accept(input[next++].toInt() and 0xFF)
            }
        }
        return if (phase == Phase.BODY) inflate(target, start, end) else 0
    }

    /**
     * Ends the input.
     *
     * @throws EOFException if a member isn't complete
     */
    fun finish() {
        if (phase != Phase.BETWEEN) throw EOFException("The gzip input ends inside a member")
    }

    override fun close() {
        inflater.end()
    }

    private fun inflate(target: ByteArray, start: Int, end: Int): Int {
        inflater.setInput(input, next, this.end - next)
        val written = try {
            inflater.inflate(target, start, end - start)
        } catch (e: DataFormatException) {
            throw ZipException("The gzip input is damaged: ${e.message}").apply { initCause(e) }
        }
        next = this.end - inflater.remaining
        crc.update(target, start, written)
        if (inflater.needsDictionary()) throw ZipException("The gzip input asks for a preset dictionary")
        if (inflater.finished()) enter(Phase.TRAILER)
        return written
    }

    private fun accept(byte: Int) {
        when (phase) {
            Phase.FIXED_HEADER -> fixedHeader(byte)

            Phase.EXTRA_LENGTH -> {
                extraLength = extraLength or (byte shl 8 * count)
                if (++count == 2) enter(if (extraLength == 0) afterExtra() else Phase.EXTRA)
            }

            Phase.EXTRA -> if (++count == extraLength) enter(afterExtra())

            Phase.NAME -> if (byte == 0) enter(afterName())

            Phase.COMMENT -> if (byte == 0) enter(afterComment())

            Phase.HEADER_CRC -> if (++count == 2) enter(Phase.BODY)

            Phase.TRAILER -> trailer(byte)

            Phase.BETWEEN -> if (byte != 0) {
                enter(Phase.FIXED_HEADER)
                fixedHeader(byte)
            }

            Phase.BODY -> error("The body is for the inflater")
        }
    }

    private fun fixedHeader(byte: Int) {
        val expected = when (count) {
            0 -> MAGIC_1
            1 -> MAGIC_2
            2 -> DEFLATE
            else -> byte
        }
        if (byte != expected) throw ZipException("Neither gzip nor the padding after it: byte 0x%02X".format(byte))
        if (count == 3) flags = byte
        if (++count == FIXED_HEADER_LENGTH) {
            extraLength = 0
            enter(if (flags and EXTRA_FLAG != 0) Phase.EXTRA_LENGTH else afterExtra())
        }
    }

    private fun afterExtra(): Phase = if (flags and NAME_FLAG != 0) Phase.NAME else afterName()

    private fun afterName(): Phase = if (flags and COMMENT_FLAG != 0) Phase.COMMENT else afterComment()

    private fun afterComment(): Phase = if (flags and CRC_FLAG != 0) Phase.HEADER_CRC else Phase.BODY

    private fun trailer(byte: Int) {
        value = value or (byte.toLong() shl 8 * count)
        if (++count < TRAILER_LENGTH) return
        val size = inflater.bytesWritten and UNSIGNED_INT
        if (value and UNSIGNED_INT != crc.value) throw ZipException("The gzip input is damaged: its checksum is wrong")
        if (value ushr 32 != size) throw ZipException("The gzip input is damaged: its length is wrong")
        inflater.reset()
        crc.reset()
        enter(Phase.BETWEEN)
    }

    private fun enter(next: Phase) {
        phase = next
        count = 0
        value = 0
    }

    companion object {
        private const val MAGIC_1 = 0x1F
        private const val MAGIC_2 = 0x8B
        private const val DEFLATE = 8
        private const val CRC_FLAG = 2
        private const val EXTRA_FLAG = 4
        private const val NAME_FLAG = 8
        private const val COMMENT_FLAG = 16
        private const val FIXED_HEADER_LENGTH = 10
        private const val TRAILER_LENGTH = 8
        private const val UNSIGNED_INT = 0xFFFFFFFFL

        /** The number of bytes that show whether an input is gzip. */
        const val MAGIC_LENGTH: Int = 2

        /** Whether these are gzip's first bytes; no MARC format begins with them. */
        fun isMagic(first: Byte, second: Byte): Boolean =
            first.toInt() and 0xFF == MAGIC_1 && second.toInt() and 0xFF == MAGIC_2
    }
}

/**
 * Whether an input has to be uncompressed whose first bytes are in [bytes] from [start] until [end]. There are at least
 * [Gunzip.MAGIC_LENGTH], unless the input is shorter.
 *
 * @throws ZipException if the input isn't what was asked for
 */
internal fun Compression.isGzip(bytes: ByteArray, start: Int, end: Int): Boolean {
    val isGzip = end - start >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(bytes[start], bytes[start + 1])
    if (isGzip && this == Compression.NONE) {
        throw ZipException("The input is gzip, which the option compression refuses: it is $this")
    }
    if (!isGzip && this == Compression.GZIP) {
        throw ZipException("The input isn't gzip, which the option compression requires: it is $this")
    }
    return isGzip
}

/** Uncompresses the bytes of [compressed], after those that were already read to recognise it. */
internal class GunzipSource(private val compressed: ChunkSource, head: ByteArray, headLength: Int) : ChunkSource {
    private val gunzip = Gunzip().apply { feed(head, 0, headLength) }
    private val buffer = ByteArray(BUFFER_SIZE)

    override fun read(bytes: ByteArray, start: Int, end: Int): Int {
        while (true) {
            val written = gunzip.read(bytes, start, end)
            if (written > 0) return written
            val count = compressed.read(buffer, 0, buffer.size)
            if (count < 0) {
                gunzip.finish()
                return -1
            }
            gunzip.feed(buffer, 0, count)
        }
    }

    // A read that doesn't wait may bring too little to uncompress anything.
    override fun neverWaits(): Boolean = compressed.neverWaits()

    override fun close() {
        gunzip.close()
        compressed.close()
    }

    private companion object {
        const val BUFFER_SIZE = 64 * 1024
    }
}
