// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import java.nio.file.Files
import java.nio.file.Path

/** What a command does if something is wrong with one of its files. */
internal enum class Ending {
    /** It continues with the next file. */
    GO_ON,

    /** It reads no further, and writes what it has. */
    STOP,

    /** It fails, and removes what it has written so far. */
    FAIL,
}

/**
 * When a command ends before its files do.
 *
 * @property atFault what to do at the first problem of strict reading
 * @property atFailure what to do if a file can't be read to its end, or has no record
 * @property lost what to say about the output if the command fails
 */
internal class Endings(val atFault: Ending, val atFailure: Ending, val lost: () -> String = { "" }) {
    companion object {
        val NONE = Endings(Ending.GO_ON, Ending.GO_ON)
    }
}

/** Returns when a command ends that writes to the file [name], or to standard output if it is null. */
internal fun endings(name: String?, isStrict: Boolean, keepsGoing: Boolean, lost: () -> String): Endings {
    val path = name?.takeIf { it != "-" }?.let(Path::of)
    // Output to anything but a file can't be taken back.
    val isWhole = path != null && (!Files.exists(path) || Files.isRegularFile(path))
    return when {
        keepsGoing -> Endings.NONE
        isWhole -> Endings(Ending.FAIL, Ending.FAIL, lost)
        isStrict -> Endings(Ending.STOP, Ending.GO_ON)
        else -> Endings.NONE
    }
}
