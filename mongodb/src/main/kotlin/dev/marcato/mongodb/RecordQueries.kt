// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.client.model.Filters
import dev.marcato.mongodb.internal.documents.ServerFilter
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import org.bson.BsonRegularExpression
import org.bson.Document
import org.bson.conversions.Bson

/**
 * Makes filters for [MongoBridge.find] that fit documents of records; [RecordDocuments.queries] has them.
 *
 * Places are named by paths (`docs/path.md`). The index serves queries for [RecordDocuments.searchKeys]; those may be
 * any paths. For other subfields and control fields the server searches the fields of every document in the collection.
 * What it can't search for is an [IllegalArgumentException], and so is anything but a search key if only bytes are
 * stored.
 * Immutable and safe to share between threads.
 */
public class RecordQueries private constructor(private val documents: RecordDocuments) {
    private val maker = ServerFilter.Maker(::exists, ::value)

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

    /**
     * The records for which [condition] holds, such as `245$a = "Moby Dick" and not 020`.
     *
     * @throws IllegalArgumentException if the server can't answer that: it says what is beyond it, for which
     * [atLeast] is there
     */
    public fun where(condition: MarcCondition): Bson {
        val made = condition.accept(maker)
        require(made.beyond == null) { "The server can't search for all of it: ${made.beyond}" }
        return checkNotNull(made.filter)
    }

    /** The same as the other [where]; a text that isn't a condition is a [dev.marcato.path.MarcPathException]. */
    public fun where(condition: String): Bson = where(MarcCondition.of(condition))

    /**
     * Records among which are all for which [condition] holds, as few as the server can tell: to be tested again where
     * they arrive. All records, if the server can't answer any of it.
     */
    public fun atLeast(condition: MarcCondition): Bson = condition.accept(maker).filter ?: Filters.empty()

    /** The records in which a value of [path] is exactly [value]: of one subfield, a control field or a search key. */
    public fun value(path: MarcPath, value: String): Bson = valued(path, value) { value }

    /** The same as the other [value], for a path as text. */
    public fun value(path: String, value: String): Bson = value(MarcPath.of(path), value)

    /** The records in which a value of [path] begins with [prefix]; case matters. The paths are those of [value]. */
    public fun prefix(path: MarcPath, prefix: String): Bson =
        // A range, if an index serves it. With a path into arrays, its two ends could match different elements.
        valued(path, range(prefix)) { BsonRegularExpression("^" + escaped(prefix)) }

    /** The same as the other [prefix], for a path as text. */
    public fun prefix(path: String, prefix: String): Bson = prefix(MarcPath.of(path), prefix)

    /** The records in which [path] selects something: a field, a subfield, or a search key. */
    public fun exists(path: MarcPath): Bson {
        val tag = path.tag
        val code = path.code
        // The code follows the tag, so all keys of a tag are in one range. A key with a code doesn't cover other codes.
        if (path.isSimple && code == null && documents.keys.hasAllOf(tag)) return some("k", Document("p", range(tag)))
        documents.keys.nameIn(path)?.let { return Filters.eq("k.p", it) }
        requireSimple(path)
        return when (shape(path)) {
            RecordShape.JSON -> when {
                code == null -> some("fields", Document(tag, Document("\$exists", true)))

                // Not $exists: the server would take a code that is a digit for an index of the array.
                else -> inSubfields(path, code, Document("\$type", "string"))
            }

            else -> if (code == null) Filters.eq("f.t", tag) else some("f", Document("t", tag).append("s.c", "$code"))
        }
    }

    /** The same as the other [exists], for a path as text. */
    public fun exists(path: String): Bson = exists(MarcPath.of(path))

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

    private inline fun valued(path: MarcPath, indexed: Any, searched: () -> Any): Bson {
        documents.keys.nameIn(path)?.let { return some("k", Document("p", it).append("v", indexed)) }
        requireSimple(path)
        val code = path.code
        if (code != null) return inSubfields(path, code, searched())
        require(path.tag.startsWith("00")) { "the text of a whole field ($path), which isn't stored as one" }
        return when (shape(path)) {
            RecordShape.JSON -> some("fields", Document(path.tag, searched()))
            else -> some("f", Document("t", path.tag).append("v", searched()))
        }
    }

    private fun requireSimple(path: MarcPath) {
        require(path.isSimple) { "$path, which isn't a search key; other keys are a tag, or a tag and a code" }
    }

    private fun inSubfields(path: MarcPath, code: Char, condition: Any): Bson {
        val tag = path.tag
        if (shape(path) != RecordShape.JSON) {
            val subfield = Document("c", "$code").append("v", condition)
            return some("f", Document("t", tag).append("s", Document("\$elemMatch", subfield)))
        }
        require(code != '.' && code != '$') { "the subfield $path in MARC-in-JSON, unless it is a search key" }
        // By $elemMatch: in a path, the server would take a tag that is a number for an index of the array.
        return some("fields", Document("$tag.subfields.$code", condition))
    }

    private fun shape(path: MarcPath): RecordShape {
        require(documents.shape != RecordShape.ISO_2709) {
            "$path, since only the bytes of the records are stored, and search keys are ${documents.searchKeys}"
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
