// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.benchmark.measure.ProcessFailure
import dev.marcato.benchmark.measure.Processes
import java.nio.file.Files
import java.nio.file.Path

/** Builds the drivers below `benchmark/peers`, into [target], where the machine has what they need. */
internal class Peers(private val sources: Path, private val target: Path, private val say: (String) -> Unit) {
    /** The commands of the drivers that could be built, to which the arguments of a measurement are added. */
    fun build(): Map<Subject.Runtime, List<String>> = buildMap {
        attempt("Rust", "rust-*") { rust() }?.let { put(Subject.Runtime.RUST, it) }
        attempt("Python", "python-*") { python() }?.let { put(Subject.Runtime.PYTHON, it) }
    }

    private fun rust(): List<String> {
        val cargo = Processes.find("cargo") ?: throw ProcessFailure("there is no cargo on the PATH")
        val folder = target.resolve("rust")
        val manifest = sources.resolve("rust/Cargo.toml").toString()
        Processes.output(
            listOf(cargo.toString(), "build", "--quiet", "--release", "--manifest-path", manifest),
            mapOf("CARGO_TARGET_DIR" to folder.toString()),
        )
        return listOf(folder.resolve("release/rust-peers").toString())
    }

    private fun python(): List<String> {
        val python = Processes.find("python3") ?: throw ProcessFailure("there is no python3 on the PATH")
        val folder = target.resolve("python")
        val requirements = sources.resolve("python/requirements.txt")
        val installed = folder.resolve("installed.txt")
        if (!Files.exists(installed) || Files.mismatch(requirements, installed) >= 0) {
            Processes.output(listOf(python.toString(), "-m", "venv", "--clear", folder.toString()))
            val pip = folder.resolve("bin/pip").toString()
            Processes.output(listOf(pip, "install", "--quiet", "--requirement", requirements.toString()))
            Files.copy(requirements, installed)
        }
        return listOf(folder.resolve("bin/python").toString(), sources.resolve("python/driver.py").toString())
    }

    private fun attempt(language: String, subjects: String, build: () -> List<String>): List<String>? {
        say("building the $language peers")
        return try {
            build()
        } catch (e: ProcessFailure) {
            say("left out $subjects: ${e.message}")
            null
        }
    }
}
