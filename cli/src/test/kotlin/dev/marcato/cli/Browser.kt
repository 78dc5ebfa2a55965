// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A browser without a window, where one is installed. */
internal class Browser private constructor(private val program: File) {
    fun takePicture(page: Path, picture: Path) {
        val process = ProcessBuilder(
            program.path,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--window-size=1280,2400",
            "--screenshot=$picture",
            page.toUri().toString(),
        ).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        check(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly()
            "$program does not end"
        }
    }

    companion object {
        const val ABSENCE = "no chromium, chrome or edge is installed"
        private const val TIMEOUT_SECONDS = 120L
        private val NAMES =
            listOf("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")

        fun find(): Browser? = System.getenv("PATH").orEmpty().split(File.pathSeparator)
            .flatMap { folder -> NAMES.map { File(folder, it) } }
            .firstOrNull { it.canExecute() }?.let(::Browser)
    }
}
