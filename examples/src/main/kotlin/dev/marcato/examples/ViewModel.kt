// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.examples.screen.CatalogueModel
import java.io.File
import kotlinx.coroutines.coroutineScope

/** Shows the first titles of files, as a screen does by the view model. Arguments: files with records. */
suspend fun main(args: Array<String>): Unit = coroutineScope {
    val model = CatalogueModel(this) { File(it).inputStream() }
    for (file in args) {
        model.show(file).join()
        val failure = model.failure.value?.let { ", then ${it.message}" }.orEmpty()
        println("$file: ${model.titles.value.size} titles$failure")
        for (title in model.titles.value) println("  $title")
    }
}
