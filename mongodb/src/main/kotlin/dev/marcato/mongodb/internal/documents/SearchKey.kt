// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

/** A tag whose values are stored for searching: all of its subfields, or only those with a [code]. */
internal class SearchKey private constructor(val tag: String, val code: Char?) {
    companion object {
        const val TAG_LENGTH = 3

        fun of(text: String): SearchKey {
            require(text.length in TAG_LENGTH..TAG_LENGTH + 1 && text.all { it in '!'..'~' }) {
                "A search key is a tag, or a tag and a code, such as 650 or 020a, not \"$text\""
            }
            return SearchKey(text.take(TAG_LENGTH), text.getOrNull(TAG_LENGTH))
        }
    }
}
