// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption

/** Writes an invented catalogue of at least so many bytes to a file: the arguments are its name and the number. */
internal fun main(args: Array<String>) {
    require(args.size == 2) { "A file name and a number of bytes are needed" }
    val file = Path.of(args[0])
    val size = args[1].toLong()
    val part = file.resolveSibling("${file.fileName}.part")
    Files.newOutputStream(part).buffered().use { out ->
        val catalogue = Catalogue.ordinary()
        var written = 0L
        var index = 0
        while (written < size) {
            val record = Iso2709Bytes.encode(catalogue.record(index++))
            out.write(record)
            written += record.size
        }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING)
}
