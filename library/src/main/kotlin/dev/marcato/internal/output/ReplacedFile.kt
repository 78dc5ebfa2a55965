// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Durability
import java.nio.channels.FileChannel
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.FileAttribute
import java.nio.file.attribute.PosixFilePermission
import java.nio.file.attribute.PosixFilePermissions

/** A regular file that is written under another name beside it, and replaced in one step when it is complete. */
internal class ReplacedFile(private val file: Path, private val durability: Durability) : ByteTarget {
    private var part: PartFile? = null

    override var isUntouched: Boolean = true
        private set

    override fun open() {
        val before = if (Files.exists(file)) Owned.of(file) else null
        // From the start, only users who may read the replaced file may read it.
        val attributes: Array<FileAttribute<*>> =
            if (before == null) emptyArray() else arrayOf(PosixFilePermissions.asFileAttribute(before.permissions))
        val made = PartFile.create(file, attributes)
        part = made
        before?.give(made.path)
    }

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        writeAll(checkNotNull(part).channel, bytes, start, end)
    }

    override fun flush(): Unit = Unit

    override fun finish() {
        val made = checkNotNull(part)
        if (durability == Durability.DISK) made.channel.force(true)
        made.move()
        part = null
        isUntouched = false
        if (durability == Durability.DISK) forceFolder()
    }

    override fun discard() {
        val made = part ?: return
        part = null
        made.remove()
    }

    /** The new name is a change of the folder, which some systems don't allow to be opened. */
    private fun forceFolder() {
        val folder = file.toAbsolutePath().parent
        if (Owned.isKnown(folder)) FileChannel.open(folder, StandardOpenOption.READ).use { it.force(true) }
    }
}

/** The owner, group and permissions of a file. */
private class Owned(val permissions: Set<PosixFilePermission>, private val group: Any, private val owner: Any) {
    fun give(path: Path) {
        // Not every user may give files away; if not, the file has the owner of any new file.
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
