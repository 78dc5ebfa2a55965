// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException
import dev.marcato.path.MarcPlace
import dev.marcato.path.PathLimitException
import dev.marcato.path.PathSet
import dev.marcato.record

/** A line of text is a path, a condition, both or neither; what follows it is read as records. */
internal fun checkPaths(data: ByteArray) {
    val input = FuzzInput(data)
    val content = input.content
    val end = content.indexOf('\n'.code.toByte()).let { if (it < 0) content.size else it }
    val text = String(content, 0, end, Charsets.UTF_8)
    val rest = content.copyOfRange(minOf(end + 1, content.size), content.size)
    val records = if (isGzip(rest)) emptyList() else recordsOf(rest, input)
    for (parse in listOf(MarcPath::of, MarcPath::marcSpec)) {
        parsed(text, parse)?.let { path -> checkPath(path, records) }
    }
    parsed(text) { MarcCondition.of(it) }?.let { checkCondition(it, records) }
    parsed(text) { MarcCondition.of(it, ignoreCase = true) }?.let { checkCondition(it, records) }
    parsed(text) { PathSet.of(it) }?.let { set -> records.forEach { checkSet(set, it) } }
}

private val ownRecord = record {
    field("001", "42")
    field("008", "260101s1851    nyu           000 1 eng d")
    field("245", '1', '0') {
        'a' to "Moby Dick, or,"
        'b' to "The whale /"
        'c' to ""
    }
    field("650", ' ', '7') { 'a' to "Wale \uD83D\uDC33" }
    field("650", ' ', '0') { 'a' to "Whales" }
}

internal fun recordsOf(bytes: ByteArray, input: FuzzInput): List<Record> {
    val outcomes = outcomesOf(bytes, input.limitedOptions(Strictness.LENIENT)).delivered
    return outcomes.filterIsInstance<Outcome.Read>().map { it.record }.take(2) + ownRecord
}

private fun <T> parsed(text: String, parse: (String) -> T): T? = try {
    parse(text)
} catch (e: MarcPathException) {
    expect(e.position in 0..text.length) { "A mistake at ${e.position} of \"$text\"" }
    expect(e.text == text && e.reason.isNotBlank()) { "${e.text} is refused instead of $text: ${e.reason}" }
    expect(e.picture.count { it == '\n' } == 1) { "A picture of other than two lines:\n${e.picture}" }
    null
}

private fun checkPath(path: MarcPath, records: List<Record>) {
    val again = MarcPath.of("$path")
    expect(again == path && again.hashCode() == path.hashCode() && "$again" == "$path") {
        "It prints as $path, which is read as $again"
    }
    for (record in records) {
        withinLimits {
            val values = path.values(record)
            expect(path.count(record) == values.size) { "$path counts ${path.count(record)}, selects $values" }
            expect(path.matches(record) == values.isNotEmpty()) { "$path matches or not, and selects $values" }
            expect(path.first(record) == values.firstOrNull()) { "$path has first ${path.first(record)} of $values" }
            expect(PathSet.of(path).values(record).single() == values) { "$path in a set doesn't select $values" }
            val places = path.places(record)
            // Of subfields that are joined, each has its place.
            val areAlike = if ("+\"" in
                "$path"
            ) {
                places.isEmpty() == values.isEmpty()
            } else {
                places.map { it.value } == values
            }
            expect(areAlike) { "$path has places $places, and selects $values" }
            places.filter(::isNameable).forEach(::checkPlace)
        }
    }
}

// Damaged records have tags and codes that no path can name.
private fun isNameable(place: MarcPlace): Boolean {
    val tag = place.field?.tag ?: return place.start == 0 && place.fieldIndex < 0
    val isTag = tag.all { it in 'a'..'z' || it in '0'..'9' } || tag.all { it in 'A'..'Z' || it in '0'..'9' }
    val code = place.code
    return isTag && (code == null || (code in '!'..'~' && code !in 'A'..'Z' && code != '@' && code != '|'))
}

private fun checkPlace(place: MarcPlace) {
    val found = MarcPath.of("$place").places(place.record)
    expect(found.size == 1 && found[0].value == place.value && found[0].fieldIndex == place.fieldIndex) {
        "The place $place is ${found.map { it.value }}, not ${place.value}"
    }
}

private fun checkCondition(condition: MarcCondition, records: List<Record>) {
    expect(MarcCondition.of("$condition") == condition) { "$condition prints as another one" }
    // There may be no room for more around it.
    val opposite = parsed("not ($condition)") { MarcCondition.of(it) } ?: return
    for (record in records) {
        withinLimits {
            expect(opposite.test(record) != condition.test(record)) { "$condition and $opposite have the same answer" }
        }
    }
}

private fun checkSet(set: PathSet, record: Record) = withinLimits {
    val each = set.paths.map { it.values(record) }
    expect(set.values(record) == each) { "${set.paths} select ${set.values(record)} together, $each alone" }
}

private inline fun withinLimits(check: () -> Unit) {
    try {
        check()
    } catch (e: PathLimitException) {
        expect(!e.message.isNullOrBlank()) { "A limit without a name" }
    }
}
