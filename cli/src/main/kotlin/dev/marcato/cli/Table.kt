// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

/** Writes rows as CSV (RFC 4180) or TSV. */
internal enum class Table(private val separator: Char) {
    CSV(',') {
        override fun put(value: String, out: Appendable) {
            if (value.none { it == '"' || it == ',' || it == '\n' || it == '\r' }) {
                out.append(value)
                return
            }
            out.append('"')
            for (character in value) {
                if (character == '"') out.append('"')
                out.append(character)
            }
            out.append('"')
        }
    },

    // It has no quotation: what would part columns or rows becomes a blank.
    TSV('\t') {
        override fun put(value: String, out: Appendable) {
            if (value.none { it in CONTROLS }) {
                out.append(value)
            } else {
                for (character in value) out.append(if (character in CONTROLS) ' ' else character)
            }
        }
    }, ;

    protected abstract fun put(value: String, out: Appendable)

    fun row(values: List<String>, out: Appendable) {
        for (index in values.indices) {
            if (index > 0) out.append(separator)
            put(values[index], out)
        }
        out.append('\n')
    }

    private companion object {
        const val CONTROLS = "\t\n\r"
    }
}
