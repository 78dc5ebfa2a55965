// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.IOException
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.net.URI
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.channels.SeekableByteChannel
import java.nio.file.AccessMode
import java.nio.file.CopyOption
import java.nio.file.DirectoryStream
import java.nio.file.FileStore
import java.nio.file.FileSystem
import java.nio.file.LinkOption
import java.nio.file.OpenOption
import java.nio.file.Path
import java.nio.file.PathMatcher
import java.nio.file.Paths
import java.nio.file.WatchService
import java.nio.file.attribute.BasicFileAttributes
import java.nio.file.attribute.FileAttribute
import java.nio.file.attribute.FileAttributeView
import java.nio.file.attribute.UserPrincipalLookupService
import java.nio.file.spi.FileSystemProvider

/**
 * Provides a file in a file system of its own. It gives the bytes of [source], with its faults and counts, or fails
 * with [openFailure] when it is opened. It works the same for every user, root included, and on every system.
 */
public class WatchedFile(private val source: FaultySource, private val openFailure: IOException? = null) {
    private val name: Path = Paths.get("watched.mrc")

    /** Gives the path, which is like any other until the file is opened. */
    public val path: Path = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(Path::class.java)) {
            _,
            method,
            arguments,
        ->
        if (method.name == "getFileSystem") return@newProxyInstance Files()
        try {
            method.invoke(name, *arguments.orEmpty())
        } catch (e: InvocationTargetException) {
            throw e.targetException
        }
    } as Path

    public companion object {
        /** Gives the path of a file with the bytes of [source]. */
        @JvmStatic
        public fun of(source: FaultySource): Path = WatchedFile(source).path
    }

    private fun open(): SeekableByteChannel {
        openFailure?.let { throw it }
        return Opened(source.asChannel(), source.size.toLong())
    }

    private class Opened(private val bytes: ReadableByteChannel, private val length: Long) :
        SeekableByteChannel,
        ReadableByteChannel by bytes {
        private var position = 0L

        override fun read(into: ByteBuffer): Int = bytes.read(into).also { position += maxOf(it, 0) }

        override fun write(from: ByteBuffer): Int = unused()

        override fun position(): Long = position

        override fun position(position: Long): SeekableByteChannel = unused()

        override fun size(): Long = length

        override fun truncate(size: Long): SeekableByteChannel = unused()
    }

    private inner class Files : FileSystem() {
        override fun provider(): FileSystemProvider = Provider()

        override fun isOpen(): Boolean = true

        override fun isReadOnly(): Boolean = true

        override fun getSeparator(): String = "/"

        override fun close(): Unit = unused()

        override fun getRootDirectories(): Iterable<Path> = unused()

        override fun getFileStores(): Iterable<FileStore> = unused()

        override fun supportedFileAttributeViews(): Set<String> = unused()

        override fun getPath(first: String, vararg more: String): Path = unused()

        override fun getPathMatcher(pattern: String): PathMatcher = unused()

        override fun getUserPrincipalLookupService(): UserPrincipalLookupService = unused()

        override fun newWatchService(): WatchService = unused()
    }

    private inner class Provider : FileSystemProvider() {
        override fun newByteChannel(
            path: Path,
            options: Set<OpenOption>,
            vararg attributes: FileAttribute<*>,
        ): SeekableByteChannel = open()

        override fun getScheme(): String = "watched"

        override fun newFileSystem(uri: URI, environment: Map<String, *>): FileSystem = unused()

        override fun getFileSystem(uri: URI): FileSystem = unused()

        override fun getPath(uri: URI): Path = unused()

        override fun newDirectoryStream(folder: Path, filter: DirectoryStream.Filter<in Path>): DirectoryStream<Path> =
            unused()

        override fun createDirectory(folder: Path, vararg attributes: FileAttribute<*>): Unit = unused()

        override fun delete(path: Path): Unit = unused()

        override fun copy(from: Path, to: Path, vararg options: CopyOption): Unit = unused()

        override fun move(from: Path, to: Path, vararg options: CopyOption): Unit = unused()

        override fun isSameFile(path: Path, other: Path): Boolean = unused()

        override fun isHidden(path: Path): Boolean = unused()

        override fun getFileStore(path: Path): FileStore = unused()

        override fun checkAccess(path: Path, vararg modes: AccessMode): Unit = unused()

        override fun <V : FileAttributeView> getFileAttributeView(
            path: Path,
            type: Class<V>,
            vararg options: LinkOption,
        ): V = unused()

        override fun <A : BasicFileAttributes> readAttributes(
            path: Path,
            type: Class<A>,
            vararg options: LinkOption,
        ): A = throw IOException("It has no attributes, so it isn't a folder")

        override fun readAttributes(path: Path, attributes: String, vararg options: LinkOption): Map<String, Any> =
            unused()

        override fun setAttribute(path: Path, attribute: String, value: Any, vararg options: LinkOption): Unit =
            unused()
    }
}

private fun unused(): Nothing = throw UnsupportedOperationException("No reader has to do this")
