// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import org.bson.conversions.Bson

/**
 * Which part of the documents to read, and in which order. In Kotlin `FindOptions { limit = 10 }`, in Java
 * `FindOptions.builder().limit(10).build()`.
 *
 * Immutable, as far as projection and sort are left alone.
 */
public class FindOptions private constructor(builder: Builder) {
    /** Which fields the server sends; see [Builder.projection]. */
    @get:JvmName("projection")
    public val projection: Bson? = builder.projection

    /** In which order they come; see [Builder.sort]. */
    @get:JvmName("sort")
    public val sort: Bson? = builder.sort

    /** How many documents are left out at the beginning; see [Builder.skip]. */
    @get:JvmName("skip")
    public val skip: Int = builder.skip

    /** How many documents come at most; see [Builder.limit]. */
    @get:JvmName("limit")
    public val limit: Int = builder.limit

    override fun toString(): String = "FindOptions(projection=$projection, sort=$sort, skip=$skip, limit=$limit)"

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /** Which fields the server sends: all unless set. The codec has to be content with what it gets. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var projection: Bson? = null

        /** In which order they come: as the server finds them unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var sort: Bson? = null

        /** How many documents are left out at the beginning: none unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var skip: Int = 0

        /** How many documents come at most: all unless set, for which 0 stands. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var limit: Int = 0

        /** Sets which fields the server sends. */
        public fun projection(projection: Bson?): Builder = apply { this.projection = projection }

        /** Sets in which order they come. */
        public fun sort(sort: Bson?): Builder = apply { this.sort = sort }

        /** Sets how many documents are left out at the beginning. */
        public fun skip(skip: Int): Builder = apply { this.skip = skip }

        /** Sets how many documents come at most. */
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
