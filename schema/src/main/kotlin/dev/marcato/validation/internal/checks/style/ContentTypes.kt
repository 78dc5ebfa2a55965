// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.style

import dev.marcato.ValueView

/** For which types of record in leader/06 a content type can be the main one, if it is sure for which it can't. */
internal object ContentTypes {
    private val types = listOf(
        "ntm" to "cd",
        "tcm" to "cd",
        "ntv" to "cd",
        "prm" to "jg",
        "spw" to "ig",
        "snd" to "ijg",
        "tdi" to "gk",
        "tdm" to "gk",
        "txt" to "atk",
        "tct" to "atk",
    )

    // Computer files, kits, objects and mixed materials have contents of any kind.
    private const val CLEAR = "acdefgijkt"

    /** Whether a record of this [type] can have the [content] type; unknown ones fit anything. */
    fun fits(content: ValueView, type: Char): Boolean {
        if (type !in CLEAR) return true
        for ((code, fitting) in types) if (content.valueEquals(code)) return type in fitting
        return true
    }
}
