// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.nio.file.Files
import java.nio.file.Path

/** The file that is measured with, and its bytes, which are read when asked for, and kept. */
internal class InputFile(val path: Path) {
    val bytes: ByteArray by lazy { Files.readAllBytes(path) }
}
