// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.validation.internal

import dev.marcato.validation.Finding

private const val BASIS = -0x340d631b7bdddcdbL
private const val PRIME = 0x100000001b3L
private const val HEXADECIMAL = 16
private const val SEPARATOR = '\u0000'

/** The hash (FNV-1a of 64 bits, over UTF-16) of what makes [finding] the same in another run. */
internal fun identityOf(finding: Finding): String {
    val record = finding.controlNumber ?: "${SEPARATOR}${finding.recordIndex}"
    var hash = BASIS
    hash = hashed(hash, record)
    hash = hashed(hash, finding.code)
    hash = hashed(hash, withoutIndexes(finding.path))
    hash = hashed(hash, finding.found ?: "$SEPARATOR")
    return java.lang.Long.toHexString(hash).padStart(HEXADECIMAL, '0')
}

private fun hashed(start: Long, text: String): Long {
    var hash = start
    for (character in text) hash = (hash xor character.code.toLong()) * PRIME
    // Where a text ends makes a difference.
    return (hash xor Char.MAX_VALUE.code.toLong()) * PRIME
}

// The index of a field changes when another is added before it.
private fun withoutIndexes(path: String): String {
    if ('[' !in path) return path
    var isIndex = false
    return path.filter { character ->
        if (character == '[') isIndex = true
        val isKept = !isIndex
        if (character == ']') isIndex = false
        isKept
    }
}
