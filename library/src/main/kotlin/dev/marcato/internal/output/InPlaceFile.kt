// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Durability
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/** A file that is written in place: it is appended to, or it isn't a regular file. */
internal class InPlaceFile(private val path: Path, private val durability: Durability) : ByteTarget {
    private var locked: LockedFile? = null
    private val channel: FileChannel? get() = locked?.channel
    private var isRegular = false
    private var isNew = false
    private var sizeBefore = 0L
    private var written = 0L

    override var isUntouched: Boolean = true
        private set

    override fun open() {
        isNew = !Files.exists(path)
        isRegular = isNew || Files.isRegularFile(path)
        val options = if (isRegular) {
            setOf(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
        } else {
            setOf(StandardOpenOption.WRITE)
        }
        val opened = LockedFile.open(path, options)
        // Each of the two writers would take back what the other has added.
        if (isRegular && opened.holder == LockHolder.ANOTHER) {
            opened.close()
            throw PartFile.inUse(path)
        }
        locked = opened
        if (isRegular) sizeBefore = opened.channel.size()
    }

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        isUntouched = false
        writeAll(checkNotNull(channel), bytes, start, end)
        written += end - start
    }

    override fun flush(): Unit = Unit

    override fun finish() {
        val opened = checkNotNull(channel)
        if (durability == Durability.DISK) opened.force(true)
        opened.close()
        locked = null
    }

    override fun discard() {
        val opened = locked ?: return
        locked = null
        opened.use { if (isRegular) takeBack(it.channel) }
        if (isNew && isUntouched) {
            val _ = Files.deleteIfExists(path)
        }
    }

    private fun takeBack(opened: FileChannel) {
        // A file that fails may still have taken some of the bytes.
        val size = opened.size()
        if (size > sizeBefore) {
            val _ = opened.truncate(sizeBefore)
        }
        isUntouched = opened.size() == sizeBefore
    }
}
