// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

/** The rules of Avram for the identifiers of fields: a tag, or a tag with an occurrence or a counter. */
internal object Identifiers {
    private val IDENTIFIER = Regex("([^/]+)(?:/(\\$?x?)([0-9]+)(?:-([0-9]+))?)?", RegexOption.DOT_MATCHES_ALL)
    private val MARC = Regex("LDR|[0-9]{3}")
    private val PICA =
        Regex("[01][0-9]{2}[A-Z@](/[0-9]{2}(-[0-9]{2})?)?|2[0-9]{2}[A-Z@](/\\\$x[0-9]{1,2}(-[0-9]{1,2})?)?")
    private val FLAT = Regex("LDR|00.")

    private val forbidden = mapOf(
        "flat" to setOf("occurrence", "counter", "indicator1", "indicator2", "subfields"),
        "marc" to setOf("occurrence", "counter"),
        "pica" to setOf("indicator1", "indicator2"),
        "mab" to setOf("indicator2", "occurrence", "counter"),
    )

    fun check(family: String?, fields: Map<String, JsonNode>) {
        val seen = HashMap<String, MutableList<String>>()
        for ((identifier, node) in fields) {
            val parts =
                IDENTIFIER.matchEntire(identifier)?.groupValues ?: node.fail("invalid field identifier '$identifier'")
            if (!fits(family, identifier)) node.fail("invalid field identifier '$identifier' for the family $family")
            val same = seen.getOrPut(parts[1] + "/" + parts[2]) { ArrayList() }
            same.firstOrNull { overlap(it, identifier) }?.let { node.fail("the field identifier overlaps with '$it'") }
            same += identifier
            val keys = node.members()
            forbidden[family]?.firstOrNull {
                it in keys
            }?.let { keys.getValue(it).fail("a field of the family $family has no $it") }
            if (family == "marc" && identifier.matches(FLAT)) {
                for (key in listOf("indicator1", "indicator2", "subfields")) {
                    keys[key]?.let { if (it.value != null) it.fail("a control field has no $key") }
                }
            }
        }
    }

    private fun fits(family: String?, identifier: String): Boolean = when (family) {
        "marc" -> identifier.matches(MARC)
        "mab" -> identifier.matches(MARC) && identifier != "LDR"
        "pica" -> identifier.matches(PICA)
        "flat" -> '/' !in identifier
        else -> true
    }

    private fun overlap(one: String, other: String): Boolean = range(one).let { a ->
        range(other).let { b -> a.first <= b.last && b.first <= a.last }
    }

    private fun range(identifier: String): IntRange {
        val (_, _, _, first, last) = IDENTIFIER.matchEntire(identifier)!!.groupValues
        val start = first.take(MOST_DIGITS).ifEmpty { return 0..0 }.toInt()
        return start..(last.take(MOST_DIGITS).ifEmpty { null }?.toInt() ?: start)
    }

    private const val MOST_DIGITS = 9

    /** The parts of the identifier that are repeated in the definition are the same there. */
    fun checkSame(identifier: String, members: Map<String, JsonNode>) {
        val tag = identifier.substringBefore('/')
        val rest = identifier.substringAfter('/', "")
        val expected = mapOf("tag" to tag, "occurrence" to rest, "counter" to rest.removePrefix("\$x"))
        for ((key, value) in expected) {
            members[key]?.let {
                val isAlias = key == "occurrence" && it.value == "00" && rest.isEmpty()
                if (it.text() != value &&
                    !isAlias
                ) {
                    it.fail("$key '${it.value}' does not match the field identifier '$identifier'")
                }
            }
        }
    }

    /** Whether the [pointer] leads to something of a control field. */
    fun isFlat(pointer: String): Boolean = pointer.split('/').getOrNull(2).orEmpty().matches(FLAT)
}
