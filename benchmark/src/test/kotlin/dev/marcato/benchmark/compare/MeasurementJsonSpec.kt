// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject

class MeasurementJsonSpec :
    FreeSpec({
        val folder = tempdir().toPath()

        "what is written is read again" {
            val measurements = listOf(
                sample(),
                sample(subject = Subject.RUST_MARC, ratioToMarc4j = null, allocated = null, retained = null),
            )
            val file = folder.resolve("new/compare.json")
            MeasurementJson.write(measurements, file)
            MeasurementJson.read(file) shouldBe measurements
        }

        "every object has the same members" {
            val members = "work fixture subject recordsPerSecond megabytesPerSecond spread runs " +
                "rawBytesPerRecord allocatedBytesPerRecord retainedBytesPerRecord ratioToMarc4j environment"
            val measurements = listOf(sample(), sample(ratioToMarc4j = null, allocated = null, retained = null))
            val array = Json.parseToJsonElement(MeasurementJson.text(measurements)).jsonArray
            array.map { it.jsonObject.keys.joinToString(" ") } shouldBe listOf(members, members)
            array[0].jsonObject.getValue("environment").jsonObject.keys shouldBe setOf("jdk", "cores", "heap")
        }

        "the lists of works and subjects are closed" {
            Work.entries.map { it.id } shouldBe listOf("framing", "read", "extract", "rewrite", "edit")
            Subject.entries.joinToString(" ") { it.id } shouldBe
                "marc4j marcato-path marcato-bytes marcato-path-lenient marcato-bytes-lenient " +
                "marcato-bytes-outcomes marcato-byte-buffer marcato-input-stream marcato-channel " +
                "marcato-source marcato-socket marcato-gzip marcato-read-batch marcato-flow-path " +
                "marcato-flow-bytes marcato-flow-of-chunks marcato-cursor marcato-cursor-batch " +
                "rust-marc rust-marc21 rust-mrrc python-mrrc python-pymarc"
            shouldThrow<IllegalArgumentException> { Subject.of("yaz") }.message shouldBe "There is no subject \"yaz\""
        }
    })
