// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** Returns a JSON object of texts and numbers, without the members that are null. */
internal fun jsonObject(vararg members: Pair<String, Any?>): String =
    members.filter { it.second != null }.joinToString(",", "{", "}") { (name, value) ->
        "${jsonText(name)}:${if (value is Number) value.toString() else jsonText(value.toString())}"
    }

private fun jsonText(text: String): String = buildString {
    append('"')
    for (character in text) {
        when {
            character == '"' || character == '\\' -> append('\\').append(character)

            // A surrogate without its other half can't be written as UTF-8.
            character < ' ' || character in '\u007F'..'\u009F' || character.isSurrogate() ->
                append("\\u").append(hex(character.code, 4).lowercase())

            else -> append(character)
        }
    }
    append('"')
}
