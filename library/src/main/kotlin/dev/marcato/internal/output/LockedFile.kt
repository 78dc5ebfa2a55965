// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.io.Closeable
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.channels.FileLock
import java.nio.channels.OverlappingFileLockException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.LinkOption
import java.nio.file.NoSuchFileException
import java.nio.file.OpenOption
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.FileAttribute

/** Who has the lock of a file. */
internal enum class LockHolder {
    /** This object. */
    OURS,

    /** Another process, or another object of this one. */
    ANOTHER,

    /** The file system has no locks, so other writers can't be noticed. */
    UNKNOWN,
}

/**
 * A file that is open for writing, with a lock that shows this to other processes. The system releases the locks of a
 * process that dies.
 *
 * Many systems also release a lock when the process closes any other channel of the same file. So all channels of one
 * file stay open until [close].
 */
internal class LockedFile private constructor(private val path: Path, val channel: FileChannel) : Closeable {
    // Kept because the JVM forgets a lock whose object is gone.
    private val lock: FileLock?
    private var witness: FileChannel? = null

    val holder: LockHolder

    init {
        var found: FileLock? = null
        holder = try {
            found = channel.tryLock(PLACE, 1, false)
            if (found == null) LockHolder.ANOTHER else LockHolder.OURS
        } catch (e: OverlappingFileLockException) {
            LockHolder.ANOTHER
        } catch (e: IOException) {
            LockHolder.UNKNOWN
        }
        lock = found
    }

    /**
     * Whether the path still leads to this file, not to one that was made there after this one was opened. A channel
     * can't be asked for its file, but the JVM refuses a second lock on the same one.
     */
    fun isInPlace(): Boolean {
        val second = try {
            FileChannel.open(path, EXISTING)
        } catch (e: NoSuchFileException) {
            return false
        }
        try {
            val _ = second.tryLock(PLACE, 1, false)
        } catch (e: OverlappingFileLockException) {
            witness = second
        }
        if (witness == null) second.close()
        return witness != null
    }

    override fun close() {
        channel.use { witness?.close() }
    }

    companion object {
        // Beyond the end of any file, so that enforced locks don't stop readers.
        private const val PLACE = Long.MAX_VALUE - 1
        private val NEW = setOf(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
        private val EXISTING = setOf<OpenOption>(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)

        /** Makes the file; null if it already exists. */
        fun create(path: Path, attributes: Array<FileAttribute<*>>): LockedFile? = try {
            LockedFile(path, FileChannel.open(path, NEW, *attributes))
        } catch (e: FileAlreadyExistsException) {
            null
        }

        /** Opens the file; null if it doesn't exist. */
        fun find(path: Path): LockedFile? = try {
            open(path, EXISTING)
        } catch (e: NoSuchFileException) {
            null
        }

        fun open(path: Path, options: Set<OpenOption>): LockedFile = LockedFile(path, FileChannel.open(path, options))
    }
}
