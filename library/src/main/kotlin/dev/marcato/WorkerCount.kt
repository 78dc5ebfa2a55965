// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

internal const val PARALLELISM_PROPERTY: String = "marcato.parallelism"

internal const val PARALLELISM_VARIABLE: String = "MARCATO_PARALLELISM"

/** The maximum of workers: more than are ever useful, and few enough for memory. */
internal const val MOST_WORKERS: Int = 10_000

/**
 * Returns the number of workers if the caller sets none.
 *
 * @throws IllegalArgumentException if a setting isn't a positive whole number
 */
internal fun configuredWorkers(): Int = configuredWorkers(
    System.getProperty(PARALLELISM_PROPERTY),
    System.getenv(PARALLELISM_VARIABLE),
    Runtime.getRuntime().availableProcessors(),
)

/** The same for given values. An empty value is ignored. */
internal fun configuredWorkers(property: String?, variable: String?, cores: Int): Int = when {
    !property.isNullOrBlank() -> workers("The system property $PARALLELISM_PROPERTY", property)
    !variable.isNullOrBlank() -> workers("The environment variable $PARALLELISM_VARIABLE", variable)
    else -> minOf(cores, MOST_WORKERS)
}

/** Limits the number to [MOST_WORKERS]. */
private fun workers(name: String, text: String): Int {
    val digits = text.trim()
    val isPositive = digits.all { it in '0'..'9' } && digits.any { it != '0' }
    require(isPositive) { "$name is the number of workers and must be a positive whole number, not \"$text\"" }
    return minOf(digits.toIntOrNull() ?: MOST_WORKERS, MOST_WORKERS)
}
