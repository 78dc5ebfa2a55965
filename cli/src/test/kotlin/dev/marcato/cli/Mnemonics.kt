// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

/** A sound book in mnemonic text, with these [fields] in addition. */
internal fun book(number: String?, vararg fields: String): String = (
    listOf("LDR  00000nam\\a2200000\\i\\4500") + listOfNotNull(number?.let { "001  $it" }) + listOf(
        "008  200131s2019\\\\\\\\enka\\\\\\\\\\b\\\\\\\\001\\0\\eng\\d",
        "040  \\\\\$aDLC\$beng\$erda\$cDLC",
        "245  00\$aMoby Dick.",
        "264  \\1\$aLondon :\$bExample Press,\$c2019.",
        "300  \\\\\$axii, 635 pages :\$billustrations ;\$c24 cm",
        "336  \\\\\$atext\$btxt\$2rdacontent",
        "337  \\\\\$aunmediated\$bn\$2rdamedia",
        "338  \\\\\$avolume\$bnc\$2rdacarrier",
    ) + fields
    ).joinToString("\n", postfix = "\n\n") { "=$it" }

/** The same records in ISO 2709. */
internal fun marc(text: String): ByteArray =
    marcato("convert", "--from", "mrk", "--to", "marc", "-", input = text.toByteArray()).bytes
