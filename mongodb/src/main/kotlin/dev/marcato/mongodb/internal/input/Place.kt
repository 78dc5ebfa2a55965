// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.input

/** A place where reading can begin: how many records of the input come before it, and how many bytes. */
internal class Place(val records: Long, val byteOffset: Long) {
    companion object {
        val START = Place(0, 0)
    }
}
