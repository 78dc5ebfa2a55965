// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import com.mongodb.ServerAddress
import java.io.Closeable
import java.io.DataInputStream
import java.io.EOFException
import java.io.IOException
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** Where the wire is cut. */
enum class Cut {
    /** The command does not leave. */
    BEFORE_THE_COMMAND,

    /** Half of it arrives. */
    WITHIN_THE_COMMAND,

    /** The server applies it, and its answer is lost. */
    BEFORE_THE_ANSWER,
}

/**
 * Stands between a client and the server at [target], passes on whole messages of MongoDB's wire protocol, and
 * closes the connection at those inserts and updates that [cuts] names by their number.
 */
class CuttingProxy(private val target: ServerAddress, private val cuts: (write: Int) -> Cut?) : Closeable {
    private val listening = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    private val sockets = ConcurrentHashMap.newKeySet<Socket>()
    private val writes = AtomicInteger()

    val uri: String = "mongodb://127.0.0.1:${listening.localPort}/?directConnection=true&serverSelectionTimeoutMS=2000"

    init {
        thread(isDaemon = true) {
            try {
                while (true) serve(listening.accept())
            } catch (e: IOException) {
                // Closed.
            }
        }
    }

    /** Cuts all connections; new ones are refused. */
    override fun close() {
        listening.close()
        sockets.forEach { it.close() }
    }

    private fun serve(client: Socket) {
        sockets += client
        thread(isDaemon = true) {
            try {
                client.use {
                    Socket(target.host, target.port).use { server -> pass(client, server) }
                }
            } catch (e: IOException) {
                // One of the two has closed its end, and so the other is closed.
            }
        }
    }

    private fun pass(client: Socket, server: Socket) {
        sockets += server
        val fromClient = DataInputStream(client.getInputStream().buffered())
        val fromServer = DataInputStream(server.getInputStream().buffered())
        while (true) {
            val command = readMessage(fromClient)
            val cut = if (isWrite(command)) cuts(writes.getAndIncrement()) else null
            if (cut == Cut.BEFORE_THE_COMMAND) return
            if (cut == Cut.WITHIN_THE_COMMAND) return send(server.getOutputStream(), command.copyOf(command.size / 2))
            send(server.getOutputStream(), command)
            do {
                val answer = readMessage(fromServer)
                if (cut == Cut.BEFORE_THE_ANSWER) return
                send(client.getOutputStream(), answer)
            } while (hasMoreToCome(answer))
        }
    }

    private fun send(out: OutputStream, message: ByteArray) {
        out.write(message)
        out.flush()
    }

    private fun readMessage(input: DataInputStream): ByteArray {
        val length = Integer.reverseBytes(input.readInt())
        if (length < HEADER) throw EOFException("a message of $length bytes")
        val message = ByteArray(length)
        for (index in 0 until Int.SIZE_BYTES) message[index] = (length ushr 8 * index).toByte()
        input.readFully(message, Int.SIZE_BYTES, length - Int.SIZE_BYTES)
        return message
    }

    /** OP_MSG with a body whose first element, the name of the command, is one that writes. */
    private fun isWrite(message: ByteArray): Boolean {
        val name = HEADER + FLAGS + SECTION_KIND + DOCUMENT_LENGTH + ELEMENT_TYPE
        if (message.size < name + COMMAND_LENGTH) return false
        return String(message, name, COMMAND_LENGTH, Charsets.ISO_8859_1) in setOf("insert\u0000", "update\u0000")
    }

    /** The server goes on without being asked, which it does for the messages by which a client watches it. */
    private fun hasMoreToCome(message: ByteArray): Boolean = message.size > HEADER && message[HEADER].toInt() and 2 != 0

    private companion object {
        const val HEADER = 16
        const val FLAGS = 4
        const val SECTION_KIND = 1
        const val DOCUMENT_LENGTH = 4
        const val ELEMENT_TYPE = 1
        const val COMMAND_LENGTH = 7
    }
}
