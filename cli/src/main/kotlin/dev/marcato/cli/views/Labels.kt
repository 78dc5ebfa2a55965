// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.cli.messages.oneLine
import dev.marcato.schema.MarcSchema

/** Names of tags, subfields and languages, from the schema of a format. */
internal class Labels(val schema: MarcSchema) {
    fun ofField(tag: String): String? = schema.field(tag)?.label?.let(::oneLine)

    fun ofSubfield(tag: String, code: Char): String? = schema.field(tag)?.subfield(code)?.label?.let(::oneLine)

    /** The code with its name: `eng English`; the code alone if it has none. */
    fun withLanguage(code: String): String {
        val name = MarcSchema.BIBLIOGRAPHIC.codeLists["languages"]?.get(code)?.label ?: return code
        return "$code ${oneLine(name)}"
    }
}
