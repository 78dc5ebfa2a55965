// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

import java.io.File

/** Reads the field lists of the Library of Congress, which are text with indentation, as pages or without markup. */
internal class LocList(file: File) {
    val flat = Flat()

    private var tag = ""
    private var section = ""
    private var holder = ""
    private var isObsoleteHolder = false
    private var isHolderOfPositions = false
    private var pending: Pair<String, Boolean>? = null

    init {
        file.readText().replace(Regex("<[^>]*>|(?m)^(//|# ).*"), "").replace("&amp;", "&").lines().forEach(::read)
    }

    private fun read(raw: String) {
        val depth = raw.length - raw.trimStart().length
        val isObsolete = raw.contains("[OBSOLETE]")
        val line = raw.replace(Regex("\\s*-?\\s*\\[OBSOLETE]"), "").trim().replace(Regex("\\s+"), " ")
        val isFixed = tag == "LDR" || tag.startsWith("00")
        when {
            line == "LEADER" -> begin("LDR", "Leader", "NR", false)
            line == "DIRECTORY" -> tag = ""
            line == "Instrument or Voices Codes" -> holder = "$tag\$a"
            line.matches(FIELD) && depth <= 2 -> field(line, isObsolete)
            tag.isEmpty() || line.isEmpty() || (line.startsWith("--") && !line.startsWith("--- -")) -> Unit
            line.matches(SECTION) && line.startsWith(tag) -> section(line)
            isFixed && depth <= 6 && line.matches(POSITION) -> position(line, isObsolete)
            line.matches(INDICATOR) -> indicator(line, isObsolete)
            line.matches(SUBFIELD) -> subfield(line, isObsolete)
            holder.isNotEmpty() -> code(line, isObsolete)
        }
    }

    private fun begin(tag: String, label: String, repeatable: String, isObsolete: Boolean) {
        this.tag = tag
        section = ""
        holder = ""
        flat.add(tag, label, repeatable, isObsolete)
    }

    private fun field(line: String, isObsolete: Boolean) {
        val (repeatable, label) = repeatability(line.drop(TAG))
        begin(line.take(TAG_LENGTH), label, repeatable, isObsolete)
    }

    private fun section(line: String) {
        val name = line.substringAfter("--")
        section = when {
            name == "ALL MATERIALS" -> ""
            tag == "007" -> "[?$name]"
            else -> "[${MATERIALS.first { name.startsWith(it.first) }.second}]"
        }
    }

    private fun position(line: String, isObsolete: Boolean) {
        val (range, label) = line.split(Regex(" - ?"), 2)
        holder = "$tag$section/$range"
        isObsoleteHolder = isObsolete
        isHolderOfPositions = false
        // Which section of 007 it is, is known from its first code.
        if (section.startsWith(
                "[?",
            )
        ) {
            pending = Pair(label, isObsolete)
        } else {
            flat.add(holder, label, isObsolete = isObsolete)
        }
    }

    private fun indicator(line: String, isObsolete: Boolean) {
        val number = if (line.startsWith("First")) 1 else 2
        val label = line.substringAfter("-").trim()
        holder = "$tag^$number"
        isObsoleteHolder = isObsolete
        isHolderOfPositions = false
        flat.add(holder, label, isObsolete = isObsolete)
    }

    private fun subfield(line: String, isObsolete: Boolean) {
        val key = line.drop(1).takeWhile { it != ' ' }
        val (repeatable, label) = repeatability(line.drop(1 + key.length))
        for (code in key.first()..key.last()) {
            holder = "$tag$$code"
            flat.add(holder, label.trimStart('-', ' '), repeatable, isObsolete)
        }
        isObsoleteHolder = isObsolete
        isHolderOfPositions = label.contains("ontrol subfield") || (key == "7" && tag !in setOf("856", "857"))
    }

    private fun code(line: String, isObsolete: Boolean) {
        // Anything else is the rest of the label before.
        val parts = CODE.matchEntire(line) ?: LOOSE_CODE.matchEntire(line) ?: return
        val (code, label) = parts.destructured
        if (section.startsWith("[?")) {
            section = "[$code]"
            holder = "$tag$section/00"
            flat.add(holder, pending!!.first, isObsolete = pending!!.second)
        }
        if (isHolderOfPositions) {
            if (code.trimStart('/')[0].isDigit()) flat.add("$holder/${range(code.trimStart('/'))}", label)
            return
        }
        flat.add("$holder ${code.replace('#', ' ')}", label, isObsolete = isObsolete || isObsoleteHolder)
    }

    private fun range(text: String) = text.split('-').joinToString("-") { it.padStart(2, '0') }

    private fun repeatability(text: String): Pair<String, String> {
        val found = REPEATABLE.find(text)
        return Pair(found?.groupValues?.get(1) ?: "R", text.replace(REPEATABLE, "").trim(' ', '-'))
    }

    private companion object {
        const val TAG = 6
        const val TAG_LENGTH = 3
        val FIELD = Regex("[0-9]{3} - .*")
        val SECTION = Regex("[0-9]{3}--.*")
        val POSITION = Regex("[0-9]{2}(-[0-9]{2})? - ?.*")
        val INDICATOR = Regex("(First|Second) *-.*")
        val SUBFIELD = Regex("\\$\\S(-\\S)? .*")
        val CODE = Regex("(\\S+) - (.*)")

        // Where a blank is missing.
        val LOOSE_CODE = Regex("(\\S+?) ?- ?(.*)")
        val REPEATABLE = Regex("\\((N?R)\\)")
        val MATERIALS = listOf(
            "BOOKS" to "BK",
            "COMPUTER" to "CF",
            "MAPS" to "MP",
            "MIXED" to "MX",
            "MUSIC" to "MU",
            "CONTINUING" to "CR",
            "VISUAL" to "VM",
        )
    }
}
