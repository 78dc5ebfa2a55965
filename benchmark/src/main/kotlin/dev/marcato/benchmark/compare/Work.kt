// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** What is measured; the closed list behind `work` in compare.json. */
internal enum class Work(val id: String) {
    /** Where records start and end, and no record made of them. Nobody but Marcato can be asked for that alone. */
    FRAMING("framing"),

    /** Every record made, no field of it looked at. */
    READ("read"),

    /** Every record made, and strings of its title and of the value of each of its fields. */
    EXTRACT("extract"),

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
