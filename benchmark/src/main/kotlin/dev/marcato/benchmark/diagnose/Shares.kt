// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** How the time of a parallel reading divides; the parts add up to 1. */
internal data class Shares(
    val io: Double,
    val framing: Double,
    val decoding: Double,
    val transform: Double,
    val waits: Double,
) {
    /** The parts with their names, in the order of the way through the stages. */
    fun named(): List<Pair<String, Double>> = listOf(
        "I/O" to io,
        "framing" to framing,
        "decoding" to decoding,
        "transform" to transform,
        "waits" to waits,
    )

    companion object {
        /**
         * Divides the time that was measured. Nobody can look at the clock between the framing, the decoding and the
         * transform of a record without being most of what is measured; so what they took together is divided in the
         * proportion of what they take alone. Null if no time was measured.
         */
        fun of(occupation: Occupation, alone: StagesAlone): Shares? {
            val io = time(occupation.io)
            val busy = time(occupation.busy)
            val waits = time(occupation.waits)
            val all = io + busy + waits
            if (all == 0.0) return null
            val stages = listOf(alone.framing, alone.decoding, alone.transform).map(::time)
            val sum = stages.sum()
            // Nothing tells them apart: then all of it is what the caller wanted.
            val parts = if (sum == 0.0) listOf(0.0, 0.0, 1.0) else stages.map { it / sum }
            val (framing, decoding, transform) = parts.map { it * busy / all }
            return Shares(io / all, framing, decoding, transform, waits / all)
        }

        /** Returns how much of the cores was not used that the workers could use, from 0 to 1; null if unknown. */
        fun idle(occupation: Occupation, cores: Int): Double? {
            val available = occupation.elapsed * minOf(occupation.workers, cores)
            if (!available.isFinite() || available <= 0 || !occupation.cpu.isFinite()) return null
            return (1 - occupation.cpu / available).coerceIn(0.0, 1.0)
        }

        // A difference of two measurements may be negative by chance, and a ratio of nothing is no number.
        private fun time(value: Double): Double = if (value.isFinite() && value > 0) value else 0.0
    }
}
