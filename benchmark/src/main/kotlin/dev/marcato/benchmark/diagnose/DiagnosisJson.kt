// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.medianOf
import dev.marcato.benchmark.compare.spreadOf
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonObjectBuilder
import kotlinx.serialization.json.addJsonObject
import kotlinx.serialization.json.buildJsonArray
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonArray
import kotlinx.serialization.json.putJsonObject

/** Writes a diagnosis for programs: an object with all that the text says; what is not known is null. */
internal object DiagnosisJson {
    private val json = Json { prettyPrint = true }

    fun text(diagnosis: Diagnosis): String = json.encodeToString(JsonElement.serializer(), of(diagnosis))

    private fun of(diagnosis: Diagnosis): JsonObject = buildJsonObject {
        put("file", diagnosis.file)
        putJsonObject("environment") {
            put("jdk", diagnosis.environment.jdk)
            put("cores", diagnosis.environment.cores)
            put("heap", diagnosis.environment.heap)
            put("load", Numbers.rounded(diagnosis.load))
        }
        putJsonArray("backEnds") { Judgement.of(diagnosis).forEach { add(of(it)) } }
    }

    private fun of(judgement: Judgement): JsonObject = buildJsonObject {
        val findings = judgement.findings
        put("backEnd", findings.backEnd.id)
        put("records", findings.records)
        put("bytes", findings.bytes)
        putJsonArray("sweeps") { findings.sweeps.forEach { add(of(it)) } }
        put("stages", stages(judgement))
        putJsonObject("oneThread") { throughput(findings.blockingRecordsPerSecond) }
        put("workers", workers(judgement))
        put("serialShare", Numbers.rounded(judgement.serialShare))
        putJsonArray("gates") {
            for (gate in judgement.gates) {
                addJsonObject {
                    put("name", gate.name)
                    put("target", gate.target)
                    put("measured", Numbers.rounded(gate.measured))
                    put("state", gate.state.words)
                }
            }
        }
        putJsonArray("verdict") {
            for (remark in judgement.remarks) {
                addJsonObject {
                    put("cause", remark.cause.id)
                    put("text", remark.text)
                }
            }
        }
    }

    private fun of(sweep: Sweep): JsonObject = buildJsonObject {
        put("kind", sweep.kind.id)
        put("unit", sweep.kind.unit)
        put("knee", Knee.of(sweep.medians())?.value)
        put("isFlat", Knee.isFlat(sweep.medians()))
        putJsonArray("points") {
            for (point in sweep.points) {
                addJsonObject {
                    put("value", point.value)
                    throughput(point.recordsPerSecond)
                    put("handOversPer1000", Numbers.rounded(point.handOversPer1000))
                    put("wakeUpsPer1000", Numbers.rounded(point.wakeUpsPer1000))
                    put("allocatedBytesPerRecord", Numbers.rounded(point.allocatedBytesPerRecord))
                    put("peakLiveBytes", point.peakLiveBytes)
                }
            }
        }
    }

    private fun stages(judgement: Judgement): JsonObject = buildJsonObject {
        val alone = judgement.findings.stages
        put("workers", judgement.findings.occupation.workers)
        val shares = judgement.shares
        putJsonObject("shares") {
            put("io", Numbers.rounded(shares?.io))
            put("framing", Numbers.rounded(shares?.framing))
            put("decoding", Numbers.rounded(shares?.decoding))
            put("transform", Numbers.rounded(shares?.transform))
            put("waits", Numbers.rounded(shares?.waits))
        }
        putJsonObject("nanosecondsPerRecordAlone") {
            put("io", Numbers.rounded(alone.io))
            put("framing", Numbers.rounded(alone.framing))
            put("decoding", Numbers.rounded(alone.decoding))
            put("transform", Numbers.rounded(alone.transform))
        }
        put("coresNotUsed", Numbers.rounded(judgement.idle))
    }

    private fun workers(judgement: Judgement): JsonArray = buildJsonArray {
        for (point in judgement.findings.workers) {
            addJsonObject {
                put("workers", point.workers)
                throughput(point.recordsPerSecond)
                put("overOneWorker", Numbers.rounded(judgement.overWorker[point.workers]))
                put("overOneThread", Numbers.rounded(judgement.speedUps[point.workers]))
                put("plainReaders", Numbers.rounded(judgement.plainSpeedUps[point.workers]))
                val share = judgement.serialShare
                put("predicted", Numbers.rounded(share?.let { Amdahl.speedUp(it, point.workers) }))
            }
        }
    }

    private fun JsonObjectBuilder.throughput(runs: List<Double>) {
        put("recordsPerSecond", Numbers.rounded(medianOf(runs)))
        put("spread", Numbers.rounded(spreadOf(runs)))
        put("runs", runs.size)
    }
}
