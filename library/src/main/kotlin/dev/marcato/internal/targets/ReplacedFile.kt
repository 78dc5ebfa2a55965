// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.targets

import java.nio.channels.FileChannel
import java.nio.file.FileAlreadyExistsException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.FileAttribute
import java.nio.file.attribute.PosixFilePermission
import java.nio.file.attribute.PosixFilePermissions
import java.util.Random

/** A regular file that is written under another name beside it, and takes its place in one step when it is complete. */
internal class ReplacedFile(private val file: Path, private val forceToDisk: Boolean) : ByteTarget {
    private var unfinished: Path? = null
    private var channel: FileChannel? = null

    override var isUntouched: Boolean = true
        private set

    override fun open() {
        val before = if (Files.exists(file)) Owned.of(file) else null
        while (channel == null) {
            // Not longer than names may be, however long that of the file is.
            val name = file.fileName.toString().take(LONGEST_NAME)
            val sibling = file.resolveSibling(".$name.${java.lang.Long.toHexString(RANDOM.nextLong())}.part")
            channel = create(sibling, before)
            unfinished = sibling
        }
        before?.give(checkNotNull(unfinished))
    }

    private fun create(path: Path, before: Owned?): FileChannel? {
        // From the start nobody may read it who may not read what it replaces.
        val attributes: Array<FileAttribute<*>> =
            if (before == null) emptyArray() else arrayOf(PosixFilePermissions.asFileAttribute(before.permissions))
        return try {
            FileChannel.open(path, setOf(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), *attributes)
        } catch (e: FileAlreadyExistsException) {
            null
        }
    }

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        writeAll(checkNotNull(channel), bytes, start, end)
    }

    override fun flush(): Unit = Unit

    override fun finish() {
        val opened = checkNotNull(channel)
        if (forceToDisk) opened.force(true)
        opened.close()
        val _ = Files.move(
            checkNotNull(unfinished),
            file,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING,
        )
        unfinished = null
        isUntouched = false
        if (forceToDisk) forceFolder()
    }

    override fun discard() {
        val path = unfinished ?: return
        unfinished = null
        try {
            channel?.close()
        } finally {
            val _ = Files.deleteIfExists(path)
        }
    }

    /** That the file has a new name is a change of its folder, which some systems let nobody open. */
    private fun forceFolder() {
        val folder = file.toAbsolutePath().parent
        if (Owned.isKnown(folder)) FileChannel.open(folder, StandardOpenOption.READ).use { it.force(true) }
    }

    private companion object {
        const val LONGEST_NAME = 48
        val RANDOM = Random()
    }
}

/** Whose a file is, and who may do what with it. */
private class Owned(val permissions: Set<PosixFilePermission>, private val group: Any, private val owner: Any) {
    fun give(path: Path) {
        // Only some may give files away; whose the file is otherwise is what the system says of any new one.
        if (Files.getAttribute(path, GROUP) != group) ifAllowed { Files.setAttribute(path, GROUP, group) }
        if (Files.getAttribute(path, OWNER) != owner) ifAllowed { Files.setAttribute(path, OWNER, owner) }
        val _ = Files.setPosixFilePermissions(path, permissions)
    }

    private inline fun ifAllowed(change: () -> Path) {
        try {
            val _ = change()
        } catch (e: FileSystemException) {
            return
        }
    }

    companion object {
        private const val GROUP = "posix:group"
        private const val OWNER = "posix:owner"

        fun isKnown(path: Path): Boolean = "posix" in path.fileSystem.supportedFileAttributeViews()

        fun of(path: Path): Owned? = if (!isKnown(path)) {
            null
        } else {
            Owned(Files.getPosixFilePermissions(path), Files.getAttribute(path, GROUP), Files.getAttribute(path, OWNER))
        }
    }
}
