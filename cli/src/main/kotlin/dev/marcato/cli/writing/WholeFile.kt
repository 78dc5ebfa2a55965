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
 * A file that appears as a whole on [complete], or not at all. Anything but a regular file is written in place. The
 * rules are those of the library for files of records: one writer at a time, the usual permissions for a new file, the
 * former permissions for a replaced one, and leftovers of a killed process are removed.
 *
 * @property mayReplace whether to replace a file that another program makes in the meantime
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
            // If this fails, the unfinished file may already belong to another writer.
            part = null
            val ready = written.reopened()
            part = ready
            Files.move(ready.path, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
            ready.close()
        }
        stream.close()
        isDone = true
    }

    /** Removes what was written, unless it is complete. */
    override fun close() {
        if (isDone) return
        isDone = true
        try {
            part?.remove()
            stream.close()
        } catch (_: IOException) {
            // Everything that can be removed has been.
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

        /** Gives [path] the owner, the group and the permissions of the file that it replaces, as far as allowed. */
        private fun give(path: Path, before: PosixFileAttributes) {
            val view = Files.getFileAttributeView(path, PosixFileAttributeView::class.java)
            val now = view.readAttributes()
            try {
                if (now.group() != before.group()) view.setGroup(before.group())
                if (now.owner() != before.owner()) view.setOwner(before.owner())
            } catch (_: FileSystemException) {
                // Not every user may give files away.
            }
            view.setPermissions(before.permissions())
        }
    }
}
