// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import java.nio.file.Path
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.toList

/** The titles of a file, with its records read one after another. */
suspend fun readTitles(path: Path) {
    MarcReader.open(path).records().collect { record -> println(record.title) }
}

/** The titles of a file, with several workers at the same time. */
suspend fun titlesInParallel(path: Path): List<String> =
    MarcReader.open(path).mapParallel { record -> record.title }.filterNotNull().toList()

/** The titles in all files of a folder. */
suspend fun readFolder(folder: Path) {
    MarcFiles.open(folder, "*.mrc").records().collect { (file, record) -> println("$file: ${record.title}") }
}

/** The titles in a folder and all folders below it; what can't be read is listed at the end. */
suspend fun readWhatCanBeRead(folder: Path) {
    val failures = ArrayList<String>()
    MarcFiles.open(folder, "**/*.mrc", onFailure = { file, failure -> failures += "$file: $failure" })
        .records()
        .collect { (file, record) -> println("$file: ${record.title}") }
    failures.forEach(::println)
}
