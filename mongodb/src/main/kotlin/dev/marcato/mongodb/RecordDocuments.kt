// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import com.mongodb.client.model.IndexModel
import com.mongodb.client.model.Indexes
import dev.marcato.Record
import dev.marcato.mongodb.internal.documents.DocumentDecoder
import dev.marcato.mongodb.internal.documents.DocumentEncoder
import dev.marcato.mongodb.internal.documents.SearchKeys
import java.util.Collections
import org.bson.BsonReader
import org.bson.BsonWriter

/**
 * Turns MARC records into documents and back without loss: a record that is read back equals the one that was stored.
 *
 * Besides the fields (see [RecordShape]) a document has
 *
 * - `_id`, the key by which the record is found and replaced (see [RecordKey]). A record without a key, or with more
 *   than one 001, is rejected: with an invented key each load would store it again.
 * - `k`, an array of `{p: "245a", v: "..."}` with the values of the chosen [searchKeys]. The one compound index of
 *   [indexes] serves them all.
 * - `changed`, the text of 005, for [RecordQueries.changedSince].
 * - `problems`, if the record was repaired when it was read: what was wrong with its bytes, each as
 *   `{code, offset, tag, occurrence, subfield, found, expected}`, with the offset from the start of the record. See
 *   [RecordQueries.repaired]. They don't come back as [Record.problems], unless the record is read from its bytes.
 *
 * A record that a shape can't store unchanged, such as one with a subfield without a code, is rejected, and the message
 * says why. Its bytes can be stored ([RecordShape.ISO_2709]).
 *
 * Immutable and safe to share between threads.
 */
public class RecordDocuments private constructor(builder: Builder) : DocumentCodec<Record> {
    /** The layout of the fields in the document; see [Builder.shape]. */
    @get:JvmName("shape")
    public val shape: RecordShape = builder.shape

    /** Whether the bytes are stored too; see [Builder.rawBytes]. */
    @get:JvmName("rawBytes")
    public val rawBytes: RawBytes = builder.rawBytes

    /** The key that a record is stored under; see [Builder.key]. */
    @get:JvmName("key")
    public val key: RecordKey = builder.key

    /** The paths with an index, as they were given; see [Builder.searchKeys]. Can't be changed. */
    @get:JvmName("searchKeys")
    public val searchKeys: List<String> = Collections.unmodifiableList(builder.searchKeys.distinct())

    @get:JvmSynthetic internal val keys: SearchKeys = SearchKeys(searchKeys)

    /** Queries that fit these documents. */
    @get:JvmName("queries")
    public val queries: RecordQueries = RecordQueries.of(this)

    /**
     * The indexes that the queries need besides that of `_id`, for [MongoBridge.ensureIndexes]. A large load is faster
     * if they are made after it.
     */
    @get:JvmName("indexes")
    public val indexes: List<IndexModel>
        get() {
            val indexes = arrayListOf(IndexModel(Indexes.ascending("changed")))
            if (searchKeys.isNotEmpty()) indexes.add(IndexModel(Indexes.ascending("k.p", "k.v")))
            return Collections.unmodifiableList(indexes)
        }

    private val encoder = DocumentEncoder(shape, rawBytes, key, keys)

    override fun encode(value: Record, writer: BsonWriter): Unit = encoder.encode(value, writer)

    /**
     * Reads a record, whatever the shape of its document.
     *
     * If its bytes are stored, it is read from them leniently. A record that was repaired when it was first read is
     * repaired in the same way again, and has the problems that can be found in its bytes alone.
     *
     * MARC-in-JSON may come from other programs, with the parts of a field in any order.
     *
     * @throws org.bson.BsonSerializationException if the document isn't a record; its cause says what is wrong
     */
    override fun decode(reader: BsonReader): Record = DocumentDecoder(reader).decode()

    override fun toString(): String =
        "RecordDocuments(shape=$shape, rawBytes=$rawBytes, key=$key, searchKeys=$searchKeys)"

    /** Collects the properties of the documents; each has a default. */
    public class Builder private constructor() {
        /** The layout of the fields in the document: [RecordShape.COMPACT] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var shape: RecordShape = RecordShape.COMPACT

        /** Whether the ISO 2709 bytes are stored too: [RawBytes.LEFT_OUT] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var rawBytes: RawBytes = RawBytes.LEFT_OUT

        /** The key that a record is stored under: [RecordKey.CONTROL_NUMBER] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var key: RecordKey = RecordKey.CONTROL_NUMBER

        /**
         * What an index serves: paths such as `020$a`, `008/35-37` or `650{^2="7"}$a`; a tag alone, such as `650`, for
         * all of its subfields. None unless set.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var searchKeys: List<String> = emptyList()

        /** Sets the layout of the fields in the document. */
        public fun shape(shape: RecordShape): Builder = apply { this.shape = shape }

        /** Sets whether the ISO 2709 bytes are stored too. */
        public fun rawBytes(rawBytes: RawBytes): Builder = apply { this.rawBytes = rawBytes }

        /** Sets the key that a record is stored under. */
        public fun key(key: RecordKey): Builder = apply { this.key = key }

        /** Sets what an index serves. */
        public fun searchKeys(vararg searchKeys: String): Builder = apply { this.searchKeys = searchKeys.toList() }

        /**
         * Returns the codec.
         *
         * @throws dev.marcato.path.MarcPathException if a search key isn't a path
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
