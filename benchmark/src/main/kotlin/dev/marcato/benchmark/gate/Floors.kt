// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale

/** What a value of a measure must reach: at least [bound] if it is a ratio, at most if it is a cost. */
internal data class Floor(val name: String, val unit: String, val bound: Double) {
    private val isRatio = Units.isRatio(unit)

    fun isMet(value: Double): Boolean = if (isRatio) value >= bound else value <= bound

    override fun toString(): String = (if (isRatio) "at least " else "at most ") + Units.text(unit, bound)
}

/** In what values are given. */
internal object Units {
    const val BYTES = "bytes a record"
    const val MICROSECONDS = "microseconds"
    const val COMMIT = "ratio to commit"
    const val TWO_READERS = "ratio to two readers"

    fun ratioTo(rival: String): String = "ratio to $rival"

    fun isRatio(unit: String): Boolean = unit.startsWith("ratio to ")

    /** Writes a value with as many digits as are of use. */
    fun text(unit: String, value: Double): String =
        String.format(Locale.ROOT, if (isRatio(unit)) "%,.2f" else "%,.0f", value)
}

/** Reads the file that lists floors: `NAME UNIT FLOOR`, one line each, with comments after `#`. */
internal object Floors {
    private val LINE = Regex("""(\S+)\s+(\S.*?)\s+(\S+)""")
    private const val FORM = "write NAME UNIT FLOOR, such as \"read-memory ratio to marc4j 13.5\""

    /**
     * Returns the floors in [file], by name and unit. The name `*` is that of every measure without a line of its own.
     *
     * @param units what the measures give, by name
     * @throws IllegalArgumentException if the file can't be read, or a line of it; the message says which and why
     */
    fun read(file: Path, units: Map<String, List<String>>): Map<Pair<String, String>, Floor> {
        val lines = try {
            Files.readAllLines(file)
        } catch (e: IOException) {
            throw IllegalArgumentException("$file can't be read: $e", e)
        }
        val floors = LinkedHashMap<Pair<String, String>, Floor>()
        lines.forEachIndexed { index, line ->
            val text = line.substringBefore('#').trim()
            if (text.isEmpty()) return@forEachIndexed
            val place = "$file, line ${index + 1}"
            val floor = parse(text, units, place)
            val earlier = floors.put(floor.name to floor.unit, floor)
            require(earlier == null) { "$place: ${floor.name} has a floor in ${floor.unit} already; remove one" }
        }
        require(floors.isNotEmpty()) { "$file lists no floor; $FORM" }
        return floors
    }

    private fun parse(text: String, units: Map<String, List<String>>, place: String): Floor {
        val (name, unit, number) = requireNotNull(LINE.matchEntire(text)) { "$place: \"$text\" is no floor; $FORM" }
            .destructured
        val bound = number.toDoubleOrNull()?.takeIf { it.isFinite() && it >= 0 }
        require(bound != null) { "$place: \"$number\" isn't a number of at least 0; $FORM" }
        val known = if (name == EVERY) units.values.flatten().distinct() else units[name]
        require(known != null) { "$place: there is no measure \"$name\"; take one of ${units.keys.joinToString()}" }
        require(unit in known) { "$place: $name isn't measured in \"$unit\"; take one of ${known.joinToString()}" }
        return Floor(name, unit, bound)
    }

    /** Returns the floor of a value, or null if it has none. */
    fun of(name: String, unit: String, floors: Map<Pair<String, String>, Floor>): Floor? =
        floors[name to unit] ?: floors[EVERY to unit]

    private const val EVERY = "*"
}
