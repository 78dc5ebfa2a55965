// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** How good a speed-up is for its number of workers. */
internal enum class Tier(val words: String) {
    /** At least 1.8 on 2 workers, 2.5 on 4. */
    GOOD("good"),

    /** At least 1.5 on 2 workers, 2.0 on 4. */
    FAIR("fair"),

    /** Less. */
    POOR("poor"),
    ;

    companion object {
        private class Bounds(val good: Double, val fair: Double)

        private val BOUNDS = mapOf(2 to Bounds(good = 1.8, fair = 1.5), 4 to Bounds(good = 2.5, fair = 2.0))

        /** The numbers of workers that are judged. */
        val JUDGED: Set<Int> get() = BOUNDS.keys

        /** Returns the tier, or null for another number of workers, or for what is no speed-up. */
        fun of(workers: Int, speedUp: Double): Tier? {
            val bounds = BOUNDS[workers] ?: return null
            return when {
                !speedUp.isFinite() || speedUp <= 0 -> null
                speedUp >= bounds.good -> GOOD
                speedUp >= bounds.fair -> FAIR
                else -> POOR
            }
        }
    }
}
