// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import com.sun.net.httpserver.HttpServer
import dev.marcato.testing.Catalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.net.InetAddress
import java.net.InetSocketAddress
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import kotlin.io.path.writeBytes

class EnrichmentSpec : FreeSpec({
    "summaries are added; what isn't answered is named, and stays as it is" {
        val folder = tempdir().toPath()
        val input = folder.resolve("catalogue.mrc").apply { writeBytes(Catalogue.ordinary().toByteArray(100)) }
        val output = folder.resolve("enriched.mrc")
        val records = recordsOf(input)
        val numbers = records.map { it.controlNumber.orEmpty() }
        val (slow, failing, cut) = listOf(numbers[3], numbers[50], numbers[99])
        val end = CountDownLatch(1)
        val threads = Executors.newCachedThreadPool()
        val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
        server.executor = threads
        server.createContext("/") { exchange ->
            val number = exchange.requestURI.path.drop(1)
            val body = "About $number".toByteArray()
            if (number == slow) end.await()
            if (number == failing) exchange.sendResponseHeaders(503, -1)
            if (number !in listOf(slow, failing, cut)) {
                exchange.sendResponseHeaders(200, body.size.toLong())
                exchange.responseBody.write(body)
            }
            exchange.close()
        }
        server.start()
        try {
            for (program in bothOf("Enrichment")) {
                val printed = run(program, input, "http://127.0.0.1:${server.address.port}/", output)
                printed.map { it.substringBefore(':') } shouldContainExactly listOf(slow, failing, cut)
                printed[1] shouldBe "$failing: status 503"
                printed[2] shouldStartWith "$cut: java.io.IOException"
                val enriched = recordsOf(output)
                enriched.map { it.controlNumber } shouldContainExactly numbers
                enriched.zip(records).forEach { (after, before) ->
                    val number = before.controlNumber
                    if (number in listOf(slow, failing, cut)) {
                        after shouldBe before
                    } else {
                        after.values("520", "a").last() shouldBe "About $number"
                        after.fields.size shouldBe before.fields.size + 1
                    }
                }
            }
        } finally {
            end.countDown()
            server.stop(0)
            threads.shutdown()
        }
    }
})
