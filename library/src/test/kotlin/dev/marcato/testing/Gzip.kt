// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.ByteArrayOutputStream
import java.util.zip.GZIPOutputStream

/** Compresses bytes. */
public object Gzip {
    /** Compresses [bytes] into one gzip member. */
    @JvmStatic
    public fun of(bytes: ByteArray): ByteArray {
        val compressed = ByteArrayOutputStream()
        GZIPOutputStream(compressed).use { it.write(bytes) }
        return compressed.toByteArray()
    }
}
