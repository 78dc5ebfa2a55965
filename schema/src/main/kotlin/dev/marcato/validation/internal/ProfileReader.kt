// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import com.fasterxml.jackson.core.JsonProcessingException
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException
import dev.marcato.schema.SchemaException
import dev.marcato.schema.internal.AvramReader
import dev.marcato.schema.internal.Json
import dev.marcato.schema.internal.JsonNode
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.ProfileException
import dev.marcato.validation.Rule

/**
 * Reads a profile, and refuses what isn't one.
 *
 * @property known rules of other profiles that it may name
 */
internal class ProfileReader(private val text: String, private val known: List<Rule>) {
    private val root = read { Json.read(text) }
    private val members = read { root.keys(KEYS) }

    val title: String? = read { members["title"]?.text() }
    val checks: List<OwnCheck> = read { members["checks"]?.elements()?.map(::check).orEmpty().also(::refuseTwins) }
    val settings: Map<String, Setting> = read { members["rules"]?.members()?.mapValues(::setting).orEmpty() }
    val local: LocalPractice? = read { members["local"]?.let(::local) }
    val layers: List<Layer> = read { layer() }

    private fun setting(entry: Map.Entry<String, JsonNode>): Setting {
        val (name, node) = entry
        OwnChecks.faultOfName(name, known + checks.map { it.rule })?.let { node.fail(it) }
        if (!node.isObject) return Setting(level(node))
        val parts = node.keys(SETTING_KEYS)
        return Setting(
            parts["severity"]?.let(::level),
            parts["except"]?.let(::paths)?.toSet().orEmpty(),
            parts["only"]?.let(::paths)?.toSet(),
        )
    }

    // True and false are Avram's way.
    private fun level(node: JsonNode): Level = when (val value = node.value) {
        true -> Level.ON

        false -> Level.OFF

        else -> Level.entries.firstOrNull { it.name.lowercase() == value }
            ?: node.fail("\"off\", \"on\", \"hint\", \"warning\" or \"error\" is expected")
    }

    private fun check(node: JsonNode): OwnCheck {
        val parts = node.keys(CHECK_KEYS)
        val code = parts["code"] ?: node.fail("the key \"code\" is missing")
        val message = parts["message"] ?: node.fail("the key \"message\" is missing")
        OwnChecks.faultOfCode(code.text())?.let { code.fail(it) }
        val severity = parts["severity"]?.let { level(it).severity ?: it.fail(SEVERITY) } ?: FindingSeverity.WARNING
        if (("forbid" in parts) == ("require" in parts)) node.fail("one of \"forbid\" and \"require\" is expected")
        val rule = OwnChecks.rule(
            code.text(),
            message.filled(),
            severity,
            parts["explanation"]?.filled(),
            parts["url"]?.also {
                if (!it.text().matches(URL)) it.fail("a URL begins with http:// or https://")
            }?.text(),
        )
        return OwnCheck(
            rule,
            parts["if"]?.let(::condition),
            parts["forbid"]?.let(::path),
            parts["require"]?.let(::condition),
        )
    }

    private fun refuseTwins(checks: List<OwnCheck>) {
        val twin = checks.indices.firstOrNull { at -> checks.take(at).any { it.rule == checks[at].rule } } ?: return
        JsonNode(null, "/checks/$twin/code").fail("there is another rule \"${checks[twin].rule}\" in this profile")
    }

    private fun local(node: JsonNode): LocalPractice = when (node.value) {
        true -> LocalPractice.USUAL

        false -> LocalPractice.NONE

        else -> LocalPractice(
            node.elements().map { element ->
                path(element).also {
                    if (!LocalPractice.isPossible(it)) {
                        element.fail("a tag, or a tag and a subfield, is expected, such as 9XX or XXX\$9")
                    }
                }
            },
        )
    }

    private fun layer(): List<Layer> {
        val given = members.filterKeys { it in AVRAM_KEYS }
        if (given.isEmpty()) return emptyList()
        // Pointers into this schema are pointers into the profile.
        val avram = mapOf("family" to "marc", "fields" to emptyMap<String, Any?>()) + given.mapValues { it.value.value }
        val schema = AvramReader.read(JsonNode(avram, ""))
        try {
            checkPatterns(schema)
        } catch (e: IllegalArgumentException) {
            members.getValue("fields").fail(e.message.orEmpty())
        }
        return listOf(Layer(schema, text))
    }

    private fun paths(node: JsonNode): List<MarcPath> =
        if (node.value is List<*>) node.elements().map(::path) else listOf(path(node))

    private fun path(node: JsonNode): MarcPath = parsed(node) { MarcPath.of(it) }

    private fun condition(node: JsonNode): MarcCondition = parsed(node) { MarcCondition.of(it) }

    private fun <T> parsed(node: JsonNode, parse: (String) -> T): T {
        // A tag looks like a number in YAML.
        val text = (node.value as? Int)?.toString() ?: node.filled()
        return try {
            parse(text)
        } catch (e: MarcPathException) {
            node.fail("\"$text\", character ${e.position + 1}: ${e.reason}")
        }
    }

    /** The members, all of which must be among [known]. */
    private fun JsonNode.keys(known: List<String>): Map<String, JsonNode> {
        val members = members()
        val unknown = members.keys.firstOrNull { it !in known } ?: return members
        val hint = RuleNames.hintAt(unknown, known).ifEmpty { "; there are ${known.joinToString()}" }
        members.getValue(unknown).fail("there is no key \"$unknown\" here$hint")
    }

    private inline fun <T> read(read: () -> T): T = try {
        read()
    } catch (e: SchemaException) {
        throw profileException(e, text)
    } catch (e: JsonProcessingException) {
        val place = e.location
        val reason = e.originalMessage.lines().first().substringBefore(" (start marker")
        throw ProfileException.of("this isn't JSON: $reason", place?.lineNr ?: 1, place?.columnNr ?: 1, "")
    }

    private companion object {
        val AVRAM_KEYS = listOf("fields", "codelists")
        val KEYS = listOf("title", "rules", "local", "checks") + AVRAM_KEYS
        val SETTING_KEYS = listOf("severity", "except", "only")
        val CHECK_KEYS = listOf("code", "message", "severity", "explanation", "url", "if", "forbid", "require")
        val URL = Regex("https?://\\S+")
        const val SEVERITY = "\"hint\", \"warning\" or \"error\" is expected"
    }
}
