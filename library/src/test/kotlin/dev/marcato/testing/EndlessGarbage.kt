// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ProblemCode.BYTES_OUTSIDE_FIELDS
import dev.marcato.ProblemCode.DIRECTORY_NOT_TERMINATED
import dev.marcato.ProblemCode.DOCUMENT_TYPE_FORBIDDEN
import dev.marcato.ProblemCode.JSON_MEMBER_WRONG
import dev.marcato.ProblemCode.LEADER_MISSING
import dev.marcato.ProblemCode.NESTING_TOO_DEEP
import dev.marcato.ProblemCode.RECORD_LENGTH_NOT_A_NUMBER
import dev.marcato.ProblemCode.RECORD_LENGTH_TOO_SMALL
import dev.marcato.ProblemCode.RECORD_LENGTH_WRONG
import dev.marcato.ProblemCode.SUBFIELD_DELIMITER_MISSING
import dev.marcato.ProblemCode.SYNTAX_WRONG
import dev.marcato.ReadOptions
import java.util.Random

/** An endless input: [head], then [pattern] again and again. The problem is at [at]. */
internal class EndlessGarbage(
    private val name: String,
    val format: MarcFormat?,
    val code: ProblemCode,
    val at: Long,
    private val head: String,
    private val pattern: ByteArray,
) {
    val options: ReadOptions = ReadOptions { format = this@EndlessGarbage.format }

    fun open(size: Long = Long.MAX_VALUE): EndlessBytes =
        EndlessBytes(head.toByteArray(Charsets.ISO_8859_1), pattern, size)

    fun first(size: Int): ByteArray = open(size.toLong()).asInputStream().readNBytes(size)

    override fun toString(): String = "$name, read as ${format ?: "whatever it seems to be"}"

    companion object {
        private const val LEADER = "00000nam a2200000 i 4500"
        private const val IN_RECORD = "<collection><record><leader>$LEADER</leader>"
        private const val WORDS = "a word and another, "
        private const val LINES = "a line of words\n"
        private val random = ByteArray(1 shl 16).also { Random(33).nextBytes(it) }

        val all: List<EndlessGarbage> = binary() + json() + lines() + xml()

        private fun binary(): List<EndlessGarbage> = listOf(
            EndlessGarbage("random bytes", null, RECORD_LENGTH_NOT_A_NUMBER, 0, "", random),
            of("words", null, RECORD_LENGTH_NOT_A_NUMBER, 0, "", WORDS),
            of("terminators", MarcFormat.ISO_2709, RECORD_LENGTH_NOT_A_NUMBER, 0, "", "\u001D"),
            of("zeros", MarcFormat.ISO_2709, RECORD_LENGTH_TOO_SMALL, 0, "", "0"),
            of("digits", MarcFormat.ISO_2709, DIRECTORY_NOT_TERMINATED, 24, "", "1234567890"),
            of("words after five digits", MarcFormat.ISO_2709, DIRECTORY_NOT_TERMINATED, 24, "00500", WORDS),
            of("a record", null, RECORD_LENGTH_WRONG, 0, "99999nam a2200037 i 4500001000300000\u001E", WORDS),
        )

        private fun json(): List<EndlessGarbage> = listOf(MarcFormat.JSON, MarcFormat.JSON_LINES).flatMap { format ->
            listOf(
                of("words", format, SYNTAX_WRONG, 0, "", WORDS),
                of("words in an object", format, SYNTAX_WRONG, 1, "{", WORDS),
                of("words after a leader", format, SYNTAX_WRONG, 38, "{\"leader\":\"$LEADER\", ", WORDS),
                of("a list after a number", format, JSON_MEMBER_WRONG, 2, "{\"fields\": 1, \"more\": [", "1,"),
                of("brackets", format, NESTING_TOO_DEEP, 32, "", "{"),
            )
        }

        private fun lines(): List<EndlessGarbage> =
            listOf(MarcFormat.MNEMONIC, MarcFormat.LINE, MarcFormat.ALEPH_SEQUENTIAL).flatMap { format ->
                listOf(
                    of("words", format, SYNTAX_WRONG, 0, "", WORDS),
                    of("lines", format, SYNTAX_WRONG, 0, "", LINES),
                    EndlessGarbage("random bytes", format, SYNTAX_WRONG, 0, "", random),
                )
            } + listOf(
                of("lines after a leader", MarcFormat.MNEMONIC, BYTES_OUTSIDE_FIELDS, 31, "=LDR  $LEADER\n", LINES),
                of("notes alone", MarcFormat.MNEMONIC, LEADER_MISSING, 0, "", "=500  \\\\\$aNote\n"),
                of("notes alone", MarcFormat.LINE, LEADER_MISSING, 0, "", "500    \$a Note\n"),
                of(
                    "words that look like tags",
                    MarcFormat.LINE,
                    SUBFIELD_DELIMITER_MISSING,
                    6,
                    "",
                    "the words of it\n",
                ),
            )

        private fun xml(): List<EndlessGarbage> = listOf(
            of("words", MarcFormat.XML, SYNTAX_WRONG, 0, "", WORDS),
            of("words in a tag", MarcFormat.XML, SYNTAX_WRONG, 5, "<a ", WORDS),
            of("brackets", MarcFormat.XML, SYNTAX_WRONG, 0, "", "< "),
            of("hyphens in a comment", MarcFormat.XML, SYNTAX_WRONG, 5, "<!-- ", "-- "),
            of("a document type", MarcFormat.XML, DOCUMENT_TYPE_FORBIDDEN, 0, "<!DOCTYPE ", WORDS),
            of("strange elements in a record", MarcFormat.XML, BYTES_OUTSIDE_FIELDS, 61, IN_RECORD, "<b>x</b> "),
            of("a bracket in a record", MarcFormat.XML, SYNTAX_WRONG, 62, "$IN_RECORD< ", WORDS),
            of(
                "words in UTF-16",
                MarcFormat.XML,
                SYNTAX_WRONG,
                2,
                "\u00FE\u00FF",
                WORDS.map {
                    "\u0000$it"
                }.joinToString(""),
            ),
        )

        private fun of(name: String, format: MarcFormat?, code: ProblemCode, at: Long, head: String, pattern: String) =
            EndlessGarbage(name, format, code, at, head, pattern.toByteArray(Charsets.ISO_8859_1))
    }
}
