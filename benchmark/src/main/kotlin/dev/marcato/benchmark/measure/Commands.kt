// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.measure

import com.github.ajalt.clikt.core.CliktCommand
import com.github.ajalt.clikt.core.CliktError
import com.github.ajalt.clikt.core.ProgramResult
import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import java.io.File
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.util.Locale

/** Runs a command and returns the status that its process ends with: [misused] if it was called in a wrong way. */
internal fun CliktCommand.statusOf(args: List<String>, misused: Int): Int = try {
    parse(args)
    0
} catch (e: ProgramResult) {
    e.statusCode
} catch (e: CliktError) {
    echoFormattedHelp(e)
    if (e.statusCode == 0) 0 else misused
}

/** Makes a mistake in an argument, found while the command runs, one of usage; a commit that can't be built, too. */
internal inline fun <T> checkingUsage(call: () -> T): T = try {
    call()
} catch (e: IllegalArgumentException) {
    throw UsageError(e.message.orEmpty())
} catch (e: ProcessFailure) {
    throw UsageError(e.message.orEmpty())
}

/** The folder of this module, and what lies in it. */
internal object Folders {
    val benchmark: Path = Path.of(System.getProperty("marcato.benchmark.folder", "benchmark")).toAbsolutePath()
    val target: Path = benchmark.resolve("target")
    val fixtures: Path = target.resolve("fixtures")

    /** Builds the library of other commits. */
    fun commit(say: (String) -> Unit): Commit = Commit(benchmark.parent, target.resolve("commits"), say)
}

/** Runs main classes in JVMs of their own. */
internal object Forks {
    /** The heap of each, in bytes. */
    const val HEAP = 1L shl 30

    /** The largest file of which such a heap has room for two copies. */
    const val LARGEST_IN_MEMORY = HEAP / 3

    /** Returns the command that runs [mainClass], with the library's classes from [library] if that isn't null. */
    fun command(mainClass: String, library: Path? = null, options: List<String> = listOf("-Xms$HEAP", "-Xmx$HEAP")) =
        listOf(Path.of(System.getProperty("java.home"), "bin", "java").toString()) + options +
            listOf("-Dmarcato.benchmark.folder=${Folders.benchmark}", "-cp", classPath(library), mainClass)

    private fun classPath(library: Path?): String {
        val own = System.getProperty("java.class.path")
        // What comes first is taken.
        return if (library == null) own else "$library${File.pathSeparator}$own"
    }
}

/** Where it was measured. */
internal object Environment {
    private val SYSTEM = ManagementFactory.getOperatingSystemMXBean()
    val cores: Int = SYSTEM.availableProcessors

    /** Says how busy the machine is with other things if that is too much for steady numbers. */
    fun warning(): String? {
        // Negative where the platform does not tell.
        val load = SYSTEM.systemLoadAverage
        if (load <= cores / 2.0) return null
        return String.format(Locale.ROOT, "the machine is busy (load %.1f): expect wide spreads", load)
    }

    override fun toString(): String = "JDK ${Runtime.version()}, $cores cores"
}
