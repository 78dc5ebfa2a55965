// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** As what the file is given to the library. */
internal enum class BackEnd(
    val id: String,
    /** Whether workers may read ranges of it by themselves. */
    val isCut: Boolean,
    /** Whether its bytes come in chunks. */
    val hasChunks: Boolean,
) {
    /** A path: the library opens the file. */
    PATH("path", isCut = true, hasChunks = true),

    /** A byte array with all of the file. */
    MEMORY("memory", isCut = true, hasChunks = false),

    /** An input stream of the file. */
    INPUT_STREAM("input-stream", isCut = false, hasChunks = true),

    /** A kotlinx-io source of the file. */
    SOURCE("source", isCut = false, hasChunks = true),
    ;

    override fun toString(): String = id
}
