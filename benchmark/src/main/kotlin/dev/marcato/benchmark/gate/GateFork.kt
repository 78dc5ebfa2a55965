// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.benchmark.measure.Allocation
import dev.marcato.benchmark.measure.Run
import dev.marcato.benchmark.measure.Turns
import dev.marcato.benchmark.measure.Way
import dev.marcato.benchmark.measure.medianOf
import dev.marcato.benchmark.measure.speedUp
import java.io.File
import java.net.URI
import java.net.URL
import java.net.URLClassLoader
import java.nio.file.Path
import java.time.Duration
import java.util.Locale
import java.util.function.LongSupplier

/**
 * Measures one measure in a JVM of its own, so that nobody else's calls are in its profile, and writes a line for each
 * value: `value`, the unit and the value, divided by tabs; or `without`, a unit and why there is none.
 *
 * Arguments: name, folder of fixtures, folder for scratch files, milliseconds to warm up and to measure, and, if it is
 * compared with another commit, the folder of the library's classes there.
 */
internal fun main(args: Array<String>) {
    val (name, fixtures, scratch) = args
    val measure = Measures(Path.of(fixtures), Path.of(scratch)).all.getValue(name)
    val before = args.getOrNull(5)?.let { BeforeLibrary.pass(it, name, fixtures, scratch) }
    val (warmUp, measured) = args.slice(3..4).map { Duration.ofMillis(it.toLong()) }
    MeasureRun(measure, before, Turns(warmUp, measured)).run()
}

/** Loads what a measure does a second time, with the library of another commit. */
internal object BeforeLibrary {
    /** Called by name in the second copy of this class. */
    @JvmStatic
    fun own(name: String, fixtures: String, scratch: String): LongSupplier {
        val own = Measures(Path.of(fixtures), Path.of(scratch)).all.getValue(name).own
        return LongSupplier { own() }
    }

    fun pass(library: String, name: String, fixtures: String, scratch: String): LongSupplier {
        val own = System.getProperty("java.class.path").split(File.pathSeparator).map { Path.of(it).toUri() }
        // What comes first is taken.
        val urls = (listOf(Path.of(library).toUri()) + own).map(URI::toURL).toTypedArray<URL>()
        val loader = URLClassLoader(urls, ClassLoader.getPlatformClassLoader())
        val second = loader.loadClass(BeforeLibrary::class.java.name)
        val method = second.getMethod("own", String::class.java, String::class.java, String::class.java)
        return method.invoke(null, name, fixtures, scratch) as LongSupplier
    }
}

private class MeasureRun(private val measure: Measure, before: LongSupplier?, private val turns: Turns) {
    private val before = before?.takeIf(::runs)

    fun run() {
        val same = listOfNotNull(measure.own, measure.base, before?.let { { it.asLong } })
        val counts = same.map { it() }.distinct()
        check(counts.size == 1) { "${measure.name}: not all do the same: $counts records" }
        val ways = same + listOfNotNull(measure.independent)
        val runs = ways.zip(turns.measure(ways.map { Way(measure.name, it) })).toMap()
        val own = runs.getValue(measure.own)
        val base = measure.base?.let(runs::getValue)
        if (base == null) put(Units.MICROSECONDS, medianOf(own.map { it.nanoseconds / 1e3 / it.records }))
        if (base != null) compare(own, base, measure.independent?.let(runs::getValue))
        if (before != null) put(Units.COMMIT, speedUp(own, runs.getValue(same.last())))
        if (measure.isSingleThreaded) put(Units.BYTES, Allocation.perRecord(measure.own))
    }

    private fun compare(own: List<Run>, base: List<Run>, independent: List<Run>?) {
        val unit = Units.ratioTo(checkNotNull(measure.rival))
        val best = independent?.let { speedUp(it, base) }
        if (best == null || best >= LEAST_OF_TWO) {
            put(unit, speedUp(own, base))
        } else {
            val why = "two readers that share nothing are only %.2f times one here".format(Locale.ROOT, best)
            println("without\t$unit\t$why")
        }
        if (independent != null) put(Units.TWO_READERS, speedUp(own, independent))
    }

    private fun put(unit: String, value: Double) = println("value\t$unit\t$value")

    // The library of another commit may lack what is measured, or call it otherwise.
    private fun runs(before: LongSupplier): Boolean = try {
        before.asLong
        true
    } catch (e: LinkageError) {
        println("without\t${Units.COMMIT}\t$e")
        false
    }

    private companion object {
        /** As many times one reader are two that share nothing, at least, if a second core is free. */
        const val LEAST_OF_TWO = 1.6
    }
}
