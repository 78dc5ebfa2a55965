// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import kotlin.system.exitProcess

/** Runs the command that the arguments name, and ends the process with its exit code. */
public fun main(args: Array<String>) {
    val interruption = Interruption()
    interruption.onShutdown()
    val code = try {
        val catalogue = System.getProperty(Warmup.PROPERTY)
        if (catalogue == null) Program(Console.ofSystem(), interruption).run(args.asList()) else Warmup.run(catalogue)
    } finally {
        interruption.ended()
    }
    exitProcess(code)
}
