// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.detection.detectFormat

/**
 * The formats that records are read from and written to.
 *
 * Reading finds out by itself which one an input is in, from its first bytes; see [detect] and [ReadOptions.format].
 * Writing goes by the name of the file, or by [WriteOptions.format].
 *
 * A record that is read from one format, written to another and read from there is equal to what it was, but for what
 * the other one cannot carry; `docs/formats.md` tells what that is, and which problem is reported then.
 */
public enum class MarcFormat(
    /** What the names of files in this format end in, the usual one first; a `.gz` may follow. */
    @get:JvmName("extensions") public val extensions: List<String>,
) {
    /** ISO 2709, the exchange format with a directory and control characters. */
    ISO_2709(listOf("mrc", "marc", "dat", "bin", "usmarc")),

    /**
     * MARCXML (MARC 21 slim): a record or a collection, by itself or within other elements, such as those of OAI-PMH and
     * SRU.
     */
    XML(listOf("xml", "marcxml")),

    /** MARC-in-JSON: objects, one behind the other or in an array. An array is written. */
    JSON(listOf("json")),

    /** MARC-in-JSON, an object in each line. */
    JSON_LINES(listOf("jsonl", "ndjson")),

    /** Mnemonic text, as MarcEdit has it: a line such as `=245  10$aTitle` for each field. */
    MNEMONIC(listOf("mrk", "mrk8")),

    /** The line view of YAZ: the leader, then a line such as `245 10 $a Title` for each field. */
    LINE(listOf("line")),

    /** Aleph sequential: a line such as `000000001 24510 L $$aTitle` for each field. It is read, but not written. */
    ALEPH_SEQUENTIAL(listOf("seq", "aleph")),
    ;

    public companion object {
        /**
         * Returns the format that an input which begins with [bytes] is in, as reading would tell it, or null if they
         * are none of these. Gzip is not looked into; a few hundred bytes are enough.
         *
         * The first byte that is no white space, NUL or byte order mark decides. `<` is XML, also where it has two bytes.
         * `[` is JSON; so is `{` if a line ends behind it, and else JSON lines. `=` is mnemonic text. Nine digits and a
         * blank are Aleph sequential. A leader that has a line for itself, or a line that begins with `LDR`, is the line
         * view. Everything else that begins with a digit is ISO 2709. Reading takes for ISO 2709 also what is none of
         * these.
         */
        @JvmStatic
        public fun detect(bytes: ByteArray): MarcFormat? = detectFormat(bytes)

        /** Returns the format that the name of a file tells by its end, a `.gz` behind that put aside, or null. */
        @JvmStatic
        public fun ofName(fileName: String): MarcFormat? {
            val name = fileName.lowercase(java.util.Locale.ROOT).removeSuffix(".gz")
            val extension = name.substringAfterLast('.', "")
            return entries.firstOrNull { extension in it.extensions }
        }
    }
}
