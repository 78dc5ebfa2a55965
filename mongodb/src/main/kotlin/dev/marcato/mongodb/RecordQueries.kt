// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.client.model.Filters
import dev.marcato.mongodb.internal.documents.SearchKey
import org.bson.BsonRegularExpression
import org.bson.Document
import org.bson.conversions.Bson

/**
 * Makes filters for [MongoBridge.find] that fit documents of records; [RecordDocuments.queries] has them.
 *
 * The index serves queries for [RecordDocuments.searchKeys]. For other tags the server searches the fields of every
 * document in the collection; if only bytes are stored, that is an [IllegalArgumentException].
 * Immutable and safe to share between threads.
 */
public class RecordQueries private constructor(private val documents: RecordDocuments) {
    /**
     * The record with this control number.
     *
     * @throws IllegalArgumentException if records are stored under source and control number
     */
    public fun controlNumber(number: String): Bson {
        require(documents.key == RecordKey.CONTROL_NUMBER) { "These documents are found by source and control number" }
        return Filters.eq("_id", number)
    }

    /**
     * The record with this control number from this [source], the text of 003.
     *
     * @throws IllegalArgumentException if records are stored under their control number alone
     */
    public fun controlNumber(source: String, number: String): Bson {
        require(documents.key == RecordKey.SOURCE_AND_CONTROL_NUMBER) { "These documents are found by control number" }
        return Filters.eq("_id", "$source:$number")
    }

    /** The records with a subfield [code] in a field [tag] that is exactly [value]. */
    public fun value(tag: String, code: Char, value: String): Bson =
        indexed("$tag$code", value) ?: inFields(tag, code, value)

    /** The records with a control field [tag] that is exactly [value]. */
    public fun value(tag: String, value: String): Bson = indexed(tag, value) ?: when (shape(tag)) {
        RecordShape.JSON -> some("fields", Document(tag, value))
        else -> some("f", Document("t", tag).append("v", value))
    }

    /** The records with a subfield [code] in a field [tag] that begins with [prefix]. Case matters. */
    public fun prefix(tag: String, code: Char, prefix: String): Bson =
        // A range, if an index serves it. With a path into arrays, its two ends could match different elements.
        indexed("$tag$code", range(prefix)) ?: inFields(tag, code, BsonRegularExpression("^" + escaped(prefix)))

    /** The records that have a field [tag]. */
    public fun exists(tag: String): Bson {
        // The code follows the tag, so all keys of a tag are in one range. A key with a code doesn't cover other codes.
        if (tag in documents.searchKeys) return some("k", Document("p", range(tag)))
        return when (shape(tag)) {
            RecordShape.JSON -> some("fields", Document(tag, Document("\$exists", true)))
            else -> Filters.eq("f.t", tag)
        }
    }

    /** The records that have a subfield [code] in a field [tag]. */
    public fun exists(tag: String, code: Char): Bson {
        if (isIndexed("$tag$code")) return Filters.eq("k.p", "$tag$code")
        return when (shape("$tag$code")) {
            // Not $exists: the server would take a code that is a digit for an index of the array.
            RecordShape.JSON -> inFields(tag, code, Document("\$type", "string"))

            else -> some("f", Document("t", tag).append("s.c", "$code"))
        }
    }

    /**
     * The records whose 005 is [time] or later: a time as in 005, or its beginning, such as `20240131` or
     * `20240131235959.0`. The time in 005 comes from the system that changed the record.
     *
     * @throws IllegalArgumentException if [time] isn't the beginning of a time as in 005
     */
    public fun changedSince(time: String): Bson {
        require(TIME.matches(time)) { "A time is written as in 005, 20240131 or 20240131235959.0, not \"$time\"" }
        return Filters.gte("changed", time)
    }

    /** The records that were repaired when they were read: those with `problems`. No index serves this query. */
    public fun repaired(): Bson = Filters.exists("problems")

    /** All records that [filter] doesn't match. */
    public fun not(filter: Bson): Bson = Filters.nor(filter)

    private fun isIndexed(key: String): Boolean =
        key in documents.searchKeys || key.take(SearchKey.TAG_LENGTH) in documents.searchKeys

    private fun indexed(key: String, condition: Any): Bson? =
        if (isIndexed(key)) some("k", Document("p", key).append("v", condition)) else null

    private fun inFields(tag: String, code: Char, condition: Any): Bson {
        if (shape("$tag$code") != RecordShape.JSON) {
            val subfield = Document("c", "$code").append("v", condition)
            return some("f", Document("t", tag).append("s", Document("\$elemMatch", subfield)))
        }
        require(code != '.' && code != '$' && '.' !in tag && '$' !in tag) {
            "A query can't name the subfield $tag$code in MARC-in-JSON. Make it a search key"
        }
        // By $elemMatch: in a path, the server would take a tag that is a number for an index of the array.
        return some("fields", Document("$tag.subfields.$code", condition))
    }

    private fun shape(key: String): RecordShape {
        require(documents.shape != RecordShape.ISO_2709) {
            "Only the bytes of the records are stored, so $key can be searched only if it is a search key. " +
                "Search keys are ${documents.searchKeys}"
        }
        return documents.shape
    }

    /**
     * One element of the array meets all the conditions. They are in one document, since not all servers support
     * `$and`.
     */
    private fun some(array: String, conditions: Document): Bson = Document(array, Document("\$elemMatch", conditions))

    private fun range(prefix: String): Document {
        val range = Document("\$gte", prefix)
        successor(prefix)?.let { range.append("\$lt", it) }
        return range
    }

    internal companion object {
        private val TIME = Regex("\\d{4}(\\d{2}){0,5}(\\.\\d?)?")

        @JvmSynthetic
        internal fun of(documents: RecordDocuments): RecordQueries = RecordQueries(documents)
    }
}

/** The least text after all that begin with [prefix], in the order of code points; null if there is none. */
private fun successor(prefix: String): String? {
    val points = prefix.codePoints().toArray()
    for (last in points.indices.reversed()) {
        if (points[last] == Character.MAX_CODE_POINT) continue
        // Texts have no surrogates as code points.
        points[last] = if (points[last] + 1 == FIRST_SURROGATE) AFTER_SURROGATES else points[last] + 1
        return String(points, 0, last + 1)
    }
    return null
}

/** Escapes all ASCII characters but letters and digits, which suits every kind of regular expression. */
private fun escaped(text: String): String =
    text.map { if (it.code < 0x80 && !it.isLetterOrDigit()) "\\$it" else "$it" }.joinToString("")

private const val FIRST_SURROGATE = 0xD800
private const val AFTER_SURROGATES = 0xE000
