// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.input

import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest

/** Distinguishes inputs without reading all of them: by size, time, and a hash of the first and last 64 KiB. */
internal class InputIdentity private constructor(
    private val size: Long,
    private val modifiedMillis: Long,
    private val hash: String,
) {
    fun toLines(): String = "input.size=$size\ninput.modified=$modifiedMillis\ninput.sha256=$hash\n"

    /** Describes the first difference from [values], or returns null. */
    fun difference(values: Map<String, String>): String? = when {
        values["input.size"] != "$size" -> "that one had ${values["input.size"]} bytes, this one has $size"

        values["input.modified"] != "$modifiedMillis" ->
            "it was last changed at ${values["input.modified"]}, this one at $modifiedMillis ms"

        values["input.sha256"] != hash -> "its first and last bytes differ"

        else -> null
    }

    override fun toString(): String = "an input of $size bytes"

    companion object {
        private const val EDGE = 64L shl 10

        fun of(path: Path): InputIdentity = FileChannel.open(path).use { channel ->
            val size = channel.size()
            val digest = MessageDigest.getInstance("SHA-256")
            digest.update(edge(channel, 0, minOf(EDGE, size)))
            digest.update(edge(channel, maxOf(0, size - EDGE), size))
            val hash = digest.digest().joinToString("") { "%02x".format(it) }
            InputIdentity(size, Files.getLastModifiedTime(path).toMillis(), hash)
        }

        private fun edge(channel: FileChannel, from: Long, to: Long): ByteBuffer {
            val bytes = ByteBuffer.allocate((to - from).toInt())
            do {
                val count = channel.read(bytes, from + bytes.position())
            } while (count > 0)
            // Through the parent class: older Java doesn't have the covariant flip.
            (bytes as java.nio.Buffer).flip()
            return bytes
        }
    }
}
