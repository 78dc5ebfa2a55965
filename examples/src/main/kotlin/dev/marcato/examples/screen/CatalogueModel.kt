// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.screen

import dev.marcato.MarcException
import dev.marcato.MarcReader
import java.io.FileNotFoundException
import java.io.IOException
import java.io.InputStream
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

public class CatalogueModel(
    private val scope: CoroutineScope, // viewModelScope, which ends the reading with the screen
    private val openInputStream: (uri: String) -> InputStream?, // { resolver.openInputStream(it.toUri()) }
) {
    private val shown = MutableStateFlow(emptyList<String>())
    private val failed = MutableStateFlow<Exception?>(null)
    private var reading: Job? = null
    public val titles: StateFlow<List<String>> get() = shown
    public val failure: StateFlow<Exception?> get() = failed

    /** Shows the first titles of the document at [uri], instead of the one before. */
    public fun show(uri: String): Job {
        val before = reading
        return scope.launch(Dispatchers.IO) {
            before?.cancelAndJoin()
            shown.value = emptyList()
            failed.value = null
            try {
                read(uri)
            } catch (e: IOException) {
                failed.value = e // titles read before the failure stay
            } catch (e: MarcException) {
                failed.value = e
            }
        }.also { reading = it }
    }

    // You open the stream, so you close it: after the last read, also on cancellation.
    private suspend fun read(uri: String) {
        (openInputStream(uri) ?: throw FileNotFoundException(uri)).use { stream ->
            MarcReader.open(stream).records().mapNotNull { it.title }.take(100)
                .collect { title -> shown.update { it + title } }
        }
    }
}
