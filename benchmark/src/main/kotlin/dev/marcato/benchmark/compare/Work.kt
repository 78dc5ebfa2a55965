// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** What is measured. */
internal enum class Work(val id: String) {
    /** Every record made, no field of it looked at. */
    READ("read"),

    /** Every record made, and a string of its title's $a and of every field. */
    EXTRACT_FIELDS("extract-fields"),

    /** Every record made, and a string of its title's $a and of every control field and subfield, as the peers do. */
    EXTRACT_SUBFIELDS("extract-subfields"),

    /** Every record made, and written again as it is, to a stream that drops it. */
    REWRITE("rewrite"),

    /** Every record made, its first $a of 245 replaced, and written again, to a stream that drops it. */
    EDIT("edit"),
    ;

    override fun toString(): String = id

    companion object {
        fun of(id: String): Work = requireNotNull(entries.find { it.id == id }) { "There is no work \"$id\"" }
    }
}
