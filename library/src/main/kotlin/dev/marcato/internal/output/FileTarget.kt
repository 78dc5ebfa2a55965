// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Durability
import dev.marcato.FileMode
import java.nio.file.AccessDeniedException
import java.nio.file.FileSystemException
import java.nio.file.FileSystemLoopException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path

private const val MOST_LINKS = 40

/**
 * A file. Follows links; replaces or appends to a regular file, or a new one; writes anything else, such as a device or
 * a pipe, in place.
 */
internal class FileTarget(
    private val path: Path,
    private val mode: FileMode,
    private val durability: Durability,
) : ByteTarget {
    private var way: ByteTarget? = null
    private var turn: Turn? = null

    override val isUntouched: Boolean get() = way?.isUntouched ?: true

    override fun open() {
        aboutPath {
            val found = chosenWay()
            way = found
            found.open()
        }
    }

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        checkNotNull(way).write(bytes, start, end)
    }

    override fun flush() {
        checkNotNull(way).flush()
    }

    override fun finish() {
        aboutPath { checkNotNull(way).finish() }
        endTurn()
    }

    override fun discard() {
        try {
            way?.discard()
        } finally {
            endTurn()
        }
    }

    override fun toString(): String = path.toString()

    private fun chosenWay(): ByteTarget {
        if (Files.isDirectory(path)) throw FileSystemException(path.toString(), null, "Is a directory")
        val isSpecial = Files.exists(path) && !Files.isRegularFile(path)
        if (isSpecial) return InPlaceFile(path, Durability.SYSTEM)
        val file = followed(path)
        val folder = file.toAbsolutePath().parent
        if (!Files.isDirectory(folder)) throw NoSuchFileException("$path", null, "there is no folder $folder")
        turn = Turn.of(file) ?: throw PartFile.inUse(path)
        if (mode == FileMode.APPEND) return InPlaceFile(file, durability)
        // Replacing would bypass the protection of the file, which its folder doesn't have.
        if (Files.exists(file) && !Files.isWritable(file)) throw AccessDeniedException(file.toString())
        return ReplacedFile(file, durability)
    }

    private fun endTurn() {
        turn?.end()
        turn = null
    }

    /** Makes failures name the caller's file, not the unfinished one or the one that a link leads to. */
    private inline fun aboutPath(action: () -> Unit) {
        try {
            action()
        } catch (e: FileSystemException) {
            throw if (e.file == "$path") e else about("$path", e)
        }
    }
}

private fun about(path: String, failure: FileSystemException): FileSystemException {
    val about = when (failure) {
        is NoSuchFileException -> NoSuchFileException(path, null, failure.reason)
        is AccessDeniedException -> AccessDeniedException(path, null, failure.reason)
        else -> FileSystemException(path, null, failure.reason)
    }
    return about.apply { val _ = initCause(failure) }
}

/** Returns the file that any links lead to, whether it exists or not. */
private fun followed(path: Path): Path {
    if (Files.exists(path)) return path.toRealPath()
    var at = path.toAbsolutePath()
    repeat(MOST_LINKS) {
        if (!Files.isSymbolicLink(at)) return at
        at = at.resolveSibling(Files.readSymbolicLink(at))
    }
    throw FileSystemLoopException(path.toString())
}
