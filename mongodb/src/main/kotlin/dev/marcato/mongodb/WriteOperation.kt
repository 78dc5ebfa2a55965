// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.writes.WriteKind
import java.util.Collections
import org.bson.conversions.Bson

/**
 * One write of a [MongoBridge.bulkWrite], made by the functions of the companion. Operations without a value fit
 * bridges of any type. Immutable, as long as nobody changes its filters and updates.
 */
public class WriteOperation<out T : Any> private constructor(
    @get:JvmSynthetic internal val kind: WriteKind,
    @get:JvmSynthetic internal val value: T? = null,
    @get:JvmSynthetic internal val filter: Bson? = null,
    @get:JvmSynthetic internal val update: Bson? = null,
    @get:JvmSynthetic internal val pipeline: List<Bson>? = null,
    @get:JvmSynthetic internal val arrayFilters: List<Bson>? = null,
    @get:JvmSynthetic internal val ifMissing: IfMissing = IfMissing.DO_NOTHING,
) {
    override fun toString(): String = "WriteOperation($kind, ${filter ?: value})"

    public companion object {
        /** Stores [value] as a new document. */
        @JvmStatic
        public fun <T : Any> insert(value: T): WriteOperation<T> = WriteOperation(WriteKind.INSERT, value)

        /** Replaces the document with the `_id` of [value], or stores the value if there is none. */
        @JvmStatic
        public fun <T : Any> upsert(value: T): WriteOperation<T> =
            WriteOperation(WriteKind.UPSERT, value, ifMissing = IfMissing.INSERT)

        /** Replaces the first document that matches [filter] by [value]. */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> replace(
            filter: Bson,
            value: T,
            ifMissing: IfMissing = IfMissing.DO_NOTHING,
        ): WriteOperation<T> = WriteOperation(WriteKind.UPDATE_ONE, value, filter, ifMissing = ifMissing)

        /** Changes the first document that matches [filter]. */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> updateOne(
            filter: Bson,
            update: Bson,
            ifMissing: IfMissing = IfMissing.DO_NOTHING,
            arrayFilters: List<Bson> = emptyList(),
        ): WriteOperation<T> = WriteOperation(
            WriteKind.UPDATE_ONE,
            filter = filter,
            update = update,
            arrayFilters = copy(arrayFilters),
            ifMissing = ifMissing,
        )

        /** Changes all documents that match [filter]. */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> updateMany(
            filter: Bson,
            update: Bson,
            ifMissing: IfMissing = IfMissing.DO_NOTHING,
            arrayFilters: List<Bson> = emptyList(),
        ): WriteOperation<T> = WriteOperation(
            WriteKind.UPDATE_MANY,
            filter = filter,
            update = update,
            arrayFilters = copy(arrayFilters),
            ifMissing = ifMissing,
        )

        /** Changes the first document that matches [filter] by an aggregation pipeline. */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> updateOneByPipeline(
            filter: Bson,
            pipeline: List<Bson>,
            ifMissing: IfMissing = IfMissing.DO_NOTHING,
        ): WriteOperation<T> =
            WriteOperation(WriteKind.UPDATE_ONE, filter = filter, pipeline = copy(pipeline), ifMissing = ifMissing)

        /** Removes the first document that matches [filter]. */
        @JvmStatic
        public fun <T : Any> deleteOne(filter: Bson): WriteOperation<T> =
            WriteOperation(WriteKind.DELETE_ONE, filter = filter)

        /** Removes all documents that match [filter]. */
        @JvmStatic
        public fun <T : Any> deleteMany(filter: Bson): WriteOperation<T> =
            WriteOperation(WriteKind.DELETE_MANY, filter = filter)

        private fun copy(list: List<Bson>): List<Bson> = Collections.unmodifiableList(ArrayList(list))
    }
}

/** What an update or a replacement does if no document matches its filter. */
public enum class IfMissing {
    /** It changes nothing. */
    DO_NOTHING,

    /** It stores a new document. */
    INSERT,
}
