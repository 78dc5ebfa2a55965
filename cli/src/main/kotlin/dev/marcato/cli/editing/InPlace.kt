// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption

/** Keeps the old content of a file that is about to be replaced: `FILE.orig`, or `FILE.orig.2` and so on. */
internal object InPlace {
    private const val END = ".orig"

    /** Returns the copy, which had no name before. */
    fun keepCopy(file: Path): Path {
        val real = file.toRealPath()
        var number = 1
        while (true) {
            val name = "${file.fileName}$END" + if (number == 1) "" else ".$number"
            val copy = file.resolveSibling(name)
            try {
                keep(real, copy)
                return copy
            } catch (_: FileAlreadyExistsException) {
                number++
            }
        }
    }

    // Replacing gives the name to another file, so a second name keeps this one, at once and as a whole.
    private fun keep(file: Path, copy: Path) {
        try {
            Files.createLink(copy, file)
        } catch (e: FileAlreadyExistsException) {
            throw e
        } catch (_: IOException) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES)
        } catch (_: UnsupportedOperationException) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES)
        }
    }

    /** Removes a copy of a [file] that wasn't replaced after all. */
    fun forgetCopy(file: Path, copy: Path) {
        if (Files.isSameFile(file.toRealPath(), copy)) Files.delete(copy)
    }
}
