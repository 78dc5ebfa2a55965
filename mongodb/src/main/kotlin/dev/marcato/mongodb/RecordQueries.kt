// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.client.model.Filters
import dev.marcato.mongodb.internal.documents.SearchKey
import org.bson.BsonRegularExpression
import org.bson.Document
import org.bson.conversions.Bson

/**
 * Makes filters for [MongoBridge.find] that fit documents of records; from [RecordDocuments.queries].
 *
 * What is among the [RecordDocuments.searchKeys] is looked up in their index. For other tags the fields themselves are
 * searched, in every document of the collection; if only bytes are stored, that is an [IllegalArgumentException].
 * Immutable and safe to share between threads.
 */
public class RecordQueries private constructor(private val documents: RecordDocuments) {
    /**
     * The record with this control number, if records are stored under it alone.
     *
     * @throws IllegalArgumentException if they are stored under their source too
     */
    public fun controlNumber(number: String): Bson {
        require(documents.key == RecordKey.CONTROL_NUMBER) { "These documents are found by source and control number" }
        return Filters.eq("_id", number)
    }

    /**
     * The record with this control number of this [source], the text of 003.
     *
     * @throws IllegalArgumentException if records are stored under their control number alone
     */
    public fun controlNumber(source: String, number: String): Bson {
        require(documents.key == RecordKey.SOURCE_AND_CONTROL_NUMBER) { "These documents are found by control number" }
        return Filters.eq("_id", "$source:$number")
    }

    /** The records with a subfield [code] of a field [tag] that is exactly [value]. */
    public fun value(tag: String, code: Char, value: String): Bson =
        indexed("$tag$code", value) ?: inFields(tag, code, value)

    /** The records with a control field [tag] that is exactly [value]. */
    public fun value(tag: String, value: String): Bson = indexed(tag, value) ?: when (shape(tag)) {
        RecordShape.JSON -> some("fields", Document(tag, value))
        else -> some("f", Document("t", tag).append("v", value))
    }

    /** The records with a subfield [code] of a field [tag] that begins with [prefix]; upper case is not lower case. */
    public fun prefix(tag: String, code: Char, prefix: String): Bson =
        // A range where an index can look it up. A path into arrays may meet its ends in different elements.
        indexed("$tag$code", range(prefix)) ?: inFields(tag, code, BsonRegularExpression("^" + escaped(prefix)))

    /** The records that have a field [tag]. */
    public fun exists(tag: String): Bson {
        // The codes stand behind the tag, so all its keys lie in one range; but an index of one code tells of no other.
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
            // Not by existence: a code that is a digit would be taken for a place in the array.
            RecordShape.JSON -> inFields(tag, code, Document("\$type", "string"))

            else -> some("f", Document("t", tag).append("s.c", "$code"))
        }
    }

    /**
     * The records whose 005 is [time] or later: digits as far as they matter, `20240131` or `20240131235959.0`. The
     * time in 005 is that of whoever changed the record.
     *
     * @throws IllegalArgumentException if [time] is not the beginning of a time as 005 has it
     */
    public fun changedSince(time: String): Bson {
        require(TIME.matches(time)) { "A time is written as in 005, 20240131 or 20240131235959.0, not \"$time\"" }
        return Filters.gte("changed", time)
    }

    /** The records that were repaired when they were read, which have `problems`. No index serves this query. */
    public fun repaired(): Bson = Filters.exists("problems")

    /** All records that [filter] does not match. */
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
            "A query cannot name the subfield $tag$code in MARC-in-JSON; make it a search key"
        }
        // By elements, because a tag is a number mostly, which a path would take for a place in the array.
        return some("fields", Document("$tag.subfields.$code", condition))
    }

    private fun shape(key: String): RecordShape {
        require(documents.shape != RecordShape.ISO_2709) {
            "Only the bytes of the records are stored: $key can be searched if it is one of the search keys, " +
                "which are ${documents.searchKeys}"
        }
        return documents.shape
    }

    /**
     * One element of the array meets all the conditions, which stand side by side: not all servers look into an $and.
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

/** The least text that is greater than all that begin with [prefix], in the order of code points; null if none is. */
private fun successor(prefix: String): String? {
    val points = prefix.codePoints().toArray()
    for (last in points.indices.reversed()) {
        if (points[last] == Character.MAX_CODE_POINT) continue
        // Surrogates are no code points of texts.
        points[last] = if (points[last] + 1 == FIRST_SURROGATE) BEHIND_SURROGATES else points[last] + 1
        return String(points, 0, last + 1)
    }
    return null
}

/** For regular expressions of any kind: letters and digits as they are, all other ASCII characters escaped. */
private fun escaped(text: String): String =
    text.map { if (it.code < 0x80 && !it.isLetterOrDigit()) "\\$it" else "$it" }.joinToString("")

private const val FIRST_SURROGATE = 0xD800
private const val BEHIND_SURROGATES = 0xE000
