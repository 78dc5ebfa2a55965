// SPDX-License-Identifier: Apache-2.0
package dev.marcato.android

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
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/**
 * Shows the first titles of a catalogue, as a view model does.
 *
 * @param scope stands for `viewModelScope`, which ends the reading with the screen
 * @param openInputStream stands for the content resolver's method of this name, which may block and may return null
 */
public class CatalogueModel(
    private val scope: CoroutineScope,
    private val openInputStream: (uri: String) -> InputStream?,
) {
    private val shown = MutableStateFlow(emptyList<String>())
    private val failed = MutableStateFlow<Exception?>(null)
    private var reading: Job? = null

    /** The titles read so far. */
    public val titles: StateFlow<List<String>> = shown.asStateFlow()

    /** What ended the reading before its time: a [MarcException] or an [IOException]. */
    public val failure: StateFlow<Exception?> = failed.asStateFlow()

    /** Shows the catalogue at [uri] instead of the one before. */
    public fun show(uri: String): Job {
        val before = reading
        return scope.launch(Dispatchers.IO) {
            before?.cancelAndJoin()
            shown.value = emptyList()
            failed.value = null
            try {
                read(uri)
            } catch (e: MarcException) {
                failed.value = e
            } catch (e: IOException) {
                failed.value = e
            }
        }.also { reading = it }
    }

    // No flowOn behind records(): at a damaged record it may drop records before it, still in its buffer.
    private suspend fun read(uri: String) {
        val stream = openInputStream(uri) ?: throw FileNotFoundException(uri)
        stream.use {
            val titles = MarcReader.open(it).records().mapNotNull { record -> record.title }
            titles.take(SHOWN).collect { title -> shown.update { before -> before + title } }
        }
    }

    private companion object {
        const val SHOWN = 100
    }
}
