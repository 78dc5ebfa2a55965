// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.benchmark.measure.Run

/**
 * What a process tells that measured one subject at one work. It writes a line each, fields divided by tabs:
 *
 *     run       records  nanoseconds  [bytes allocated]
 *     check     records  values       sum
 *     retained  bytes per record
 *
 * The drivers below `benchmark/peers` write the same. Lines of any other kind are left out.
 */
internal data class ForkOutput(val runs: List<Run>, val check: Check, val retainedBytesPerRecord: Double?) {
    fun lines(): List<String> = buildList {
        runs.forEach { add(listOfNotNull("run", it.records, it.nanoseconds, it.allocatedBytes).joinToString("\t")) }
        add(listOf("check", check.records, check.values, check.sum).joinToString("\t"))
        retainedBytesPerRecord?.let { add("retained\t$it") }
    }

    companion object {
        fun parse(lines: List<String>): ForkOutput {
            val fields = lines.map { it.split('\t') }
            val runs = fields.filter { it[0] == "run" }
                .map { Run(it[1].toLong(), it[2].toLong(), it.getOrNull(3)?.toLong()) }
            val check = fields.lastOrNull { it[0] == "check" }
            require(runs.isNotEmpty() && check != null) { "neither runs nor a check in: ${lines.joinToString("; ")}" }
            return ForkOutput(
                runs,
                Check(check[1].toLong(), check[2].toLong(), check[3].toLong()),
                fields.lastOrNull { it[0] == "retained" }?.get(1)?.toDouble(),
            )
        }
    }
}
