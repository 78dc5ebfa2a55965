// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/**
 * Who does the work, and from which input.
 *
 * Unless said otherwise the input is the file, opened anew for each pass, and records come from the iterator of the
 * blocking reader.
 */
internal enum class Subject(val id: String, val runtime: Runtime, val isInMemory: Boolean = false) {
    /** marc4j's `MarcStreamReader` over a `BufferedInputStream` of 1 MiB: what all others are compared with. */
    MARC4J("marc4j", Runtime.JVM),

    /** The same over a `ByteArrayInputStream`. */
    MARC4J_BYTES("marc4j-bytes", Runtime.JVM, isInMemory = true),

    /** Marcato from a `Path`. */
    MARCATO_PATH("marcato-path", Runtime.JVM),

    /** Marcato from a `ByteArray`, read before the clock runs. */
    MARCATO_BYTES("marcato-bytes", Runtime.JVM, isInMemory = true),

    /** Marcato from a `Path`, reading leniently. */
    MARCATO_PATH_LENIENT("marcato-path-lenient", Runtime.JVM),

    /** Marcato from a `ByteArray`, reading leniently. */
    MARCATO_BYTES_LENIENT("marcato-bytes-lenient", Runtime.JVM, isInMemory = true),

    /** Marcato from a `FileInputStream`. */
    MARCATO_INPUT_STREAM("marcato-input-stream", Runtime.JVM),

    /** Marcato from a kotlinx-io `Source`. */
    MARCATO_SOURCE("marcato-source", Runtime.JVM),

    /** Marcato from a `Path`, by `readBatch` of the blocking reader. */
    MARCATO_READ_BATCH("marcato-read-batch", Runtime.JVM),

    /** Marcato from a `Path`, by `Flow`. */
    MARCATO_FLOW_PATH("marcato-flow-path", Runtime.JVM),

    /** Marcato from a `ByteArray`, by `Flow`. */
    MARCATO_FLOW_BYTES("marcato-flow-bytes", Runtime.JVM, isInMemory = true),

    /** Marcato from a `Path`, by `next` of the suspending cursor. */
    MARCATO_CURSOR("marcato-cursor", Runtime.JVM),

    /** Marcato from a `Path`, by `readBatch` of the suspending cursor. */
    MARCATO_CURSOR_BATCH("marcato-cursor-batch", Runtime.JVM),

    /** The Rust crate `marc` 3.1.1, which owns the bytes of a record and parses its directory. */
    RUST_MARC("rust-marc", Runtime.RUST),

    /** The Rust crate `marc21` 0.7.0, which borrows the bytes and parses every subfield. */
    RUST_MARC21("rust-marc21", Runtime.RUST),

    /** The Rust crate `mrrc` 0.9.2, which makes a string of every value. */
    RUST_MRRC("rust-mrrc", Runtime.RUST),

    /** mrrc 0.9.2 from Python. */
    PYTHON_MRRC("python-mrrc", Runtime.PYTHON),

    /** pymarc 5.4.0. */
    PYTHON_PYMARC("python-pymarc", Runtime.PYTHON),
    ;

    /** Tells in what kind of process a subject runs; all but the first need `--peers`. */
    enum class Runtime { JVM, RUST, PYTHON }

    val isPeer: Boolean get() = runtime != Runtime.JVM

    val isMarc4j: Boolean get() = this == MARC4J || this == MARC4J_BYTES

    fun does(work: Work): Boolean = when (work) {
        Work.READ -> true
        Work.EXTRACT_SUBFIELDS -> isPeer || this in USING
        Work.EXTRACT_FIELDS, Work.REWRITE, Work.EDIT -> this in USING
    }

    override fun toString(): String = id

    companion object {
        // What is done with records is the same whatever the input; these show what it costs, and what a flow adds.
        private val USING =
            setOf(MARC4J, MARC4J_BYTES, MARCATO_PATH, MARCATO_BYTES, MARCATO_FLOW_PATH, MARCATO_FLOW_BYTES)

        fun of(id: String): Subject = requireNotNull(entries.find { it.id == id }) { "There is no subject \"$id\"" }
    }
}
