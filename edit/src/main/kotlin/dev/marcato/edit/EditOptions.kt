// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.edit

import java.util.Collections

/**
 * Options for parsing edits: `EditOptions { parameter("proxy", "https://...") }` in Kotlin,
 * `EditOptions.builder().parameter("proxy", "https://...").build()` in Java.
 *
 * Immutable and safe to share between threads.
 */
public class EditOptions private constructor(private val set: Builder) {
    /** Values for the parameters that the edits declare, in place of those that they give; an unmodifiable map. */
    @get:JvmName("parameters")
    public val parameters: Map<String, String> = Collections.unmodifiableMap(LinkedHashMap(set.parameters))

    /**
     * The name of the text, for messages, and for the names of files in it, which are relative to its folder. By
     * default (null), it has none.
     */
    @get:JvmName("source")
    public val source: String? get() = set.source

    /**
     * The files that the edits may name. By default (null), [Edits.read] takes those of the file system, and
     * [Edits.parse] none: a text from elsewhere reads no files.
     */
    @get:JvmName("files")
    public val files: EditFiles? get() = set.files

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        @get:JvmSynthetic
        internal val parameters = LinkedHashMap<String, String>()

        /** See [EditOptions.source]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var source: String? = null

        /** See [EditOptions.files]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var files: EditFiles? = null

        /** Adds one of [EditOptions.parameters]. */
        public fun parameter(name: String, value: String): Builder = apply { parameters[name] = value }

        /** Adds some of [EditOptions.parameters]. */
        public fun parameters(parameters: Map<String, String>): Builder = apply { this.parameters.putAll(parameters) }

        /** Sets [EditOptions.source]. */
        public fun source(source: String?): Builder = apply { this.source = source }

        /** Sets [EditOptions.files]. */
        public fun files(files: EditFiles?): Builder = apply { this.files = files }

        /** Returns the options. */
        public fun build(): EditOptions = EditOptions(copy())

        @JvmSynthetic
        internal fun copy(): Builder = Builder().parameters(parameters).source(source).files(files)

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: EditOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `EditOptions { parameter("proxy", "https://...") }`. */
@JvmSynthetic
public fun EditOptions(configure: EditOptions.Builder.() -> Unit): EditOptions =
    EditOptions.builder().apply(configure).build()
