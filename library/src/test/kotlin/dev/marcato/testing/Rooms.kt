// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.File

/**
 * A part of a module's sources with one purpose.
 *
 * @property places folders, without their subfolders, and single files: `internal/bytes`, `Record.kt`. The empty name is
 * the root folder. A file that is listed belongs to the room that lists it, not to the room of its folder.
 */
class Room(val name: String, val purpose: String, vararg places: String) {
    val places: Set<String> = places.toSet()

    override fun toString(): String = name
}

/**
 * Checks that rooms know only rooms below them. What a file knows is computed from its text: its imports, full names in
 * its code, and names of its own package that need no import (types, and top-level functions, properties and
 * extensions). A name that the file declares itself counts as its own.
 *
 * @property root the folder of the root package, such as `src/main/kotlin/dev/marcato`
 * @property floors the rooms, bottom first; rooms on one floor may know each other
 * @property ambiguous names of extensions that types of the platform have, too: only an import shows which is meant
 * @property doors the only ways up, as `File.kt imports full.Name`; one that isn't used is a fault
 */
class Rooms(
    private val root: File,
    private val floors: List<List<Room>>,
    private val ambiguous: Set<String> = emptySet(),
    private val doors: Set<String> = emptySet(),
) {
    private val rooms = floors.flatten()
    private val files = root.walk().filter { it.extension == "kt" }.sorted()
        .map { KotlinFile(it.relativeTo(root).invariantSeparatorsPath, it.readText()) }.toList()
    private val roomOf: Map<KotlinFile, Room> = files.mapNotNull { file -> roomOf(file)?.let { file to it } }.toMap()
    private val allSteps: List<Step> = files.flatMap(::stepsFrom)
    private val steps = allSteps.filterNot { isUp(it) && it.name in doors }

    /**
     * Describes each fault in one line: files without a room, places without a file, steps up, circles of rooms, doors
     * that nothing goes through.
     */
    fun violations(): List<String> =
        homeless() + empty() + steps.filter(::isUp).map { "$it" } + circles() + unusedDoors()

    private fun unusedDoors() = (doors - allSteps.filter(::isUp).map { it.name }.toSet())
        .map { "nothing goes through the door \"$it\"" }

    private fun homeless() = files.filter { it !in roomOf }.map { "${it.path} belongs to no room" }

    private fun empty() = rooms.flatMap { room -> room.places.map { room to it } }
        .filter { (_, place) -> files.none { it.path == place || it.folder == place } }
        .map { (room, place) -> "there is no file at \"$place\", which is a place of the room $room" }

    private fun circles() = steps.filter(::isUp).mapNotNull { wayBack(it) }.map { circle ->
        // Begins with the lowest room, so that each circle is reported once.
        val first = circle.indexOf(circle.minBy(rooms::indexOf))
        val turned = circle.drop(first) + circle.take(first)
        "the rooms ${turned.joinToString(" -> ")} -> ${turned.first()} form a circle"
    }.distinct()

    private fun isUp(step: Step) = floorOf(step.to) > floorOf(step.from)

    private fun floorOf(room: Room) = floors.indexOfFirst { room in it }

    /** The rooms from the end of [step] back to its start, by the shortest way; null if there is none. */
    private fun wayBack(step: Step): List<Room>? {
        val ways = ArrayDeque(listOf(listOf(step.to)))
        val seen = hashSetOf(step.to)
        while (ways.isNotEmpty()) {
            val way = ways.removeFirst()
            if (way.last() == step.from) return way
            steps.filter { it.from == way.last() && seen.add(it.to) }.forEach { ways += way + it.to }
        }
        return null
    }

    private fun roomOf(file: KotlinFile) =
        rooms.firstOrNull { file.path in it.places } ?: rooms.firstOrNull { file.folder in it.places }

    private fun stepsFrom(file: KotlinFile): List<Step> = files.filter { it != file }.flatMap { other ->
        val from = roomOf[file] ?: return@flatMap emptyList()
        val to = roomOf[other] ?: return@flatMap emptyList()
        if (from == to) emptyList() else file.knownOf(other, ambiguous).map { Step(file, from, it, to) }
    }

    private class Step(val file: KotlinFile, val from: Room, val how: String, val to: Room) {
        val name get() = "${file.path} $how"

        override fun toString() = "${file.path} of the room $from $how of the room $to above it"
    }
}

/** The names that a file declares and uses. */
private class KotlinFile(val path: String, text: String) {
    val folder = path.substringBeforeLast('/', "")

    // Comments and literals are left out, except the expressions in string templates.
    private val code = text.replace(SILENT) { found ->
        val expressions = if (found.value.startsWith('/')) emptySequence() else EXPRESSION.findAll(found.value)
        expressions.joinToString(" ", " ", " ") { it.value }
    }
    private val packageName = PACKAGE.find(code)?.groupValues?.get(1).orEmpty()
    private val imports = IMPORT.findAll(code).map { it.groupValues[1] }.toList()
    private val body = code.replace(PACKAGE, "").replace(IMPORT, "")
    private val qualified = QUALIFIED.findAll(body).map { it.value }.toSet()
    private val words = WORD.findAll(body).map { it.value }.toSet()
    private val calls = CALL.findAll(body).map { it.value }.toSet()
    private val members = MEMBER.findAll(body).map { it.value }.toSet()
    private val declared = DECLARATION.findAll(body).map(::Declaration).toList()
    private val own =
        declared.map { it.name }.toSet() + (PARAMETER.findAll(body) + ENTRY.findAll(body)).map { it.value } +
            imports.map { it.substringAfterLast('.') }

    /** Describes how this file knows the declarations of [other]. */
    fun knownOf(other: KotlinFile, ambiguous: Set<String>): List<String> =
        other.declared.filter { it.isVisible }.mapNotNull { declaration ->
            val full = "${other.packageName}.${declaration.name}"
            when {
                imports.any { it == full || it.startsWith("$full.") } -> "imports $full"
                qualified.any { it == full || it.startsWith("$full.") } -> "uses $full"
                packageName == other.packageName && usesBare(declaration, ambiguous) -> "uses ${declaration.name}"
                else -> null
            }
        }.distinct()

    private fun usesBare(declaration: Declaration, ambiguous: Set<String>): Boolean = declaration.name !in own && when {
        declaration.isExtension -> declaration.name in members && declaration.name !in ambiguous
        declaration.kind == "fun" -> declaration.name in calls
        else -> declaration.name in words
    }

    private class Declaration(found: MatchResult) {
        val isVisible = found.groupValues[1].isEmpty() && "private" !in found.groupValues[2].split(' ')
        val kind = found.groupValues[3]
        val isExtension = found.groupValues[4].isNotEmpty()
        val name = found.groupValues[5]
    }

    private companion object {
        /** Comments, strings and characters. */
        val SILENT =
            Regex("""(?s)/\*.*?\*/|//[^\n]*|${"\"\"\""}.*?${"\"\"\""}|"(?:\\.|[^"\\\n]++)*+"|'(?:\\.[^']*|[^'\\])'""")
        val EXPRESSION = Regex("""\$\{[^}]*|\$\w+""")
        val PACKAGE = Regex("""(?m)^package (\S+)""")
        val IMPORT = Regex("""(?m)^import (\S+).*""")
        val QUALIFIED = Regex("""(?<![\w.])[a-z]\w*(?:\.\w+)+""")

        // A name after one dot belongs to a receiver; after the two dots of a range it doesn't.
        private const val ALONE = """(?<![\w@])(?<!(?<!\.)\.)(?<![\w)]::)"""
        val WORD = Regex("""$ALONE[A-Za-z_]\w*""")
        val CALL = Regex("""$ALONE[A-Za-z_]\w*(?=\s?[({<])|(?<![\w)])(?<=::)\w+""")
        val MEMBER = Regex("""(?<=(?<!\.)\.|::)\w+""")
        val DECLARATION = Regex(
            """(?m)^( *)((?:@\S+ |[a-z]+ )*?)(class|interface|object|typealias|fun(?! interface)|val|var) """ +
                """(?:<[^(=]*?> )?((?:\w+(?:<[^(=]*>)?\??\.)*)(\w+)""",
        )
        val PARAMETER = Regex("""\b\w+(?=: )""")
        val ENTRY = Regex("""(?m)(?<=^ {4})[A-Z][A-Z0-9_]*(?=[,(;]|$)""")
    }
}
