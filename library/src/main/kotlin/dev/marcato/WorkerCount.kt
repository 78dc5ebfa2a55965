// SPDX-License-Identifier: Apache-2.0
package dev.marcato

internal const val PARALLELISM_PROPERTY: String = "marcato.parallelism"

internal const val PARALLELISM_VARIABLE: String = "MARCATO_PARALLELISM"

/** How many workers there may be: more than anything is done by, and no more than memory has room for. */
internal const val MOST_WORKERS: Int = 10_000

/**
 * Returns the number of workers if the caller sets none.
 *
 * @throws IllegalArgumentException if a setting isn't a whole number from 1 up
 */
internal fun configuredWorkers(): Int = configuredWorkers(
    System.getProperty(PARALLELISM_PROPERTY),
    System.getenv(PARALLELISM_VARIABLE),
    Runtime.getRuntime().availableProcessors(),
)

/** As the other function of this name, of given values. An empty one is as good as none. */
internal fun configuredWorkers(property: String?, variable: String?, cores: Int): Int = when {
    !property.isNullOrBlank() -> workers("The system property $PARALLELISM_PROPERTY", property)
    !variable.isNullOrBlank() -> workers("The environment variable $PARALLELISM_VARIABLE", variable)
    else -> minOf(cores, MOST_WORKERS)
}

/** More than [MOST_WORKERS] are as many: who sets a large number wants all there can be. */
private fun workers(name: String, text: String): Int {
    val digits = text.trim()
    val isPositive = digits.all { it in '0'..'9' } && digits.any { it != '0' }
    require(isPositive) { "$name is the number of workers, a whole number from 1 up, not \"$text\"" }
    return minOf(digits.toIntOrNull() ?: MOST_WORKERS, MOST_WORKERS)
}
