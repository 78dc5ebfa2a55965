// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import java.io.IOException
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths

/**
 * The files that edits may name: other edits (`include "links.edits"`) and tables (`look up 090$a in "shelves.csv"`).
 *
 * A name in a file is relative to the folder of that file: `include "more/b.edits"` in `rules/a.edits` asks for
 * `rules/more/b.edits`.
 */
public fun interface EditFiles {
    /**
     * Opens the file with this [name]; the caller closes it.
     *
     * @throws IOException if there is none, or it can't be read
     */
    @Throws(IOException::class)
    public fun open(name: String): InputStream

    public companion object {
        /** Files of the file system; relative names are relative to [folder]. */
        @JvmStatic
        public fun of(folder: Path): EditFiles = EditFiles { name -> Files.newInputStream(folder.resolve(name)) }

        @JvmSynthetic
        internal val SYSTEM: EditFiles = EditFiles { name -> Files.newInputStream(Paths.get(name)) }
    }
}
