// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.channels.ReadableByteChannel
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
import kotlin.concurrent.thread
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.io.Buffer
import kotlinx.io.RawSource

/** Bytes in the middle of an array. */
internal class ByteRange(val bytes: ByteArray, val from: Int, val until: Int)

/** A flow of bytes, in a class of its own, so that [Readers] can tell it from other flows. */
internal class PushedBytes(val chunks: Flow<ByteArray>) {
    companion object {
        /** The bytes in pieces of [size]. */
        fun inPieces(bytes: ByteArray, size: Int): PushedBytes =
            PushedBytes((bytes.indices step size).map { bytes.copyOfRange(it, minOf(it + size, bytes.size)) }.asFlow())
    }
}

/** One of the kinds of input that readers take; [open] makes an input of this kind that holds the given bytes. */
internal class WayIn(
    val name: String,
    val isRepeatable: Boolean,
    val isGzip: Boolean = false,
    private val input: (ByteArray) -> Any,
) {
    val canBlock: Boolean get() = !name.startsWith("Flow<ByteArray>")

    fun open(bytes: ByteArray): Any = input(if (isGzip) Gzip.of(bytes) else bytes)

    fun compressed(): WayIn = WayIn("$name, gzipped", isRepeatable, isGzip = true, input)

    override fun toString(): String = name
}

/** Makes inputs of every kind, and closes the files and connections that they need. */
internal class WaysIn : AutoCloseable {
    private val folder = Files.createTempDirectory("marcato-ways-in")
    private val opened = ArrayList<AutoCloseable>()
    private var fileCount = 0

    val plain: List<WayIn> = listOf(
        WayIn("java.nio Path", isRepeatable = true) { file(it) },
        WayIn("Path inside a zip file", isRepeatable = true) { zipEntry(it) },
        WayIn("kotlinx.io Path", isRepeatable = true) { kotlinx.io.files.Path(file(it).toString()) },
        WayIn("File", isRepeatable = true) { file(it).toFile() },
        WayIn("file name", isRepeatable = true) { file(it).toString() },
        WayIn("ByteArray", isRepeatable = true) { it },
        WayIn("ByteArray range", isRepeatable = true) { bytes ->
            ByteRange(surrounded(bytes), MARGIN, MARGIN + bytes.size)
        },
        WayIn("heap ByteBuffer", isRepeatable = true) { ByteBuffer.wrap(surrounded(it), MARGIN, it.size) },
        WayIn("sliced ByteBuffer", isRepeatable = true) {
            ByteBuffer.wrap(surrounded(it), MARGIN, it.size).slice().order(java.nio.ByteOrder.LITTLE_ENDIAN)
        },
        WayIn("direct ByteBuffer", isRepeatable = true) { bytes ->
            ByteBuffer.allocateDirect(bytes.size).put(bytes).also { it.flip() }
        },
        WayIn("read-only ByteBuffer", isRepeatable = true) {
            ByteBuffer.wrap(surrounded(it), MARGIN, it.size).asReadOnlyBuffer()
        },
        WayIn("SeekableInput of channels", isRepeatable = true) { bytes ->
            val path = file(bytes)
            SeekableInput.of("channels") { FileChannel.open(path) }
        },
        WayIn("SeekableInput of a FileChannel", isRepeatable = true) {
            SeekableInput.of(own(FileChannel.open(file(it))).position(it.size / 2L))
        },
        WayIn("SeekableInput of bytes", isRepeatable = true) { SeekableInput.of(it) },
        WayIn("other SeekableInput", isRepeatable = true) { ScatteredInput(it, mostAtOnce = 999) },
        WayIn("RawSource", isRepeatable = false) { FaultySource.of(it).asSource() },
        WayIn("Source", isRepeatable = false) { bytes -> Buffer().also { it.write(bytes) } },
        WayIn("InputStream", isRepeatable = false) { it.inputStream() },
        WayIn("FileChannel", isRepeatable = false) { own(FileChannel.open(file(it))) },
        WayIn("other channel", isRepeatable = false) { FaultySource.of(it).asChannel() },
        WayIn("Socket", isRepeatable = false) { socket(it) },
        WayIn("Flow<ByteArray>", isRepeatable = true) { PushedBytes(flowOf(it)) },
    )

    val all: List<WayIn> = plain + plain.map { it.compressed() }

    fun file(bytes: ByteArray): Path = Files.write(newFile(), bytes)

    /** Returns the receiving end of a connection through which the bytes come, and then its end. */
    fun socket(bytes: ByteArray): Socket {
        val server = ServerSocket(0, 1, InetAddress.getLoopbackAddress())
        val receiver = own(Socket(server.inetAddress, server.localPort))
        val sender = server.use { it.accept() }
        thread(isDaemon = true) {
            try {
                sender.use { it.getOutputStream().write(bytes) }
            } catch (e: IOException) {
                // The receiver closed the connection early.
            }
        }
        return receiver
    }

    /** Closes what was made so far. */
    override fun close() {
        opened.forEach { it.close() }
        opened.clear()
        folder.toFile().listFiles().orEmpty().forEach { it.delete() }
        folder.toFile().delete()
    }

    private fun zipEntry(bytes: ByteArray): Path {
        val zip = newFile()
        val files = own(FileSystems.newFileSystem(zip, mapOf("create" to "true")))
        return Files.write(files.getPath("/records"), bytes)
    }

    private fun newFile(): Path = Files.createDirectories(folder).resolve("input-${fileCount++}")

    private fun <T : AutoCloseable> own(resource: T): T = resource.also { opened.add(it) }
}

private const val MARGIN = 7

// These digits would be taken for a record if they were read.
private fun surrounded(bytes: ByteArray): ByteArray =
    ByteArray(MARGIN) { '7'.code.toByte() } + bytes + ByteArray(MARGIN) { '8'.code.toByte() }
