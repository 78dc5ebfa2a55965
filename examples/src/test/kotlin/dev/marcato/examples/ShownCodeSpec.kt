// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.DataField
import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.examples.documents.Guide
import dev.marcato.examples.documents.convertAll
import dev.marcato.examples.documents.countWhales
import dev.marcato.examples.documents.edited
import dev.marcato.examples.documents.lookUp
import dev.marcato.examples.documents.lookUpInParallel
import dev.marcato.examples.documents.readOn
import dev.marcato.examples.documents.single
import dev.marcato.record
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlinx.coroutines.flow.toList

/** What the documents show does what they say; the programs of the README run in a folder with a catalogue. */
class ShownCodeSpec : FreeSpec({
    val folder = tempdir().toPath()
    val catalogue = folder.resolve("catalogue.mrc").apply { writeBytes(SampleCatalogue.toByteArray()) }

    "the program in Kotlin prints the serials" {
        runIn(folder, "dev.marcato.examples.documents.ReadSerialsKt") shouldContainExactly
            recordsOf(catalogue).filter { it.leader.isSerial }.map { "${it.controlNumber}: ${it.title}" }
    }

    "the program in Java prints the titles" {
        runIn(folder, "dev.marcato.examples.documents.Titles") shouldContainExactly
            recordsOf(catalogue).map { "${it.title}" }
    }

    "records are looked up, edited and counted" {
        val records = recordsOf(catalogue)
        val whale = record {
            field("001", "1")
            field("650", ' ', '0', Subfield.of('a', "Whales"), Subfield.of('0', "n1"))
            field("900", ' ', ' ', Subfield.of('a', "local"))
        }
        lookUp(whale).first.values("500", "a") shouldBe listOf("Checked")
        edited(whale).fields.map { it.toString() } shouldContainExactly
            whale.edit {
                remove("900")
                replace("650") { DataField.of("650", ' ', '0', Subfield.of('a', "Whales")) }
            }
                .fields.map { it.toString() }
        countWhales(records + whale) shouldBe countWhales(records) + 1
        Guide.countWhales(whale) shouldBe 1
        single(records.first().toBytes()).let { (bytes, json) ->
            Record.parse(bytes) shouldBe records.first()
            Record.parse(Guide.parse(json)) shouldBe records.first()
        }
    }

    "folders are read on after a failure, and look-ups block threads of their own" {
        val broken = folder.resolve("broken.mrc").apply { writeText("no record") }
        val found = ArrayList<String>()
        readOn(folder, found).keys shouldContainExactly setOf(broken)
        found shouldContainExactly recordsOf(catalogue).map { "catalogue.mrc: ${it.title}" }
        val titles = recordsOf(catalogue).map { it.title.orEmpty() }
        lookUpInParallel(MarcReader.open(catalogue)).toList() shouldContainExactly titles
        convertAll(MarcReader.open(catalogue)) {
            it.title.orEmpty()
        }.toList().map { it.getOrThrow() } shouldContainExactly
            titles
    }
})

private fun runIn(folder: Path, program: String): List<String> {
    val java = File(System.getProperty("java.home"), "bin/java").path
    // Without a locale, JDK 17 prints ASCII alone.
    val utf8 = listOf("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
    val command = listOf(java) + utf8 + listOf("-cp", System.getProperty("java.class.path"), program)
    val process = ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start()
    val printed = process.inputStream.readBytes().decodeToString().trimEnd().lines()
    check(process.waitFor(1, TimeUnit.MINUTES))
    return printed
}
