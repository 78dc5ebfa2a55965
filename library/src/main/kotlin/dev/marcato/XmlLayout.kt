// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.options.OptionTable

/**
 * How records are laid out as XML: `XmlLayout { lines = XmlLayout.Lines.PER_ELEMENT }` in Kotlin,
 * `XmlLayout.builder().lines(XmlLayout.Lines.PER_ELEMENT).build()` in Java.
 *
 * Immutable and safe to share between threads. Two are equal if their options are.
 */
public class XmlLayout private constructor(private val set: Builder) {
    /** What has a line of its own: [Lines.PER_RECORD] by default. */
    @get:JvmName("lines")
    public val lines: Lines get() = set.lines

    /** What is an XML document: [Documents.PER_FILE] by default. */
    @get:JvmName("documents")
    public val documents: Documents get() = set.documents

    /** The prefix of the elements, such as `marc`: an ASCII name, or empty (the default) for none. */
    @get:JvmName("prefix")
    public val prefix: String get() = set.prefix

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    override fun equals(other: Any?): Boolean = other is XmlLayout && toString() == other.toString()

    override fun hashCode(): Int = toString().hashCode()

    override fun toString(): String = "XmlLayout(${TABLE.text(set)})"

    /** What has a line of its own in XML. */
    public enum class Lines {
        /** Each record. */
        PER_RECORD,

        /** Each element, indented by two blanks for each level. */
        PER_ELEMENT,
    }

    /** What is an XML document. */
    public enum class Documents {
        /** The file, with a collection of the records. */
        PER_FILE,

        /**
         * Each record, without a declaration, to be stored one by one; a file with several of them isn't valid XML.
         */
        PER_RECORD,
    }

    /** Collects options. In Kotlin assign the properties; the functions are for Java. */
    public class Builder private constructor() {
        /** See [XmlLayout.lines]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var lines: Lines = Lines.PER_RECORD

        /** See [XmlLayout.documents]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var documents: Documents = Documents.PER_FILE

        /** See [XmlLayout.prefix]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var prefix: String = ""

        /** Sets [XmlLayout.lines]. */
        public fun lines(lines: Lines): Builder = apply { this.lines = lines }

        /** Sets [XmlLayout.documents]. */
        public fun documents(documents: Documents): Builder = apply { this.documents = documents }

        /** Sets [XmlLayout.prefix]. */
        public fun prefix(prefix: String): Builder = apply { this.prefix = prefix }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if the prefix isn't a name
         */
        public fun build(): XmlLayout {
            require(prefix.isEmpty() || PREFIX.matches(prefix)) {
                "prefix must be empty or a name of ASCII letters, digits, - . and _, not \"$prefix\""
            }
            return XmlLayout(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = TABLE.copyOf(this)

        internal companion object {
            // XML reserves names that begin with xml.
            private val PREFIX = Regex("(?![xX][mM][lL])[A-Za-z_][A-Za-z0-9._-]*")

            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        @get:JvmSynthetic
        internal val TABLE: OptionTable<Builder> = OptionTable("options of XML") { Builder.create() }
            .word(Builder::lines)
            .word(Builder::documents)
            .option(Builder::prefix, { it }, { it })

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: XmlLayout = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `XmlLayout { prefix = "marc" }`. */
@JvmSynthetic
public fun XmlLayout(configure: XmlLayout.Builder.() -> Unit): XmlLayout = XmlLayout.builder().apply(configure).build()
