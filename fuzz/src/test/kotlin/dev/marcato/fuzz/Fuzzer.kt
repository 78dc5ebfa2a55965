// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

// The fuzzer has native code for these. Elsewhere it can't run; here it must.
private val PLATFORMS = listOf("linux x86_64", "linux aarch64", "mac x86_64", "mac aarch64", "windows x86_64")

/** Returns why this machine can't run a search, or null if it can. */
internal fun absenceOfFuzzer(
    system: String = System.getProperty("os.name"),
    architecture: String = System.getProperty("os.arch"),
): String? {
    val name = system.lowercase().substringBefore(' ')
    val processor = if (architecture == "amd64") "x86_64" else architecture
    return "there is no fuzzer for $system on $architecture".takeIf { "$name $processor" !in PLATFORMS }
}
