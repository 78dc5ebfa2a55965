// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.double
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

class DiagnosisJsonSpec :
    FreeSpec({
        val root = Json.parseToJsonElement(DiagnosisJson.text(sampleDiagnosis())).jsonObject
        val path = root.getValue("backEnds").jsonArray.first().jsonObject

        "there is an object for each back end" {
            root.getValue("file").jsonPrimitive.content shouldBe "catalogue <1> & more.mrc"
            root.getValue("environment").jsonObject.keys shouldBe setOf("jdk", "cores", "heap", "load")
            root.getValue("backEnds").jsonArray.map { it.jsonObject.getValue("backEnd").jsonPrimitive.content } shouldBe
                listOf("path", "memory", "input-stream", "source")
        }

        "every one has the same members" {
            val members = "backEnd records bytes sweeps stages oneThread workers serialShare gates verdict"
            root.getValue("backEnds").jsonArray.map { it.jsonObject.keys.joinToString(" ") } shouldBe
                List(BackEnd.entries.size) { members }
        }

        "sweeps have their knee and their points" {
            val sweeps = path.getValue("sweeps").jsonArray.map { it.jsonObject }
            sweeps.map { it.getValue("kind").jsonPrimitive.content } shouldBe
                listOf("batch-size", "chunk-size", "read-ahead", "range-size")
            sweeps.first().getValue("knee").jsonPrimitive.int shouldBe 65_536
            val point = sweeps.first().getValue("points").jsonArray.first().jsonObject
            point.keys.joinToString(" ") shouldBe "value recordsPerSecond spread runs handOversPer1000 " +
                "wakeUpsPer1000 allocatedBytesPerRecord peakLiveBytes"
            point.getValue("allocatedBytesPerRecord").jsonPrimitive.double shouldBe 3_211.0
        }

        "what is not known is null" {
            val chunks = path.getValue("sweeps").jsonArray[1].jsonObject
            chunks.getValue("points").jsonArray.first().jsonObject["handOversPer1000"] shouldBe JsonNull
            path.getValue("gates").jsonArray[1].jsonObject["measured"] shouldBe JsonNull
        }

        "shares add up to 1" {
            val shares = path.getValue("stages").jsonObject.getValue("shares").jsonObject
            shares.keys.joinToString(" ") shouldBe "io framing decoding transform waits"
            Math.round(shares.values.sumOf { it.jsonPrimitive.double } * 1_000) shouldBe 1_000
        }

        "a number that is none becomes null, not a broken document" {
            val odd = sampleFindings(BackEnd.PATH).copy(
                blockingRecordsPerSecond = listOf(Double.NaN),
                workers = listOf(WorkerPoint(2, listOf(Double.POSITIVE_INFINITY), listOf(0.0))),
            )
            val document = Json.parseToJsonElement(DiagnosisJson.text(sampleDiagnosis(odd))).jsonObject
            val only: JsonObject = document.getValue("backEnds").jsonArray.single().jsonObject
            only.getValue("oneThread").jsonObject["recordsPerSecond"] shouldBe JsonNull
            only["serialShare"] shouldBe JsonNull
        }
    })
