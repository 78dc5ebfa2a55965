// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.parallel

import dev.marcato.benchmark.measure.Folders
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import kotlin.system.exitProcess

private const val PASSES_OF_LONG_RUN = 100
private const val SECONDS_OF_STALLS = 150L
private const val MISUSED = 2

/** What holds for parallel reading however fast it is; `benchmark/parallel` is the way to it. */
internal fun main(args: Array<String>) {
    val seconds = args.getOrNull(1)?.toLongOrNull()?.takeIf { it > 0 }
    val holds = when {
        args.size == 1 && args[0] == "heap" -> HeapSearch(records(Fixture.RECORDS_10K)).run()

        args.size == 1 && args[0] == "long" -> LongRun(records(Fixture.RECORDS_100K), PASSES_OF_LONG_RUN).run()

        args.size == 1 && args[0] == "stalls" -> Stalls(records(Fixture.RECORDS_10K), SECONDS_OF_STALLS).run()

        args.size == 2 && args[0] == "stalls" && seconds != null -> Stalls(records(Fixture.RECORDS_10K), seconds).run()

        else -> {
            System.err.println("parallel: write \"parallel heap\", \"parallel long\" or \"parallel stalls [SECONDS]\"")
            exitProcess(MISUSED)
        }
    }
    if (!holds) exitProcess(1)
}

private fun records(fixture: Fixture) = Fixtures.file(Folders.fixtures, fixture)
