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
public class FindOptions private constructor(private val set: Builder) {
    /** Which fields the server sends: all unless set. The codec must be able to decode a document of these. */
    @get:JvmName("projection")
    public val projection: Bson? get() = set.projection

    /** The order of the documents: as the server finds them unless set. */
    @get:JvmName("sort")
    public val sort: Bson? get() = set.sort

    /** How many documents to skip: none unless set. */
    @get:JvmName("skip")
    public val skip: Int get() = set.skip

    /** The maximum number of documents: 0, which means all, unless set. */
    @get:JvmName("limit")
    public val limit: Int get() = set.limit

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    override fun toString(): String = "FindOptions(projection=$projection, sort=$sort, skip=$skip, limit=$limit)"

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        /** See [FindOptions.projection]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var projection: Bson? = null

        /** See [FindOptions.sort]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var sort: Bson? = null

        /** See [FindOptions.skip]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var skip: Int = 0

        /** See [FindOptions.limit]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var limit: Int = 0

        /** Sets [FindOptions.projection]. */
        public fun projection(projection: Bson?): Builder = apply { this.projection = projection }

        /** Sets [FindOptions.sort]. */
        public fun sort(sort: Bson?): Builder = apply { this.sort = sort }

        /** Sets [FindOptions.skip]. */
        public fun skip(skip: Int): Builder = apply { this.skip = skip }

        /** Sets [FindOptions.limit]. */
        public fun limit(limit: Int): Builder = apply { this.limit = limit }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public fun build(): FindOptions {
            require(skip >= 0) { "skip is at least 0, not $skip" }
            require(limit >= 0) { "limit is at least 0, which means all, not $limit" }
            return FindOptions(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = Builder().also {
            it.projection = projection
            it.sort = sort
            it.skip = skip
            it.limit = limit
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
