// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.internal.bytes.ByteBlock

/** Bytes in memory, for the caller to take. */
internal class MemoryTarget : GivenTarget() {
    private val block = ByteBlock()

    override fun pass(bytes: ByteArray, start: Int, end: Int) {
        val at = block.extend(end - start)
        System.arraycopy(bytes, start, block.bytes, at, end - start)
    }

    override fun flush(): Unit = Unit

    override fun toString(): String = "memory"

    /** Returns the bytes written since the last call. */
    fun take(): ByteArray = block.toByteArray().also { block.cutOff(0) }
}
