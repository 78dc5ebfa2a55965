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
import java.nio.file.Files
import org.bson.Document

/** The examples of the README do what it says. That they are its lines is tested with all documents, in examples. */
class ReadmeSpec : FreeSpec({
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
