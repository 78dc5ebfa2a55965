// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import java.nio.file.Files
import java.nio.file.Path

/** What becomes of a command when something is wrong with one of its files. */
internal enum class Ending {
    /** It goes on with the next file. */
    GO_ON,

    /** It reads no further, and writes what it has. */
    STOP,

    /** It fails, and what it has written so far is taken away. */
    FAIL,
}

/**
 * When a command ends before its files do.
 *
 * @property atFault what strict reading does at the first problem
 * @property atFailure what a file does that can't be read to its end, or holds no record
 * @property lost what to say of the output when the command fails
 */
internal class Endings(val atFault: Ending, val atFailure: Ending, val lost: () -> String = { "" }) {
    companion object {
        val NONE = Endings(Ending.GO_ON, Ending.GO_ON)
    }
}

/** Returns when a command ends that writes to the file [name], or to standard output if that is null. */
internal fun endings(name: String?, isStrict: Boolean, keepsGoing: Boolean, lost: () -> String): Endings {
    val path = name?.takeIf { it != "-" }?.let(Path::of)
    // What was given to anything else can't be taken back.
    val isWhole = path != null && (!Files.exists(path) || Files.isRegularFile(path))
    return when {
        keepsGoing -> Endings.NONE
        isWhole -> Endings(Ending.FAIL, Ending.FAIL, lost)
        isStrict -> Endings(Ending.STOP, Ending.GO_ON)
        else -> Endings.NONE
    }
}
