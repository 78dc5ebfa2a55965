// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** A number that is to be reached, and what was measured of it. */
internal data class Gate(
    val name: String,
    val target: Double,
    /** Null if this machine cannot show it. */
    val measured: Double?,
    val state: State,
) {
    /** What became of a gate. */
    enum class State(val words: String) {
        /** The number was reached. */
        MET("met"),

        /** It was not reached. */
        MISSED("missed"),

        /** The machine has too few cores to tell, or nothing was measured. */
        NOT_SHOWN("cannot be shown here"),
    }

    companion object {
        private const val EFFICIENCY = 0.93

        /**
         * Judges all gates.
         *
         * @param speedUps over one thread, by number of workers
         * @param overWorker over one worker, by number of workers
         * @param plain how much faster several readers are that know nothing of each other, by their number: what the
         * machine gives at best
         */
        fun all(
            cores: Int,
            speedUps: Map<Int, Double>,
            overWorker: Map<Int, Double>,
            plain: Map<Int, Double>,
        ): List<Gate> = listOf(
            gate("2 workers over one thread", 1.8, speedUps[2].takeIf { cores >= 2 }),
            gate("4 workers over one thread", 2.5, speedUps[4].takeIf { cores >= 4 }),
            gate("4 workers over one thread, later", 3.2, speedUps[4].takeIf { cores >= 4 }),
            gate("2 workers over one worker and the collector", 1.8, overWorker[2].takeIf { cores >= 2 }),
            gate("4 workers over one worker and the collector", 2.5, overWorker[4].takeIf { cores >= 4 }),
            gate("2 workers against 2 plain readers", EFFICIENCY, ratio(2, cores, speedUps, plain)),
            gate("4 workers against 4 plain readers", EFFICIENCY, ratio(4, cores, speedUps, plain)),
        )

        private fun ratio(workers: Int, cores: Int, speedUps: Map<Int, Double>, plain: Map<Int, Double>): Double? {
            val speedUp = speedUps[workers] ?: return null
            val best = plain[workers] ?: return null
            return (speedUp / best).takeIf { cores >= workers }
        }

        private fun gate(name: String, target: Double, measured: Double?): Gate {
            val known = measured?.takeIf { it.isFinite() && it > 0 }
            val state = when {
                known == null -> State.NOT_SHOWN
                known >= target -> State.MET
                else -> State.MISSED
            }
            return Gate(name, target, known, state)
        }
    }
}
