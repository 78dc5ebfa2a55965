// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.benchmark.measure.Folders
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files

class FloorsSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val units =
            mapOf("read" to listOf("ratio to marc4j", Units.BYTES, Units.COMMIT), "first" to listOf("microseconds"))

        fun read(text: String) = Floors.read(Files.writeString(folder.resolve("floors.txt"), text), units)

        fun refusal(text: String): String =
            shouldThrow<IllegalArgumentException> { read(text) }.message.orEmpty().removePrefix("$folder/")

        "a line has a name, a unit and a floor; comments and empty lines are left out" {
            val text = "# one\n\nread  ratio to marc4j  13.5 # two\n  read\tbytes a record 1350\n* ratio to commit .9"
            read(text).values.toList() shouldBe listOf(
                Floor("read", "ratio to marc4j", 13.5),
                Floor("read", Units.BYTES, 1350.0),
                Floor("*", Units.COMMIT, 0.9),
            )
        }

        "a ratio must reach its floor, a cost must not exceed it" {
            Floor("read", "ratio to marc4j", 13.5).let { listOf(13.4, 13.5, 20.0).map(it::isMet) } shouldBe
                listOf(false, true, true)
            Floor("read", Units.BYTES, 1350.0).let { listOf(1349.0, 1350.0, 1350.1).map(it::isMet) } shouldBe
                listOf(true, true, false)
            Floor("read", Units.BYTES, 1350.0).isMet(Double.NaN) shouldBe false
        }

        "the floor of one measure comes before that of all" {
            val floors = read("* ratio to commit 0.9\nread ratio to commit 0.8")
            Floors.of("read", Units.COMMIT, floors)?.bound shouldBe 0.8
            Floors.of("edit", Units.COMMIT, floors)?.bound shouldBe 0.9
            Floors.of("edit", Units.BYTES, floors) shouldBe null
        }

        "what can't be read is refused with its line" {
            val form = "write NAME UNIT FLOOR, such as \"read-memory ratio to marc4j 13.5\""
            refusal("read 13") shouldBe "floors.txt, line 1: \"read 13\" is no floor; $form"
            refusal("#\nread ratio to marc4j many") shouldBe
                "floors.txt, line 2: \"many\" isn't a number of at least 0; $form"
            for (number in listOf("-1", "NaN", "Infinity")) {
                refusal("read bytes a record $number") shouldContain
                    "isn't a number"
            }
            refusal("raed ratio to marc4j 1") shouldBe
                "floors.txt, line 1: there is no measure \"raed\"; take one of read, first"
            refusal("read microseconds 1") shouldBe "floors.txt, line 1: read isn't measured in \"microseconds\"; " +
                "take one of ratio to marc4j, bytes a record, ratio to commit"
            refusal("read bytes a record 1\nread bytes a record 2") shouldBe
                "floors.txt, line 2: read has a floor in bytes a record already; remove one"
            refusal("# nothing") shouldContain "lists no floor"
            val none = folder.resolve("none.txt")
            shouldThrow<IllegalArgumentException> { Floors.read(none, units) }.message shouldContain
                "none.txt can't be read"
        }

        "the file of the repository has floors for all that must not become slower" {
            val measures = Measures(Folders.fixtures, folder).all
            val floors = Floors.read(Folders.benchmark.resolve("floors.txt"), measures.mapValues { it.value.units })
            floors.keys.map { it.first } shouldContainAll
                measures.values.filter { it.rival in listOf("marc4j", "one thread", "blocking writer") }.map { it.name }
            floors.keys shouldContainAll
                measures.values.filter { it.isSingleThreaded && it.rival == "marc4j" }.map { it.name to Units.BYTES }
        }
    })
