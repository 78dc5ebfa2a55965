// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import java.io.BufferedOutputStream
import java.io.IOException
import java.io.OutputStream
import java.nio.channels.Channels
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.attribute.PosixFileAttributeView
import java.nio.file.attribute.PosixFileAttributes
import java.nio.file.attribute.PosixFilePermissions

/**
 * A file that is there as a whole, once [complete] was called, or not at all. Anything but a regular file is written in
 * place. The rules are those of the library for files of records: one writer at a time, permissions as usual for a new
 * file and as they were for one that is replaced, and what a killed process has left is removed.
 *
 * @property mayReplace whether a file is replaced that comes into being while this one is written
 */
internal class WholeFile private constructor(
    private val path: Path,
    private val mayReplace: Boolean,
    private var part: LockedPart?,
) : AutoCloseable {
    val stream: OutputStream =
        BufferedOutputStream(part?.let { Channels.newOutputStream(it.channel) } ?: Files.newOutputStream(path))
    private var isDone = false

    /** Puts the file in its place. */
    fun complete() {
        stream.flush()
        part?.let { written ->
            OutputFile.checkAgain(path, mayReplace)
            // If this fails, the unfinished file may be another writer's already.
            part = null
            val ready = written.reopened()
            part = ready
            Files.move(ready.path, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
            ready.close()
        }
        stream.close()
        isDone = true
    }

    /** Takes away what was written, unless it is complete. */
    override fun close() {
        if (isDone) return
        isDone = true
        try {
            part?.remove()
            stream.close()
        } catch (_: IOException) {
            // What can be taken away has been.
        }
    }

    companion object {
        fun open(path: Path, mayReplace: Boolean): WholeFile {
            if (Files.exists(path) && !Files.isRegularFile(path)) return WholeFile(path, mayReplace, null)
            // A link stays a link to what is written.
            val target = if (Files.exists(path)) path.toRealPath() else path.toAbsolutePath()
            val before = Files.getFileAttributeView(target, PosixFileAttributeView::class.java)
                ?.takeIf { Files.exists(target) }?.readAttributes()
            val permissions = listOfNotNull(before?.let { PosixFilePermissions.asFileAttribute(it.permissions()) })
            val part = LockedPart.create(target, permissions.toTypedArray())
            if (before != null) give(part.path, before)
            return WholeFile(target, mayReplace, part)
        }

        /** Makes [path] belong to whom the file belonged that it replaces, as far as that is allowed. */
        private fun give(path: Path, before: PosixFileAttributes) {
            val view = Files.getFileAttributeView(path, PosixFileAttributeView::class.java)
            val now = view.readAttributes()
            try {
                if (now.group() != before.group()) view.setGroup(before.group())
                if (now.owner() != before.owner()) view.setOwner(before.owner())
            } catch (_: FileSystemException) {
                // Only some may give files away.
            }
            view.setPermissions(before.permissions())
        }
    }
}
