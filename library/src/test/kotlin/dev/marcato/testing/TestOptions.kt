// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Inexpressible
import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Repair
import dev.marcato.Strictness
import dev.marcato.WriteOptions

/** Gives the options that many specs read and write with. */
internal object TestOptions {
    val LENIENT: ReadOptions = ReadOptions { strictness = Strictness.LENIENT }

    fun lenient(format: MarcFormat, configure: ReadOptions.Builder.() -> Unit = {}): ReadOptions = ReadOptions {
        this.format = format
        strictness = Strictness.LENIENT
        configure()
    }

    fun strict(format: MarcFormat): ReadOptions = ReadOptions { this.format = format }

    fun write(format: MarcFormat, configure: WriteOptions.Builder.() -> Unit = {}): WriteOptions = WriteOptions {
        this.format = format
        configure()
    }

    /** These options, but what strict reading would not accept is refused: nothing is replaced, nothing kept. */
    fun WriteOptions.refusing(): WriteOptions =
        toBuilder().inexpressible(Inexpressible.REFUSE).repair(Repair.RELAID).build()

    val REFUSING: WriteOptions = WriteOptions.DEFAULT.refusing()
}
