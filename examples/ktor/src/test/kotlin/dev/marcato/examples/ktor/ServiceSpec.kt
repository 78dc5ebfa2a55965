// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.ktor

import dev.marcato.MarcFormat
import dev.marcato.ReadLimits
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import io.ktor.server.cio.CIO
import io.ktor.server.engine.EmbeddedServer
import io.ktor.server.engine.embeddedServer
import java.io.ByteArrayOutputStream
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.zip.GZIPOutputStream
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking

/** The service, asked over real sockets. */
class ServiceSpec : FreeSpec({
    fun serve(options: ReadOptions) = embeddedServer(CIO, port = 0, host = "127.0.0.1") { records(options) }.start()
    fun portOf(server: EmbeddedServer<*, *>) = runBlocking { server.engine.resolvedConnectors().first().port }
    val server = serve(uploadOptions)
    val port = portOf(server)
    val client = HttpClient.newHttpClient()
    afterSpec { server.stop(0, 0) }

    fun ask(path: String, body: ByteArray? = null, port: Int = portOf(server)): HttpResponse<String> {
        val request = HttpRequest.newBuilder(URI("http://127.0.0.1:$port$path")).timeout(Duration.ofSeconds(60))
        if (body != null) request.POST(BodyPublishers.ofByteArray(body))
        return client.send(request.build(), BodyHandlers.ofString())
    }

    val records = SampleCatalogue.records().map { Record.parse(Iso2709Bytes.encode(it)) }
    val bytes = SampleCatalogue.toByteArray()

    fun recordsOf(lines: List<String>) = lines.map { Record.parse(it, MarcFormat.JSON) }

    "answers with a line for each record" {
        val response = ask("/records", bytes)
        response.statusCode() shouldBe 200
        response.headers().firstValue("Content-Type").get() shouldBe "application/x-ndjson"
        recordsOf(response.body().trim().lines()) shouldContainExactly records
        ask("/records", ByteArray(0)).run { statusCode() to body() } shouldBe (200 to "")
    }

    "the first lines come before the rest of the upload is sent" {
        Upload(port).use { upload ->
            val some = 2_000
            upload.send(bytes.copyOf(some))
            upload.head().first() shouldContain " 200 "
            val first = checkNotNull(upload.line())
            upload.send(bytes.copyOfRange(some, bytes.size))
            upload.end()
            recordsOf(listOf(first) + generateSequence { upload.line() }) shouldContainExactly records
        }
    }

    "an upload that isn't MARC is 422, with the problem" {
        val response = ask("/records", "no record at all".toByteArray())
        response.statusCode() shouldBe 422
        response.headers().firstValue("Content-Type").get() shouldBe "application/json"
        response.body() shouldStartWith "{\"code\":\"RECORD_LENGTH_NOT_A_NUMBER\""
    }

    "gzip is 415" {
        ask("/records", gzipped(bytes)).statusCode() shouldBe 415
    }

    "an upload over a limit is 413, or ends with a line that says so" {
        val limited = serve(uploadOptions.toBuilder().limits(ReadLimits { inputBytes = 10_000 }).build())
        try {
            val response = ask("/records", " ".repeat(20_000).toByteArray(), portOf(limited))
            response.statusCode() shouldBe 413
            response.body() shouldContain "more than 10000 bytes, the limit of ReadLimits.inputBytes"
            val lines = ask("/records", bytes, portOf(limited)).body().trim().lines()
            lines.last() shouldBe "{\"limit\":\"inputBytes\"}"
            recordsOf(lines.dropLast(1)) shouldContainExactly records.take(lines.size - 1)
        } finally {
            limited.stop(0, 0)
        }
    }

    "damage after the first lines is the last line" {
        val lines = ask("/records", bytes.copyOf(5_000)).run { statusCode() to body().trim().lines() }
        lines.first shouldBe 200
        lines.second.last() shouldStartWith "{\"problem\":{\"code\":\"RECORD_CUT_OFF\""
        recordsOf(lines.second.dropLast(1)) shouldContainExactly records.take(lines.second.size - 1)
    }

    "a reading ends when its client goes away" {
        val upload = Upload(port)
        upload.send(bytes.copyOf(1_000))
        eventually(60.seconds) { ask("/uploads").body() shouldBe "1" }
        upload.close()
        eventually(60.seconds) { ask("/uploads").body() shouldBe "0" }
    }

    // As a client of such a service has to; java.net.http reads only after it has sent.
    "a client sends and reads at the same time, however much there is" {
        val many = Catalogue.ordinary().toByteArray(5_000)
        Upload(port).use { upload ->
            val sender = thread {
                upload.send(many)
                upload.end()
            }
            upload.head().first() shouldContain " 200 "
            val lines = generateSequence { upload.line() }.toList()
            sender.join()
            recordsOf(lines).map { it.controlNumber } shouldContainExactly
                Catalogue.ordinary().records(5_000).map { it.controlValue("001") }.toList()
        }
    }

    "80 uploads that stall hold no thread" {
        val uploads = List(80) { Upload(port) }
        try {
            for (upload in uploads) upload.send(bytes.copyOf(100))
            eventually(60.seconds) { ask("/uploads").body() shouldBe "80" }
            recordsOf(ask("/records", bytes).body().trim().lines()) shouldContainExactly records
            val reading = Thread.getAllStackTraces()
                .filterValues { frames -> frames.any { it.className.startsWith("dev.marcato.internal") } }
            reading.keys.shouldBeEmpty()
            ask("/uploads").body() shouldBe "80"
            for (upload in uploads) upload.send(bytes.copyOfRange(100, bytes.size)).also { upload.end() }
            for (upload in uploads) {
                upload.head().first() shouldContain " 200 "
                recordsOf(generateSequence { upload.line() }.toList()) shouldContainExactly records
            }
        } finally {
            for (upload in uploads) upload.close()
        }
        eventually(60.seconds) { ask("/uploads").body() shouldBe "0" }
    }
})

private fun gzipped(bytes: ByteArray): ByteArray =
    ByteArrayOutputStream().also { out -> GZIPOutputStream(out).use { it.write(bytes) } }.toByteArray()
