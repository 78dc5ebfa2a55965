// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.benchmark.measure.Turns
import dev.marcato.benchmark.measure.Way
import java.nio.file.Path
import java.time.Duration

/**
 * Measures one subject of this JVM at one work, in a JVM of its own so that nobody else's calls are in its profile.
 *
 * Arguments: subject, work, file, seconds to warm up, seconds to measure, and `retained` if retained heap is wanted too.
 */
internal fun main(args: Array<String>) {
    val subject = Subject.of(args[0])
    val work = Work.of(args[1])
    val passes = Passes.of(subject, InputFile(Path.of(args[2])))
    val runs = Turns(seconds(args[3]), seconds(args[4])).measure(listOf(Way(args[1]) { passes.run(work) })).single()
    // After the runs: other code that reads would change how theirs is compiled.
    val check = passes.check()
    val retained = if ("retained" in args) RetainedHeap.perRecord(passes.sample(RetainedHeap.SAMPLE)) else null
    ForkOutput(runs, check, retained).lines().forEach(::println)
}

private fun seconds(text: String): Duration = Duration.ofNanos((text.toDouble() * 1e9).toLong())
