// SPDX-License-Identifier: Apache-2.0
package dev.marcato.android

import dev.marcato.MarcReader
import dev.marcato.examples.screen.CatalogueModel
import java.io.File
import java.io.InputStream
import java.io.PrintStream
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

/** Prints the titles in the files that the arguments name, as [CatalogueModel] shows them; `-` is the standard input. */
public fun main(args: Array<String>) {
    // As the runs are compared byte by byte, what the terminal's locale says must not matter.
    val out = PrintStream(System.out, false, "UTF-8")
    for (name in args) {
        if (name == "-") printStream(System.`in`, out) else printModel(name, out)
    }
    out.flush()
}

private fun printStream(stream: InputStream, out: PrintStream) {
    val records = runBlocking { MarcReader.open(stream).records().toList() }
    out.println("-: ${records.size} records")
    for (record in records) out.println("  ${record.title}")
}

private fun printModel(name: String, out: PrintStream): Unit = runBlocking {
    val model = CatalogueModel(this) { File(it).inputStream() }
    model.show(name).join()
    val titles = model.titles.value
    out.println("$name: ${titles.size} titles" + model.failure.value?.let { ", then ${it.message}" }.orEmpty())
    for (title in titles) out.println("  $title")
}
