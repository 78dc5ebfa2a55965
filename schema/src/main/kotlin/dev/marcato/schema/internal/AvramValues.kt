// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import dev.marcato.schema.Code
import dev.marcato.schema.CodeList
import dev.marcato.schema.PositionDefinition
import java.util.regex.Pattern
import java.util.regex.PatternSyntaxException

/** Reads what Avram says of values: labels, patterns, codes and positions. */
internal class AvramValues(private val lists: Map<String, CodeList>) {
    /** What all definitions have in common; [known] keys are read elsewhere. */
    fun parts(members: Map<String, JsonNode>, known: Set<String> = emptySet()): Parts = Parts(
        members["label"]?.text(),
        members["pattern"]?.let(::pattern),
        members["codes"]?.let { codes(it) },
        members["positions"]?.let(::positions).orEmpty(),
        members["repeatable"]?.boolean() ?: false,
        members["required"]?.boolean() ?: false,
        members["deprecated"]?.boolean() ?: false,
        null,
        other(members - known - KEYS),
        members.keys,
    )

    /** The keys that have no property of their own, checked as far as Avram says what they are. */
    fun other(members: Map<String, JsonNode>): Map<String, Any?> {
        for ((key, node) in members) check(key, node)
        return members.mapValues { it.value.value }
    }

    private fun check(key: String, node: JsonNode) {
        val fault = when (key) {
            "url" -> "a URL begins with http:// or https://".takeIf { !node.text().matches(URL) }
            "total", "records" -> "a whole number that isn't negative is expected".takeIf { !isCount(node.value) }
            "rules" -> "an array is expected".takeIf { node.value !is List<*> }
            "groups" -> "an object is expected".takeIf { !node.isObject }
            "language" -> "this isn't the code of a language".takeIf { !node.text().matches(LANGUAGE) }
            in TEXTS -> "a string is expected".takeIf { node.value !is String }
            else -> null
        }
        if (fault != null) node.fail(fault)
    }

    private fun isCount(value: Any?) = (value is Int || value is Long) && (value as Number).toLong() >= 0

    private fun pattern(node: JsonNode): String {
        val text = node.filled()
        if (text.length > LONGEST_PATTERN) node.fail("a pattern of ${text.length} characters is too long")
        try {
            val _ = Pattern.compile(text)
        } catch (e: PatternSyntaxException) {
            node.fail("invalid pattern '$text': ${e.description}")
        }
        return text
    }

    fun codes(
        node: JsonNode,
        name: String? = null,
        title: String? = null,
        other: Map<String, Any?> = emptyMap(),
    ): CodeList {
        if (node.value is String) {
            return lists[node.filled()] ?: CodeList.of(emptyList(), node.filled(), isResolved = false)
        }
        if (!node.isObject) node.fail("an object of codes, or the name of a list, is expected")
        return CodeList.of(
            node.members().map { (code, definition) ->
                code(code, definition)
            },
            name,
            title,
            true,
            other,
        )
    }

    private fun code(code: String, node: JsonNode): Code {
        if (code.isEmpty()) node.fail("a code has at least one character")
        val isRange = isRange(code)
        if (node.value is String) return Code.of(code, node.text(), isRange = isRange)
        val members = node.members()
        members["code"]?.let { if (it.text() != code) it.fail("the code must be \"$code\"") }
        val isObsolete = members["deprecated"]?.boolean() ?: false
        // That a code isn't obsolete is kept, for profiles that say so of one that is.
        val other = other(members - setOf("code", "label") - if (isObsolete) setOf("deprecated") else emptySet())
        return Code.of(code, members["label"]?.text(), isObsolete, null, isRange, other)
    }

    // No Avram, but what published schemas have for indicators: "0-9".
    private fun isRange(code: String): Boolean {
        val numbers = RANGE.matchEntire(code)?.groupValues ?: return false
        return numbers[2].length >= numbers[1].length && numbers[1].toInt() < numbers[2].toInt()
    }

    private fun positions(node: JsonNode): List<PositionDefinition> {
        val found = ArrayList<PositionDefinition>()
        for ((key, definition) in node.members()) {
            val position = position(key, definition)
            found.firstOrNull { it.start <= position.end && it.end >= position.start }
                ?.let { definition.fail("position $key overlaps with position ${it.range}") }
            found += position
        }
        return found.sortedBy { it.start }
    }

    private fun position(key: String, node: JsonNode): PositionDefinition {
        val numbers = POSITIONS.matchEntire(key)?.groupValues ?: node.fail("invalid position $key")
        val start = numbers[1].toInt()
        val end = numbers[2].ifEmpty { numbers[1] }.toInt()
        if (end < start) node.fail("invalid position $key")
        val members = node.members()
        for ((name, expected) in listOf("start" to start, "end" to end)) {
            members[name]?.let {
                if ((it.value as? Number)?.toLong() !=
                    expected.toLong()
                ) {
                    it.fail("position $name must be $expected")
                }
            }
        }
        val length = end - start + 1
        val flags = members["flags"]?.let { flags(it, length, key) }
        val meant = if (flags == null) flagsMeant(node, length) else null
        if (meant == null) checkLength(node, length)
        val rest = if (meant == null) members else members - "codes"
        return PositionDefinition.of(parts(rest, setOf("start", "end", "flags")), start, end, null, flags ?: meant)
    }

    /**
     * Published schemas have codes of one character for several positions, where Avram has flags, and besides them
     * codes that fill all positions with the same flag. Returns the flags; null if [node] has none such.
     */
    private fun flagsMeant(node: JsonNode, length: Int): CodeList? {
        val codes = node.members()["codes"]?.takeIf { it.isObject }?.let { codes(it) }?.codes.orEmpty()
        val unit = codes.minOfOrNull { it.code.length }?.takeIf { it < length && length % it == 0 } ?: return null
        val isMeant = codes.all { it.code.length == unit || it.code == it.code.take(unit).repeat(length / unit) }
        if (!isMeant || codes.any { it.isRange }) return null
        return CodeList.of(codes.map { it.withCode(it.code.take(unit)) }.distinctBy { it.code })
    }

    private fun flags(node: JsonNode, length: Int, key: String): CodeList {
        val list = codes(node)
        val flags = list.codes.map { it.expanded().first().code }
        for (flag in flags) {
            if (length % flag.length != 0 || flag.length != flags[0].length) {
                JsonNode(null, JsonNode.child(node.pointer, flag)).fail("flag '$flag' does not fit in position $key")
            }
        }
        return list
    }

    /** Codes that stand in [node] have this [length]. */
    fun checkLength(node: JsonNode, length: Int) {
        val codes = node.members()["codes"]?.takeIf { it.isObject } ?: return
        for ((code, definition) in codes.members()) {
            val found = if (isRange(code)) code.substringAfter('-') else code
            if (found.codePointCount(0, found.length) !=
                length
            ) {
                definition.fail("code '$code' must have length $length")
            }
        }
    }

    private companion object {
        const val LONGEST_PATTERN = 1000
        val KEYS = setOf("label", "pattern", "codes", "positions", "repeatable", "required", "deprecated")
        val TEXTS = setOf("description", "comment", "created", "modified", "pica3", "uri", "profile", "\$schema")
        val URL = Regex("https?://.*")
        val LANGUAGE = Regex("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
        val RANGE = Regex("([0-9]{1,3})-([0-9]{1,3})")

        // No MARC field is longer than four digits say.
        val POSITIONS = Regex("([0-9]{1,5})(?:-([0-9]{1,5}))?")
    }
}
