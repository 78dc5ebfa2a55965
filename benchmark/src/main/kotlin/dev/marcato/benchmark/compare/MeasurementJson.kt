// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.math.BigDecimal
import java.math.MathContext
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.add
import kotlinx.serialization.json.buildJsonArray
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.double
import kotlinx.serialization.json.doubleOrNull
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject

/**
 * Writes and reads compare.json: an array with an object per [Measurement], whose members are named like its
 * properties. `work` is an id of [Work], `subject` one of [Subject]; what is not known is null.
 */
internal object MeasurementJson {
    private const val DIGITS = 5
    private val json = Json { prettyPrint = true }

    fun write(measurements: List<Measurement>, file: Path) {
        Files.createDirectories(file.toAbsolutePath().parent)
        Files.writeString(file, text(measurements) + "\n")
    }

    /**
     * Reads a file that [write] wrote.
     *
     * @throws IllegalArgumentException if it is none, or names a work or subject of another version
     */
    fun read(file: Path): List<Measurement> =
        json.parseToJsonElement(Files.readString(file)).jsonArray.map { measurement(it.jsonObject) }

    fun text(measurements: List<Measurement>): String =
        json.encodeToString(JsonElement.serializer(), array(measurements))

    private fun array(measurements: List<Measurement>): JsonArray = buildJsonArray {
        measurements.forEach { add(of(it)) }
    }

    private fun of(it: Measurement): JsonObject = buildJsonObject {
        put("work", it.work.id)
        put("fixture", it.fixture)
        put("subject", it.subject.id)
        put("recordsPerSecond", rounded(it.recordsPerSecond))
        put("megabytesPerSecond", rounded(it.megabytesPerSecond))
        put("spread", rounded(it.spread))
        put("runs", it.runs)
        put("rawBytesPerRecord", rounded(it.rawBytesPerRecord))
        put("allocatedBytesPerRecord", rounded(it.allocatedBytesPerRecord))
        put("retainedBytesPerRecord", rounded(it.retainedBytesPerRecord))
        put("ratioToMarc4j", rounded(it.ratioToMarc4j))
        putJsonObject("environment") {
            put("jdk", it.environment.jdk)
            put("cores", it.environment.cores)
            put("heap", it.environment.heap)
        }
    }

    private fun measurement(it: JsonObject): Measurement {
        val environment = it.getValue("environment").jsonObject
        return Measurement(
            work = Work.of(it.getValue("work").jsonPrimitive.content),
            fixture = it.getValue("fixture").jsonPrimitive.content,
            subject = Subject.of(it.getValue("subject").jsonPrimitive.content),
            recordsPerSecond = it.getValue("recordsPerSecond").jsonPrimitive.double,
            spread = it.getValue("spread").jsonPrimitive.double,
            runs = it.getValue("runs").jsonPrimitive.int,
            rawBytesPerRecord = it.getValue("rawBytesPerRecord").jsonPrimitive.double,
            allocatedBytesPerRecord = it.getValue("allocatedBytesPerRecord").jsonPrimitive.doubleOrNull,
            retainedBytesPerRecord = it.getValue("retainedBytesPerRecord").jsonPrimitive.doubleOrNull,
            ratioToMarc4j = it.getValue("ratioToMarc4j").jsonPrimitive.doubleOrNull,
            environment = Environment(
                environment.getValue("jdk").jsonPrimitive.content,
                environment.getValue("cores").jsonPrimitive.int,
                environment.getValue("heap").jsonPrimitive.long,
            ),
        )
    }

    // More digits would pretend to a precision that no run has.
    private fun rounded(number: Double?): BigDecimal? =
        number?.let { BigDecimal(it).round(MathContext(DIGITS)).stripTrailingZeros() }
            ?.let { if (it.scale() < 0) it.setScale(0) else it }
}
