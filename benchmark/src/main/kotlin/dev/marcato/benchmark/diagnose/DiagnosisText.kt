// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.util.Locale

/** Lays a diagnosis out for people, and says what limits parallel reading. */
internal object DiagnosisText {
    private const val GOOD = 0.93
    private const val MOST_BYTES = 0.6
    private const val MOST_IDLE = 0.2
    private val PREDICTED = listOf(2, 4, 8)

    fun of(input: String, diagnosis: Diagnosis): String = buildString {
        appendLine("$input: ${"%,d".of(diagnosis.records)} records, ${"%,.0f".of(diagnosis.recordsPerSecond)} a second")
        val extracting = 1 - diagnosis.bytesShare - diagnosis.recordsShare
        appendLine(
            "  one thread: ${percent(diagnosis.bytesShare)} of its time reads bytes, " +
                "${percent(diagnosis.recordsShare)} makes records, ${percent(extracting)} makes strings",
        )
        for (point in diagnosis.points) {
            appendLine(
                "  ${point.workers} workers: ${number(point.overOneThread)} times one thread, which is " +
                    "${percent(point.overOneThread / point.workers)} of ${point.workers} cores, and " +
                    "${percent(point.overIndependent)} of ${point.workers} readers that share nothing " +
                    "(${number(point.independentOverOneThread)})",
            )
        }
        appendLine("  cores not used by ${diagnosis.cores} workers: ${percent(diagnosis.idle)}")
        diagnosis.serialShare?.let { appendLine("  " + predicted(it)) }
        appendLine("  gates of the original design:")
        for (gate in OriginalGate.entries) {
            appendLine("    ${gate.words}, ${gate.target}: ${gate.verdict(diagnosis.cores, diagnosis.points)}")
        }
        appendLine("  what limits: ${limit(diagnosis)}")
    }

    private fun predicted(share: Double): String {
        val workers = PREDICTED.joinToString { "${number(Amdahl.speedUp(share, it))} times on $it" }
        val limit = Amdahl.limit(share)
        val most = if (limit.isFinite()) "at most ${number(limit)} on any number" else "without a limit"
        return "Amdahl's law: ${percent(share)} is serial, so $workers, $most"
    }

    /** The most telling limit, judged by as many workers as there are cores, or as near to it as was measured. */
    private fun limit(diagnosis: Diagnosis): String {
        val point = diagnosis.points.lastOrNull() ?: return "one core: there is nothing to share work with"
        val machine = point.independentOverOneThread / point.workers
        return when {
            point.isStarved ->
                "others that use the machine: ${point.workers} readers that share nothing are only " +
                    "${number(point.independentOverOneThread)} times one; measure again when they don't"

            diagnosis.bytesShare > MOST_BYTES ->
                "reading bytes; more workers will not help, a faster disk or bytes in memory would"

            point.overIndependent >= GOOD && machine >= GOOD -> "nothing: the cores are used"

            point.overIndependent >= GOOD ->
                "the machine: ${point.workers} readers that share nothing are only " +
                    "${number(point.independentOverOneThread)} times one"

            diagnosis.idle > MOST_IDLE ->
                "waiting for the one that takes the bytes of a stream, or for the one that delivers: " +
                    "${percent(diagnosis.idle)} of the time"

            else -> "the work that cutting, handing over and delivering add"
        }
    }

    private fun number(value: Double): String = "%.2f".of(value)

    private fun percent(part: Double): String = "%.0f %%".of(part * 100)

    private fun String.of(value: Any): String = String.format(Locale.ROOT, this, value)
}
