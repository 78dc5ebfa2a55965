// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.detection.detectFormat

/**
 * The formats that records are read from and written to.
 *
 * Reading detects the format from the first bytes of the input; see [detect] and [ReadOptions.format]. Writing follows
 * the name of the file, or [WriteOptions.format].
 *
 * A record that is written to another format and read back equals the original, except for content that the other
 * format can't carry. `docs/formats.md` lists such content and the problem that is reported for it.
 */
public enum class MarcFormat(
    /** The extensions of files in this format, the most common first; `.gz` may follow. */
    @get:JvmName("extensions") public val extensions: List<String>,
) {
    /** ISO 2709, the exchange format with a directory and control characters. */
    ISO_2709(listOf("mrc", "marc", "dat", "bin", "usmarc")),

    /**
     * MARCXML (MARC 21 slim): a record or a collection, at the top or inside other elements, such as those of OAI-PMH
     * and SRU.
     */
    XML(listOf("xml", "marcxml")),

    /** MARC-in-JSON: objects in sequence or in an array. Writing produces an array. */
    JSON(listOf("json")),

    /** MARC-in-JSON, one object per line. */
    JSON_LINES(listOf("jsonl", "ndjson")),

    /** Mnemonic text, as in MarcEdit: a line such as `=245  10$aTitle` for each field. */
    MNEMONIC(listOf("mrk", "mrk8")),

    /** The line view of YAZ: the leader, then a line such as `245 10 $a Title` for each field. */
    LINE(listOf("line")),

    /** Aleph sequential: a line such as `000000001 24510 L $$aTitle` for each field. Read-only. */
    ALEPH_SEQUENTIAL(listOf("seq", "aleph")),
    ;

    public companion object {
        /**
         * Detects the format of an input from its first [bytes]; a few hundred are enough. Returns null if it isn't
         * recognised; reading then assumes ISO 2709. Gzip isn't unpacked.
         *
         * The first byte that isn't white space, NUL or a byte order mark decides:
         *
         * - `<` is XML, also as two bytes.
         * - `[` is JSON. `{` is JSON if a line ends after it, otherwise JSON lines.
         * - `=` is mnemonic text.
         * - Nine digits and a blank are Aleph sequential.
         * - A leader in a line of its own, or a line that begins with `LDR`, is the line view.
         * - Any other digit is ISO 2709.
         */
        @JvmStatic
        public fun detect(bytes: ByteArray): MarcFormat? = detectFormat(bytes)

        /** Returns the format for the extension of a file name, ignoring `.gz` after it, or null if there is none. */
        @JvmStatic
        public fun ofName(fileName: String): MarcFormat? {
            val name = fileName.lowercase(java.util.Locale.ROOT).removeSuffix(".gz")
            val extension = name.substringAfterLast('.', "")
            return entries.firstOrNull { extension in it.extensions }
        }
    }
}
