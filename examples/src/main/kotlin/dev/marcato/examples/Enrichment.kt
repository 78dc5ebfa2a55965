// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.DataField
import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.writeTo
import java.io.IOException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withTimeoutOrNull

/**
 * Asks a service for a summary of each record, 32 at a time, and writes the records in their order. One that isn't
 * answered stays as it is, and is printed. Arguments: a file with records, the address of the service, the output.
 */
suspend fun main(args: Array<String>) {
    val (input, service, output) = args
    enrich(Path(input), Summaries(URI(service), 2.seconds), Path(output)) { println(it) }
}

suspend fun enrich(input: Path, summaries: Summaries, output: Path, report: (String) -> Unit) {
    MarcReader.open(input)
        .mapParallel(workers = 32) { record -> record to summaries.of(record) } // it waits, so it needs no more threads
        .onEach { (record, answer) -> if (answer is Answer.Missing) report("${record.controlNumber}: ${answer.why}") }
        .map { (record, answer) -> if (answer is Answer.Found) withSummary(record, answer.text) else record }
        .writeTo(output)
}

private fun withSummary(record: Record, text: String): Record =
    record.edit { addInOrder(DataField.of("520", ' ', ' ', Subfield.of('a', text))) }

/** A failure is a value, too: it ends neither the other look-ups nor the reading. */
sealed interface Answer {
    data class Found(val text: String) : Answer

    data class Missing(val why: String) : Answer
}

class Summaries(private val service: URI, private val patience: Duration) {
    private val client = HttpClient.newHttpClient()

    suspend fun of(record: Record): Answer = try {
        withTimeoutOrNull(patience) { ask(record.controlNumber.orEmpty()) } ?: Answer.Missing("no answer in $patience")
    } catch (e: IOException) {
        Answer.Missing("$e")
    }

    private suspend fun ask(number: String): Answer {
        val request = HttpRequest.newBuilder(service.resolve(number)).build()
        val response = client.sendAsync(request, BodyHandlers.ofString()).await() // cancelled when time is up
        if (response.statusCode() != 200) return Answer.Missing("status ${response.statusCode()}")
        return Answer.Found(response.body())
    }
}
