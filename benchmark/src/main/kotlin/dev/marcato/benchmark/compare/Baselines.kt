// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import kotlin.math.sqrt

/** Keeps measurements under a name, in a folder of their own. */
internal class Baselines(private val folder: Path) {
    fun save(name: String, measurements: List<Measurement>): Path =
        file(name).also { MeasurementJson.write(measurements, it) }

    /**
     * Refuses a [name] that no file can have.
     *
     * @throws IllegalArgumentException if it is one
     */
    fun checkName(name: String) {
        file(name)
    }

    /**
     * Returns what was saved under [name].
     *
     * @throws IllegalArgumentException if nothing was; the message lists what there is
     */
    fun load(name: String): List<Measurement> {
        val file = file(name)
        require(Files.exists(file)) {
            val names = names()
            "There is no run \"$name\"; " +
                if (names.isEmpty()) "none was saved" else "saved are ${names.joinToString()}"
        }
        return MeasurementJson.read(file)
    }

    private fun names(): List<String> = if (!Files.isDirectory(folder)) {
        emptyList()
    } else {
        Files.list(folder).use { files ->
            files.map { it.fileName.toString().removeSuffix(".json") }.sorted().toList()
        }
    }

    private fun file(name: String): Path {
        require(NAME.matches(name)) { "A name is made of letters, digits, dots, dashes and underscores, not \"$name\"" }
        return folder.resolve("$name.json")
    }

    private companion object {
        val NAME = Regex("[A-Za-z0-9_-][A-Za-z0-9._-]*")
    }
}

/** Something that got worse since an earlier run. */
internal data class Regression(val measurement: Measurement, val what: String, val before: Double, val now: Double) {
    override fun toString(): String {
        val change = String.format(Locale.ROOT, "%+.1f %%", (now / before - 1) * 100)
        val numbers = String.format(Locale.ROOT, "%,.2f -> %,.2f", before, now)
        return "${measurement.fixture} ${measurement.work} ${measurement.subject}: $what $numbers ($change)"
    }
}

/**
 * Finds what got worse, by subject, work and fixture; what only one of the two runs has is left out.
 *
 * Speed is judged by the ratio to marc4j, which a machine that is slow today does not change, and by records per second
 * where there is no ratio. It got worse if it fell by more than the spreads of the two runs, and of marc4j in both of
 * them where it takes part, combined as those of independent things are (the root of the sum of squares), and by more
 * than [LEAST_LOSS] in any case. marc4j itself and other peers are not judged. Bytes allocated and retained got worse
 * if they grew by more than [MOST_GROWTH].
 */
internal object Regressions {
    const val LEAST_LOSS = 0.03
    const val MOST_GROWTH = 0.02

    fun find(before: List<Measurement>, now: List<Measurement>): List<Regression> {
        val earlier = before.associateBy(::key)
        return now.filter { it.subject != Subject.MARC4J && !it.subject.isPeer }.flatMap { new ->
            val old = earlier[key(new)] ?: return@flatMap emptyList()
            listOfNotNull(
                slower(old, new, spread(old, before, new, now)),
                grown("allocated bytes", new, old.allocatedBytesPerRecord, new.allocatedBytesPerRecord),
                grown("retained bytes", new, old.retainedBytesPerRecord, new.retainedBytesPerRecord),
            )
        }
    }

    private fun slower(old: Measurement, new: Measurement, spread: Double): Regression? {
        val isRatio = old.ratioToMarc4j != null && new.ratioToMarc4j != null
        val before = old.ratioToMarc4j.takeIf { isRatio } ?: old.recordsPerSecond
        val after = new.ratioToMarc4j.takeIf { isRatio } ?: new.recordsPerSecond
        val isWorse = after < before * (1 - maxOf(spread, LEAST_LOSS))
        return if (isWorse) Regression(new, if (isRatio) "x marc4j" else "records/s", before, after) else null
    }

    private fun spread(old: Measurement, before: List<Measurement>, new: Measurement, now: List<Measurement>): Double {
        val spreads = listOfNotNull(old, new, marc4jBeside(old, before), marc4jBeside(new, now)).map { it.spread }
        return sqrt(spreads.sumOf { it * it })
    }

    private fun marc4jBeside(measurement: Measurement, all: List<Measurement>): Measurement? =
        all.find { key(it) == key(measurement.copy(subject = Subject.MARC4J)) }

    private fun grown(what: String, new: Measurement, before: Double?, now: Double?): Regression? =
        if (before != null && now != null &&
            now > before * (1 + MOST_GROWTH)
        ) {
            Regression(new, what, before, now)
        } else {
            null
        }

    private fun key(measurement: Measurement) = Triple(measurement.fixture, measurement.work, measurement.subject)
}
