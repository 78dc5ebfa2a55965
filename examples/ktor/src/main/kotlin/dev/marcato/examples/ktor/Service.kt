// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.ktor

import dev.marcato.Compression
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.ReadLimitException
import dev.marcato.ReadOptions
import dev.marcato.encoded
import io.ktor.http.ContentType
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.application.install
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.plugins.statuspages.StatusPages
import io.ktor.server.request.receiveChannel
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import java.util.concurrent.atomic.AtomicInteger
import java.util.zip.ZipException

/** Runs the service on a port: `curl --data-binary @catalogue.mrc localhost:8080/records`. Argument: the port. */
fun main(args: Array<String>) {
    embeddedServer(CIO, port = args.firstOrNull()?.toInt() ?: 8080) { records() }.start(wait = true)
}

/** What is accepted from strangers; strict reading is the default. */
val uploadOptions: ReadOptions = ReadOptions {
    compression = Compression.NONE
    limits {
        inputBytes = 200L shl 20
        records = 1_000_000
    }
}

/**
 * Answers an upload of records in any format with a line of JSON for each, while the upload is still coming. The client
 * reads while it sends, as curl does: the service takes no more than its client takes from it.
 */
fun Application.records(options: ReadOptions = uploadOptions) {
    install(StatusPages) {
        exception<MarcException> { call, e ->
            call.respondText(e.problem.toJson(), ContentType.Application.Json, HttpStatusCode.UnprocessableEntity)
        }
        exception<ReadLimitException> { call, e ->
            call.respondText("${e.message}", status = HttpStatusCode.PayloadTooLarge)
        }
        exception<ZipException> { call, e ->
            call.respondText("${e.message}", status = HttpStatusCode.UnsupportedMediaType)
        }
    }
    val uploads = AtomicInteger()
    routing {
        post("/records") {
            uploads.incrementAndGet()
            try {
                val upload = MarcReader.open(call.receiveChannel().asFlow(), options)
                call.respondLines(upload.records().encoded(MarcFormat.JSON_LINES))
            } finally {
                uploads.decrementAndGet() // also if the client goes away, which cancels the reading
            }
        }
        get("/uploads") { call.respondText("$uploads") }
    }
}
