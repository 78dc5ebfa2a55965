// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import org.bson.conversions.Bson

/**
 * Which documents to read, and in which order. In Kotlin `FindOptions { limit = 10 }`, in Java
 * `FindOptions.builder().limit(10).build()`.
 *
 * Immutable, as long as nobody changes the projection and the sort.
 */
public class FindOptions private constructor(builder: Builder) {
    /** Which fields the server sends; see [Builder.projection]. */
    @get:JvmName("projection")
    public val projection: Bson? = builder.projection

    /** The order of the documents; see [Builder.sort]. */
    @get:JvmName("sort")
    public val sort: Bson? = builder.sort

    /** How many documents to skip; see [Builder.skip]. */
    @get:JvmName("skip")
    public val skip: Int = builder.skip

    /** The maximum number of documents; see [Builder.limit]. */
    @get:JvmName("limit")
    public val limit: Int = builder.limit

    override fun toString(): String = "FindOptions(projection=$projection, sort=$sort, skip=$skip, limit=$limit)"

    /** Collects options; each has a default. */
    public class Builder private constructor() {
        /** Which fields the server sends: all unless set. The codec must be able to decode a document of these. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var projection: Bson? = null

        /** The order of the documents: as the server finds them unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var sort: Bson? = null

        /** How many documents to skip: none unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var skip: Int = 0

        /** The maximum number of documents: 0, which means all, unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var limit: Int = 0

        /** Sets which fields the server sends. */
        public fun projection(projection: Bson?): Builder = apply { this.projection = projection }

        /** Sets the order of the documents. */
        public fun sort(sort: Bson?): Builder = apply { this.sort = sort }

        /** Sets how many documents to skip. */
        public fun skip(skip: Int): Builder = apply { this.skip = skip }

        /** Sets the maximum number of documents. */
        public fun limit(limit: Int): Builder = apply { this.limit = limit }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public fun build(): FindOptions {
            require(skip >= 0) { "skip is at least 0, not $skip" }
            require(limit >= 0) { "limit is at least 0, which means all, not $limit" }
            return FindOptions(this)
        }

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        /** All documents, whole, as the server finds them. */
        @JvmField
        public val DEFAULT: FindOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `FindOptions { limit = 10 }`. */
@JvmSynthetic
public fun FindOptions(configure: FindOptions.Builder.() -> Unit): FindOptions =
    FindOptions.builder().apply(configure).build()
