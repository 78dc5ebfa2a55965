// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.output.FileTarget
import dev.marcato.internal.output.TargetUse
import dev.marcato.internal.output.UsedStream
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.nio.file.Path

/**
 * A file with any content that appears as a whole on [commit], or not at all, like the files of a [MarcWriter]. See
 * there for links, permissions, devices, killed processes and a second writer of the same file.
 *
 *     try (WholeFile file = WholeFile.open(path)) {
 *         file.stream().write(bytes);
 *         file.commit();
 *     }
 *
 * The first failure ends the writing: the target stays as it was, and later calls fail because of it. All calls block.
 * For one thread at a time.
 *
 * @sample dev.marcato.samples.writeTable
 */
public class WholeFile private constructor(path: Path, durability: Durability) : AutoCloseable {
    private val target = TargetUse(FileTarget(path, FileMode.REPLACE, durability)).apply { open() }
    private val buffered = UsedStream(target)

    /** The path of the file, as it was given. */
    @get:JvmName("path")
    public val path: Path = path

    /**
     * Takes the content of the file. It is buffered. Closing it only flushes it, so other streams and writers can be
     * put around it and closed before [commit]. It fails with an [IllegalStateException] after [commit], [discard] and
     * [close].
     */
    @get:JvmName("stream")
    public val stream: OutputStream get() = buffered

    /**
     * Puts the file in its place. Does nothing if it was called before.
     *
     * @throws IOException if that fails, or if the writing has failed before
     * @throws IllegalStateException after [discard] or [close]
     */
    @Throws(IOException::class)
    public fun commit() {
        target.commit { buffered.pass() }
    }

    /**
     * Ends the writing without completing it: the target stays as it was. Does nothing after [commit].
     *
     * @throws IOException if the unfinished file can't be deleted
     */
    @Throws(IOException::class)
    public fun discard() {
        target.discard()
    }

    /**
     * Ends the writing like [discard] if nothing has ended it, and throws an exception if bytes would be lost that way:
     * a call of [commit] or [discard] is missing, or the block before failed, which [close] can't know. Then the
     * exception of the block is thrown, and this one is suppressed. Does nothing after [commit], [discard] or a failure.
     *
     * @throws IOException if the unfinished file can't be deleted
     * @throws IllegalStateException if bytes were written, and neither [commit] nor [discard] was called
     */
    @Throws(IOException::class)
    override fun close() {
        target.close("Bytes")
    }

    /**
     * Runs [block] with this file, commits it unless the block has ended the writing, and returns the result of the
     * block. If the block fails, the writing is discarded.
     */
    @JvmSynthetic
    public inline fun <T> use(block: (WholeFile) -> T): T {
        var failure: Throwable? = null
        try {
            return block(this)
        } catch (e: Throwable) {
            failure = e
            throw e
        } finally {
            end(failure)
        }
    }

    @PublishedApi
    @JvmSynthetic
    internal fun end(failure: Throwable?) {
        if (failure == null) {
            if (!target.isEnded) commit()
        } else {
            target.discardBecauseOf(failure)
        }
    }

    override fun toString(): String = "WholeFile($path)"

    public companion object {
        /**
         * Opens a file to replace it, or to make it.
         *
         * @param durability see [WriteOptions.durability]
         * @throws IOException if the file can't be written, or if another writer is writing it
         */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: Path, durability: Durability = Durability.SYSTEM): WholeFile = WholeFile(path, durability)

        /** The same as the first [open]. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(file: File, durability: Durability = Durability.SYSTEM): WholeFile =
            WholeFile(file.toPath(), durability)

        /** The same as the first [open], for the file with this name. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(fileName: String, durability: Durability = Durability.SYSTEM): WholeFile =
            WholeFile(File(fileName).toPath(), durability)

        /** The same as the first [open]. */
        @JvmStatic @JvmOverloads
        @Throws(IOException::class)
        public fun open(path: kotlinx.io.files.Path, durability: Durability = Durability.SYSTEM): WholeFile =
            WholeFile(File(path.toString()).toPath(), durability)
    }
}
