// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.input

/** A place where reading can begin: the number of records and of bytes of the input before it. */
internal class Place(val records: Long, val byteOffset: Long) {
    companion object {
        val START = Place(0, 0)
    }
}
