// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.io.IOException
import java.io.InterruptedIOException
import java.nio.channels.ClosedChannelException
import java.nio.file.FileSystemException

/** Runs [action], which reads the file [name], and names it in a failure; null if it reads no file. */
internal inline fun <T> naming(name: String?, action: () -> T): T = try {
    action()
} catch (e: IOException) {
    throw e.of(name)
}

/** Returns this failure if it names the file anyway, or doesn't come from it; else one that names it, caused by this. */
internal fun IOException.of(name: String?): IOException = when {
    name == null || message.orEmpty().startsWith("$name ") -> this

    // Somebody closed the channel, or interrupted the thread: the first also by the second.
    this is FileSystemException || this is ClosedChannelException || this is InterruptedIOException -> this

    else -> FileSystemException(name, null, message ?: javaClass.simpleName).also { it.initCause(this) }
}
