// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.zip.GZIPOutputStream

/** The file that is measured with, in the forms that the subjects need; each is made when asked for, and kept. */
internal class InputFile(val path: Path, private val scratch: Path) {
    val bytes: ByteArray by lazy { Files.readAllBytes(path) }

    val directBuffer: ByteBuffer by lazy {
        FileChannel.open(path).use { channel ->
            ByteBuffer.allocateDirect(Math.toIntExact(channel.size())).apply {
                while (hasRemaining()) check(channel.read(this) >= 0) { "$path became shorter" }
                flip()
            }
        }
    }

    val chunks: List<ByteArray> by lazy {
        (bytes.indices step CHUNK_SIZE).map { bytes.copyOfRange(it, minOf(it + CHUNK_SIZE, bytes.size)) }
    }

    /** A compressed copy in the scratch folder, which later runs find there. */
    val gzip: Path by lazy {
        val version = Files.getLastModifiedTime(path).toMillis()
        val target = scratch.resolve("${path.fileName}-${Files.size(path)}-$version.gz")
        if (!Files.exists(target)) {
            Files.createDirectories(scratch)
            val unfinished = Files.createTempFile(scratch, "gzip", ".part")
            GZIPOutputStream(Files.newOutputStream(unfinished)).use { Files.copy(path, it) }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING)
        }
        target
    }

    private companion object {
        const val CHUNK_SIZE = 64 * 1024
    }
}
