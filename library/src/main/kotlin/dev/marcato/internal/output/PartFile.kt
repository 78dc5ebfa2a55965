// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.nio.channels.FileChannel
import java.nio.file.AccessDeniedException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.attribute.FileAttribute
import java.util.Random
import java.util.UUID

/**
 * The unfinished file of a writer. It stands beside [file], which it replaces at the end. Its name depends only on the
 * name of [file], so that writers of the same file in different processes meet. The writer keeps it locked. If such a
 * file exists without a lock, a process that died has left it, and the next writer removes it.
 */
internal class PartFile private constructor(private val file: Path, val path: Path, private var part: LockedFile) {
    private var isOurs = true

    val channel: FileChannel get() = part.channel

    /** Closes the unfinished file and moves it to [file]. */
    fun move() {
        val isLocked = part.holder == LockHolder.OURS
        val size = channel.size()
        // Before the move, because some file systems report only here that they could not store the bytes.
        part.close()
        if (isLocked) part = lockedAgain(size)
        val _ = Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        isOurs = false
        part.close()
    }

    /**
     * Closing has released the lock. A writer that comes just then finds an unlocked file, and removes it. A file that
     * it made instead has no bytes yet if it isn't locked either.
     */
    private fun lockedAgain(size: Long): LockedFile {
        val found = LockedFile.find(path)
        if (found != null) {
            if (found.holder == LockHolder.OURS && found.isInPlace() && found.channel.size() == size) return found
            found.close()
        }
        isOurs = false
        throw inUse(file)
    }

    /** Removes the unfinished file, unless it has replaced [file]. */
    fun remove() {
        part.use {
            if (isOurs) {
                val _ = Files.deleteIfExists(path)
            }
        }
        isOurs = false
    }

    companion object {
        // Keeps a name with its additions within the length that file systems allow.
        private const val LONGEST_NAME = 48
        private const val END = ".marcato.part"
        private val RANDOM = Random()

        /** Makes an unfinished file for [file], or throws an [java.io.IOException] if another writer has one. */
        fun create(file: Path, attributes: Array<FileAttribute<*>>): PartFile {
            var path = file.resolveSibling(sharedName(file))
            while (true) {
                val created = LockedFile.create(path, attributes)
                if (created == null) {
                    if (!isRemoved(path, file)) path = file.resolveSibling(singleName())
                    continue
                }
                val isUnknown = created.holder == LockHolder.UNKNOWN
                if (isUnknown || (created.holder == LockHolder.OURS && created.isInPlace())) {
                    return PartFile(file, path, created)
                }
                // Another writer found it before it was locked, and took it for a leftover.
                created.close()
            }
        }

        /** The failure of a writer that meets another one. */
        fun inUse(file: Path): FileSystemException =
            FileSystemException(file.toString(), null, "it is being written by another writer")

        private fun sharedName(file: Path): String {
            val name = file.fileName.toString()
            if (name.length <= LONGEST_NAME) return ".$name$END"
            return ".${name.take(LONGEST_NAME)}.${UUID.nameUUIDFromBytes(name.toByteArray())}$END"
        }

        /** A unique name, used if the state of the file with the shared name can't be determined. */
        private fun singleName(): String = ".${java.lang.Long.toHexString(RANDOM.nextLong())}$END"

        /** Removes a leftover file. Returns false if it may be in use, or can't be removed. */
        private fun isRemoved(path: Path, file: Path): Boolean {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Files.notExists(path, LinkOption.NOFOLLOW_LINKS)
            }
            return try {
                val found = LockedFile.find(path) ?: return true
                found.use { isRemoved(it, path, file) }
            } catch (e: AccessDeniedException) {
                false
            }
        }

        private fun isRemoved(found: LockedFile, path: Path, file: Path): Boolean {
            if (found.holder == LockHolder.ANOTHER) throw inUse(file)
            if (found.holder == LockHolder.UNKNOWN) return false
            // Meanwhile the other writer may have moved it, and a third one may have made the next.
            if (found.isInPlace()) {
                val _ = Files.deleteIfExists(path)
            }
            return true
        }
    }
}
