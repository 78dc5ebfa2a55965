// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.Subfield
import org.bson.BsonInvalidOperationException
import org.bson.BsonReader
import org.bson.BsonSerializationException
import org.bson.BsonType

/** Reads a document of any shape as a record. */
internal class DocumentDecoder(private val reader: BsonReader) {
    private val record = Record.builder()
    private var isWithLeader = false
    private var isWithFields = false
    private var characterSet: String? = null

    fun decode(): Record = try {
        decodeDocument()
    } catch (e: IllegalArgumentException) {
        throw noRecord(e)
    } catch (e: BsonInvalidOperationException) {
        throw noRecord(e)
    }

    private fun decodeDocument(): Record {
        reader.readStartDocument()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            when (reader.readName()) {
                "set" -> characterSet = reader.readString()

                // The bytes are the whole record.
                "raw" -> return reader.readBinaryData().data.let { bytes ->
                    requireNotNull(RawRecord.read(bytes, characterSet)) {
                        "raw holds ${bytes.size} bytes, not a record"
                    }
                }

                "leader" -> {
                    record.leader = Leader.of(reader.readString())
                    isWithLeader = true
                }

                "f" -> array(::readCompact)

                "fields" -> array(::readJson)

                else -> reader.skipValue()
            }
        }
        reader.readEndDocument()
        require(isWithLeader && isWithFields) { "it has neither raw, nor leader with f or fields" }
        return record.build()
    }

    private fun noRecord(cause: RuntimeException): BsonSerializationException {
        val e = BsonSerializationException("The document isn't a record: ${cause.message}")
        val _ = e.initCause(cause)
        return e
    }

    private inline fun array(read: () -> Unit) {
        isWithFields = true
        reader.readStartArray()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            reader.readStartDocument()
            read()
            reader.readEndDocument()
        }
        reader.readEndArray()
    }

    private fun readCompact() {
        val tag = reader.readString("t")
        if (reader.readBsonType() == BsonType.STRING && reader.readName() == "v") {
            record.fields += ControlField.of(tag, reader.readString())
            return
        }
        val indicators = reader.readString()
        require(indicators.length == 2) { "field $tag has the indicators \"$indicators\"" }
        reader.readName("s")
        val subfields = ArrayList<Subfield>()
        reader.readStartArray()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            reader.readStartDocument()
            subfields += Subfield.of(character(reader.readString("c")), reader.readString("v"))
            reader.readEndDocument()
        }
        reader.readEndArray()
        record.fields += DataField.of(tag, indicators[0], indicators[1], subfields)
    }

    /** Other programs write the three parts of a field in any order. */
    private fun readJson() {
        val type = reader.readBsonType()
        val tag = reader.readName()
        if (type == BsonType.STRING) {
            record.fields += ControlField.of(tag, reader.readString())
            return
        }
        var indicator1: Char? = null
        var indicator2: Char? = null
        var subfields: List<Subfield>? = null
        reader.readStartDocument()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            when (reader.readName()) {
                "ind1" -> indicator1 = character(reader.readString())
                "ind2" -> indicator2 = character(reader.readString())
                "subfields" -> subfields = readJsonSubfields()
                else -> reader.skipValue()
            }
        }
        reader.readEndDocument()
        require(indicator1 != null && indicator2 != null && subfields != null) {
            "field $tag lacks ind1, ind2 or subfields"
        }
        record.fields += DataField.of(tag, indicator1, indicator2, subfields)
    }

    private fun readJsonSubfields(): List<Subfield> {
        val subfields = ArrayList<Subfield>()
        reader.readStartArray()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            reader.readStartDocument()
            val _ = reader.readBsonType()
            subfields += Subfield.of(character(reader.readName()), reader.readString())
            reader.readEndDocument()
        }
        reader.readEndArray()
        return subfields
    }

    private fun character(text: String): Char {
        require(text.length == 1) { "\"$text\" isn't one character" }
        return text[0]
    }
}
