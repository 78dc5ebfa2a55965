// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.internal.formats.mayCut
import dev.marcato.internal.input.BufferInput
import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.SessionSource
import dev.marcato.internal.input.fill
import dev.marcato.internal.input.naming
import java.io.Closeable
import java.nio.ByteBuffer

/** Opens a file or a stream by blocking calls, and finds out how to read it in parallel. */
internal class OpenedInput(private val input: ByteInput.Pulled, private val options: ReadOptions) : Closeable {
    private var session: SeekableInput.Session? = null
    private var reader: ChunkReader? = null
    private var known: KnownSupply? = null

    /** All of it, if it is a small file. */
    var small: ByteInput.Memory? = null
        private set

    /** Its bytes, if they are ISO 2709 that can be cut. */
    var supply: ByteSupply? = null
        private set

    val isOpen: Boolean get() = session != null || reader?.isOpen == true

    suspend fun open(isForSeveral: Boolean) {
        val size = naming(input.source) { input.seekable?.let(::openFile) } ?: 0
        if (small != null) return
        val source = if (session == null) input else ByteInput.Pulled(input, source = input.source) { given() }
        val reader = ChunkReader(source, options.ofCut())
        this.reader = reader
        val known = KnownSupply(ReaderSupply(reader))
        this.known = known
        if (!isForSeveral || known.format(options) != MarcFormat.ISO_2709) return
        // Nobody knows how long an input is that is compressed, a pipe or a device.
        if (options.mayCut(if (reader.isCompressed || size <= 0) Long.MAX_VALUE else size)) supply = known
    }

    /** Returns all of it to be read from its start to its end; whoever reads it closes it. */
    fun rest(): ByteInput = ByteInput.Pulled(input, source = input.source) {
        checkNotNull(known).asSource(checkNotNull(reader))
    }

    override fun close() {
        session?.close()
        reader?.close()
    }

    private fun openFile(file: SeekableInput): Long {
        val opened = file.open()
        session = opened
        val size = opened.size()
        if (size in 1..WORTH_CUTTING) small = readAll(opened, size.toInt())
        if (small != null) given().close()
        return size
    }

    /** Returns null if the file is compressed, or has grown meanwhile. */
    private fun readAll(session: SeekableInput.Session, size: Int): ByteInput.Memory? {
        val bytes = ByteArray(size + 1)
        val count = session.fill(0, bytes, bytes.size)
        if (count > size) return null
        return ByteInput.of(BufferInput(ByteBuffer.wrap(bytes, 0, count)), input.source) as? ByteInput.Memory
    }

    /** Gives the session away. */
    private fun given(): SessionSource = SessionSource(checkNotNull(session)).also { session = null }
}
