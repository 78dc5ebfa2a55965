// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

internal const val PARALLELISM_PROPERTY: String = "marcato.parallelism"

internal const val PARALLELISM_VARIABLE: String = "MARCATO_PARALLELISM"

/** How many workers there may be: more than anything is done by, and no more than memory has room for. */
internal const val MOST_WORKERS: Int = 10_000

/**
 * Returns the number of workers for whoever does not say how many.
 *
 * @throws IllegalArgumentException if what is configured is no number of workers
 */
internal fun configuredWorkers(): Int = configuredWorkers(
    System.getProperty(PARALLELISM_PROPERTY),
    System.getenv(PARALLELISM_VARIABLE),
    Runtime.getRuntime().availableProcessors(),
)

/** As the other function of this name, of given values; what is null is not configured. */
internal fun configuredWorkers(property: String?, variable: String?, cores: Int): Int = when {
    property != null -> workers("The system property $PARALLELISM_PROPERTY", property)
    variable != null -> workers("The environment variable $PARALLELISM_VARIABLE", variable)
    else -> cores
}

private fun workers(name: String, text: String): Int {
    val number = text.trim().toIntOrNull()
    require(number != null && number in 1..MOST_WORKERS) {
        "$name is the number of workers, from 1 to $MOST_WORKERS, not \"$text\""
    }
    return number
}
