// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/** Looks at the start of files. */
internal object Beginning {
    private const val RECORD_TERMINATOR: Byte = 0x1D
    private val GZIP = byteArrayOf(0x1F, 0x8B.toByte())

    /**
     * Copies the beginning of [file], up to the last record that ends within [bytes], to [target], or all up to there
     * if none does; returns [file] itself if that is all of it.
     *
     * @throws IOException if the file cannot be read or the copy not be written
     */
    fun of(file: Path, bytes: Long, target: Path): Path {
        if (Files.size(file) <= bytes) return file
        val start = Files.newInputStream(file).use { it.readNBytes(bytes.toInt()) }
        val end = start.lastIndexOf(RECORD_TERMINATOR) + 1
        Files.createDirectories(target.toAbsolutePath().parent)
        return Files.write(target, if (end == 0) start else start.copyOf(end))
    }

    fun isGzip(file: Path): Boolean = Files.newInputStream(file).use { it.readNBytes(GZIP.size) }.contentEquals(GZIP)
}
