// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import com.mongodb.client.model.IndexModel
import com.mongodb.client.model.Indexes
import dev.marcato.Record
import dev.marcato.mongodb.internal.documents.DocumentDecoder
import dev.marcato.mongodb.internal.documents.DocumentEncoder
import dev.marcato.mongodb.internal.documents.SearchKey
import java.util.Collections
import org.bson.BsonReader
import org.bson.BsonWriter

/**
 * Turns MARC records into documents and back, without loss: a record that is read back is equal to the one stored.
 *
 * Besides the fields (see [RecordShape]) a document has
 *
 * - `_id`, by which the record is found again and replaced (see [RecordKey]). A record without it, or with more than
 *   one 001, is rejected: an invented key would store it anew each time.
 * - `k`, an array of `{p: "245a", v: "..."}` with the values of the chosen [searchKeys], all of them served by the one
 *   compound index of [indexes].
 * - `changed`, the text of 005, for [RecordQueries.changedSince].
 * - `problems`, if the record was repaired when it was read: what was wrong with its bytes, each as
 *   `{code, offset, tag, occurrence, subfield, found, expected}`, the offset from the start of the record. See
 *   [RecordQueries.repaired]. They do not come back as [Record.problems]; only bytes tell those again.
 *
 * A record that a shape cannot hold as it is, such as one with a subfield without a code, is rejected and the message
 * says why; only its bytes can hold it ([RecordShape.ISO_2709]).
 *
 * Immutable and safe to share between threads.
 */
public class RecordDocuments private constructor(builder: Builder) : DocumentCodec<Record> {
    /** How the fields stand in the document; see [Builder.shape]. */
    @get:JvmName("shape")
    public val shape: RecordShape = builder.shape

    /** Whether the bytes are stored besides; see [Builder.rawBytes]. */
    @get:JvmName("rawBytes")
    public val rawBytes: RawBytes = builder.rawBytes

    /** What a record is stored under; see [Builder.key]. */
    @get:JvmName("key")
    public val key: RecordKey = builder.key

    /** The tags and codes that can be searched by index; see [Builder.searchKeys]. Cannot be changed. */
    @get:JvmName("searchKeys")
    public val searchKeys: List<String> = Collections.unmodifiableList(builder.searchKeys.distinct())

    /** Queries that fit these documents. */
    @get:JvmName("queries")
    public val queries: RecordQueries = RecordQueries.of(this)

    /**
     * The indexes that the queries need, for [MongoBridge.ensureIndexes]; `_id` has one of its own. A large load is
     * faster if they are made after it.
     */
    @get:JvmName("indexes")
    public val indexes: List<IndexModel>
        get() {
            val indexes = arrayListOf(IndexModel(Indexes.ascending("changed")))
            if (searchKeys.isNotEmpty()) indexes.add(IndexModel(Indexes.ascending("k.p", "k.v")))
            return Collections.unmodifiableList(indexes)
        }

    private val encoder = DocumentEncoder(shape, rawBytes, key, searchKeys.map(SearchKey::of))

    override fun encode(value: Record, writer: BsonWriter): Unit = encoder.encode(value, writer)

    /**
     * Reads a record, whatever the shape of its document.
     *
     * From its bytes, where they are stored, it is read leniently: one that was repaired when it was first read is
     * repaired in the same way again, and has the problems that its bytes alone tell of.
     *
     * MARC-in-JSON may come from other programs, whatever the order of the parts of its fields.
     *
     * @throws org.bson.BsonSerializationException if the document holds no record; its cause says what is wrong
     */
    override fun decode(reader: BsonReader): Record = DocumentDecoder(reader).decode()

    override fun toString(): String =
        "RecordDocuments(shape=$shape, rawBytes=$rawBytes, key=$key, searchKeys=$searchKeys)"

    /** Collects what the documents are to be like; everything has a default. */
    public class Builder private constructor() {
        /** How the fields stand in the document: [RecordShape.COMPACT] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var shape: RecordShape = RecordShape.COMPACT

        /** Whether the bytes of ISO 2709 are stored besides: [RawBytes.LEFT_OUT] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var rawBytes: RawBytes = RawBytes.LEFT_OUT

        /** What a record is stored under: [RecordKey.CONTROL_NUMBER] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var key: RecordKey = RecordKey.CONTROL_NUMBER

        /**
         * What can be searched by index: tags with a code (`020a`), tags for all their subfields (`650`), and control
         * fields (`003`). None unless set.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var searchKeys: List<String> = emptyList()

        /** Sets how the fields stand in the document. */
        public fun shape(shape: RecordShape): Builder = apply { this.shape = shape }

        /** Sets whether the bytes of ISO 2709 are stored besides. */
        public fun rawBytes(rawBytes: RawBytes): Builder = apply { this.rawBytes = rawBytes }

        /** Sets what a record is stored under. */
        public fun key(key: RecordKey): Builder = apply { this.key = key }

        /** Sets what can be searched by index. */
        public fun searchKeys(vararg searchKeys: String): Builder = apply { this.searchKeys = searchKeys.toList() }

        /**
         * Returns the codec.
         *
         * @throws IllegalArgumentException if a search key is no tag, or tag with a code
         */
        public fun build(): RecordDocuments = RecordDocuments(this)

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        /** Compact documents without search keys, stored under the control number. */
        @JvmField
        public val DEFAULT: RecordDocuments = Builder.create().build()

        /** Returns a builder with everything at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes a codec for records: `RecordDocuments { shape = RecordShape.JSON }`. */
@JvmSynthetic
public fun RecordDocuments(configure: RecordDocuments.Builder.() -> Unit): RecordDocuments =
    RecordDocuments.builder().apply(configure).build()
