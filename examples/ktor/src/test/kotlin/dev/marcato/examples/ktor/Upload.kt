// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.ktor

import java.io.BufferedReader
import java.io.Closeable
import java.io.InputStream
import java.net.InetAddress
import java.net.Socket

/** An upload over a socket of its own, which sends what and when the test wants. */
internal class Upload(port: Int) : Closeable {
    private val socket = Socket(InetAddress.getLoopbackAddress(), port).apply { soTimeout = 60_000 }
    private val out = socket.getOutputStream()
    private val input = socket.getInputStream().buffered()
    private val body: BufferedReader by lazy { Chunks(input).bufferedReader() }

    init {
        val head =
            listOf("POST /records HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "Connection: close")
        out.write(head.joinToString("\r\n", postfix = "\r\n\r\n").toByteArray())
        out.flush()
    }

    fun send(bytes: ByteArray) {
        if (bytes.isEmpty()) return
        out.write("${bytes.size.toString(16)}\r\n".toByteArray() + bytes + "\r\n".toByteArray())
        out.flush()
    }

    fun end() {
        out.write("0\r\n\r\n".toByteArray())
        out.flush()
    }

    /** The head of the response; waits for it. */
    fun head(): List<String> = generateSequence { input.line() }.takeWhile { it.isNotEmpty() }.toList()

    /** The next line of the body; waits for it, and is null at the end. */
    fun line(): String? = body.readLine()

    override fun close() = socket.close()
}

/** The bytes of a body that comes in chunks; no more of them than are there. */
private class Chunks(private val input: InputStream) : InputStream() {
    private var left = 0
    private var isEnded = false

    override fun read(): Int = throw UnsupportedOperationException()

    override fun read(bytes: ByteArray, offset: Int, length: Int): Int {
        if (left == 0 && !isEnded) {
            left = input.line().ifEmpty { input.line() }.toInt(16)
            isEnded = left == 0
        }
        if (isEnded) return -1
        return input.read(bytes, offset, minOf(length, left)).also { left -= it }
    }
}

private fun InputStream.line(): String =
    generateSequence { read() }.takeWhile { it >= 0 && it != '\n'.code }.joinToString("") { "${it.toChar()}" }.trimEnd()
