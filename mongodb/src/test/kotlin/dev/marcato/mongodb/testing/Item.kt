// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import dev.marcato.mongodb.DocumentCodec
import org.bson.BsonReader
import org.bson.BsonType
import org.bson.BsonWriter

/** The smallest thing that can be stored. */
data class Item(val id: String?, val text: String)

/** Writes [Item]s by hand; some texts make it misbehave. */
object ItemCodec : DocumentCodec<Item> {
    const val UNENCODABLE = "unencodable"
    const val NUL_IN_KEY = "NUL in key"
    const val HALF_A_DOCUMENT = "half a document"
    const val OVERSIZE = "oversize"
    const val NOTHING = "nothing"
    const val TWO_DOCUMENTS = "two documents"
    const val HALF_AN_ID = "half an _id"

    override fun encode(value: Item, writer: BsonWriter) {
        if (value.text == NOTHING) return
        if (value.text == TWO_DOCUMENTS) {
            encode(Item(value.id, "one"), writer)
            return encode(Item(value.id, "two"), writer)
        }
        writer.writeStartDocument()
        if (value.text == HALF_AN_ID) {
            writer.writeStartDocument("_id")
            writer.writeString("a", "b")
            error("the second half is missing")
        }
        if (value.id != null) writer.writeString("_id", value.id)
        when (value.text) {
            UNENCODABLE -> error("no codec for this item")
            NUL_IN_KEY -> writer.writeString("a\u0000b", "x")
            HALF_A_DOCUMENT -> return
            OVERSIZE -> writer.writeString("text", "x".repeat(16 shl 20))
            else -> writer.writeString("text", value.text)
        }
        writer.writeEndDocument()
    }

    override fun decode(reader: BsonReader): Item {
        var id: String? = null
        var text = ""
        reader.readStartDocument()
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            when (reader.readName()) {
                "_id" -> id = if (reader.currentBsonType == BsonType.STRING) {
                    reader.readString()
                } else {
                    reader.skipValue().let { null }
                }

                "text" -> text = reader.readString()

                else -> reader.skipValue()
            }
        }
        reader.readEndDocument()
        return Item(id, text)
    }
}

/** Items with ids that sort as they count. */
fun items(count: Int, text: (Int) -> String = { "text $it" }): List<Item> = List(count) { Item(idOf(it), text(it)) }

fun idOf(index: Int): String = "id%06d".format(index)
