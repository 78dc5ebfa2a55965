// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.channels.FileLock
import java.nio.channels.OverlappingFileLockException
import java.nio.file.AccessDeniedException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.nio.file.StandardOpenOption.WRITE
import java.nio.file.attribute.FileAttribute
import java.util.UUID

/**
 * The unfinished file next to [file]. It has the name and the lock that the library uses for files of records, so that
 * two writers never write the same file. A file without a lock was left by a process that died.
 *
 * @property lock null if the file system has no locks; then other writers can't be detected
 * @property witness a second channel, since many systems release the lock when one of them is closed
 */
internal class LockedPart private constructor(
    private val file: Path,
    val path: Path,
    val channel: FileChannel,
    private val lock: FileLock?,
    private val witness: FileChannel?,
) : AutoCloseable {
    /** Closes the file, because some file systems report only then that they couldn't store it, and locks it again. */
    fun reopened(): LockedPart {
        val size = channel.size()
        close()
        if (lock == null) return this
        val again = found(file, path)
        // A file that another writer has just made in its place has no bytes yet.
        if (again?.lock != null && again.channel.size() == size) return again
        again?.close()
        throw inUse(file)
    }

    fun remove() {
        use { Files.deleteIfExists(path) }
    }

    override fun close() {
        channel.use { witness?.close() }
    }

    companion object {
        private const val LONGEST_NAME = 48
        private const val END = ".marcato.part"
        private const val PLACE = Long.MAX_VALUE - 1

        /** Makes an unfinished file for [file]; fails if another writer has one. */
        fun create(file: Path, attributes: Array<FileAttribute<*>>): LockedPart = try {
            shared(file, attributes) ?: made(file, file.resolveSibling(".${UUID.randomUUID()}$END"), attributes)
        } catch (e: AccessDeniedException) {
            throw AccessDeniedException("$file", null, e.reason)
        } catch (e: FileSystemException) {
            throw FileSystemException("$file", null, e.reason)
        }

        /** Returns null if the file with the shared name can't be examined or removed. */
        private fun shared(file: Path, attributes: Array<FileAttribute<*>>): LockedPart? {
            val name = file.fileName.toString()
            val unique = if (name.length > LONGEST_NAME) ".${UUID.nameUUIDFromBytes(name.toByteArray())}" else ""
            val path = file.resolveSibling(".${name.take(LONGEST_NAME)}$unique$END")
            while (true) {
                val made = try {
                    made(file, path, attributes)
                } catch (_: FileAlreadyExistsException) {
                    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) return null
                    null
                }
                if (made != null && (made.lock == null || made.witness != null)) return made
                made?.close()
                try {
                    found(file, path)?.use { left -> if (left.lock == null) return null else Files.delete(path) }
                } catch (_: AccessDeniedException) {
                    return null
                }
            }
        }

        private fun made(file: Path, path: Path, attributes: Array<FileAttribute<*>>): LockedPart =
            locked(file, path, FileChannel.open(path, setOf(WRITE, CREATE_NEW), *attributes))

        /** Opens the existing file; null if there is none, or if another one has replaced it. */
        private fun found(file: Path, path: Path): LockedPart? {
            val channel = try {
                FileChannel.open(path, WRITE, NOFOLLOW_LINKS)
            } catch (_: NoSuchFileException) {
                return null
            }
            val found = locked(file, path, channel)
            if (found.lock == null || found.witness != null) return found
            found.close()
            return null
        }

        private fun locked(file: Path, path: Path, channel: FileChannel): LockedPart {
            val lock = try {
                channel.tryLock(PLACE, 1, false)
            } catch (_: OverlappingFileLockException) {
                null
            } catch (_: IOException) {
                return LockedPart(file, path, channel, null, null)
            }
            if (lock != null) return LockedPart(file, path, channel, lock, witness(path))
            channel.close()
            throw inUse(file)
        }

        /** Opens the file again; null if it can be locked, which shows that the path now leads to another file. */
        private fun witness(path: Path): FileChannel? {
            val second = try {
                FileChannel.open(path, WRITE, NOFOLLOW_LINKS)
            } catch (_: NoSuchFileException) {
                return null
            }
            try {
                second.tryLock(PLACE, 1, false)
            } catch (_: OverlappingFileLockException) {
                return second
            }
            second.close()
            return null
        }

        private fun inUse(file: Path) = FileSystemException("$file", null, "it is being written by another writer")
    }
}
