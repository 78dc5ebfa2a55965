// SPDX-License-Identifier: Apache-2.0
package dev.marcato.charset

/** What an encoder does with a character for which its sets have no code. */
internal enum class Unencodable {
    /** Writes it as `&#x4E2D;`, where the coding knows that; else refuses it. */
    NUMERIC_REFERENCE,

    /** Refuses it: [IllegalArgumentException], which names the character and its index. */
    REFUSE,
}
