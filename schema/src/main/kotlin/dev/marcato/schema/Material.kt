// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.Leader

/**
 * The kinds of material for which 006 and 008 of bibliographic records mean different things.
 *
 * @property key the key of the type in schemas
 * @property forms the codes of leader/06 and 006/00 that stand for it; of language material, leader/07 decides
 */
public enum class Material(@get:JvmName("key") public val key: String, @get:JvmName("forms") public val forms: String) {
    /** Books. */
    BOOKS("BK", "at"),

    /** Computer files and electronic resources. */
    COMPUTER_FILES("CF", "m"),

    /** Maps, atlases, globes. */
    MAPS("MP", "ef"),

    /** Notated music, and recordings of music and of other sound. */
    MUSIC("MU", "cdij"),

    /** Serials and integrating resources. */
    CONTINUING_RESOURCES("CR", "s"),

    /** Films, graphics, objects and kits. */
    VISUAL_MATERIALS("VM", "gknor"),

    /** Mixed materials, mostly of archives. */
    MIXED_MATERIALS("MX", "bp"),
    ;

    public companion object {
        /** Returns the material of a record with this [leader]; null if leader/06 isn't a bibliographic type. */
        @JvmStatic
        public fun of(leader: Leader): Material? = when {
            leader[6] == 's' -> null
            leader[6] == 'a' && leader[7] in "bis" -> CONTINUING_RESOURCES
            else -> ofForm(leader[6])
        }

        /** Returns the material with this [form] of material in 006/00; null if there is none. */
        @JvmStatic
        public fun ofForm(form: Char): Material? = entries.firstOrNull { form in it.forms }
    }
}
