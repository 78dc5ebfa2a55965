// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.internal.bytes.ByteBlock

internal class MemoryTarget : ByteTarget {
    private val block = ByteBlock()

    override val isUntouched: Boolean get() = block.size == 0

    override fun open(): Unit = Unit

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        val at = block.extend(end - start)
        System.arraycopy(bytes, start, block.bytes, at, end - start)
    }

    override fun flush(): Unit = Unit

    override fun finish(): Unit = Unit

    override fun discard() {
        block.cutOff(0)
    }

    override fun toString(): String = "memory"

    fun toByteArray(): ByteArray = block.toByteArray()
}
