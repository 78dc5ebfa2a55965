// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.build

import dev.marcato.mongodb.blocking.ReadmeExample
import dev.marcato.mongodb.readmeExample
import dev.marcato.mongodb.testing.TestServer
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.File
import java.nio.file.Files
import org.bson.Document

/** The examples of the README are code that compiles, and does what it says. */
class ReadmeSpec : FreeSpec({
    val module = File(System.getProperty("basedir") ?: ".")
    val readme = module.resolve("README.md").readText()

    fun example(language: String): String =
        readme.substringAfter("```$language\n").substringBefore("```").lines().joinToString("\n") { it.trim() }

    fun source(path: String): String = module.resolve("src/test/$path").readLines().joinToString("\n") { it.trim() }

    "the example in Kotlin stands in a source" {
        source("kotlin/dev/marcato/mongodb/ReadmeExample.kt") shouldContain example("kotlin")
    }

    "the example in Java stands in a source" {
        source("java/dev/marcato/mongodb/blocking/ReadmeExample.java") shouldContain example("java")
    }

    "the examples store records and find them".config(TestServer.inProcessOnly) {
        val added = PlainRecord.of(
            Catalogue.ordinary().record(0).leader,
            PlainField.control("001", "k1"),
            PlainField.data("245", "10", "a", "Kotlin by example"),
        )
        val folder = tempdir().toPath()
        val bytes = Iso2709Bytes.encodeAll(Catalogue.ordinary().records(20).toList() + added)
        val input = Files.write(folder.resolve("records.mrc"), bytes)
        val said = ArrayList<String>()
        readmeExample(TestServer.uri, input, folder.resolve("checkpoint")) { said += "$it" }
        said shouldContainExactly listOf(
            "21 offered: 21 stored, 0 matched, 0 rejected, 0 unknown, 0 not attempted",
            "Kotlin by example",
        )
        val collection = TestServer.client.getDatabase("catalogue").getCollection<Document>("records")
        collection.drop()
        ReadmeExample.run(TestServer.uri, input)
        collection.countDocuments() shouldBe 21
    }
})
