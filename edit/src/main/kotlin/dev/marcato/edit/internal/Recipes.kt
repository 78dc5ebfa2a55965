// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/** Edits that come with this module, as files in its resources. */
internal object Recipes {
    /** How edits name a recipe in place of a file: `include "marcato:rda"`. */
    const val PREFIX = "marcato:"

    /** In alphabetical order. */
    val NAMES = listOf(
        "isbn-13",
        "oclc-numbers",
        "rda",
        "rda-abbreviations",
        "rda-publication",
        "rda-title",
        "rda-types",
        "trailing-punctuation",
        "unimarc-local",
        "vendor-ebooks",
    )

    /** The text of the recipe with this [name], which doesn't have the prefix; null if there is none. */
    fun text(name: String): String? {
        if (name !in NAMES) return null
        val resource = checkNotNull(javaClass.getResourceAsStream("/dev/marcato/edit/recipes/$name.edits"))
        return resource.use { String(it.readBytes(), Charsets.UTF_8) }
    }
}
