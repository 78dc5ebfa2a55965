// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditFiles
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CoderResult
import java.nio.charset.CodingErrorAction

/** The files that edits name; each table is read once. */
internal class Sources(private val files: EditFiles?) {
    private val tables = HashMap<String, Rows>()

    /** Why there is no text or table. */
    class Failure(message: String) : Exception(message)

    /**
     * The text of a file of edits.
     *
     * @throws Failure if it can't be had
     */
    fun text(name: String): String {
        if (!name.startsWith(Recipes.PREFIX)) return Texts.decoded(name, bytes(name, Limits.EDITS))
        return Recipes.text(name.substring(Recipes.PREFIX.length))
            ?: throw Failure(
                "there is no recipe \"$name\": there are ${Recipes.NAMES.joinToString {
                    Recipes.PREFIX + it
                }}",
            )
    }

    /**
     * The rows of a table.
     *
     * @throws Failure if it can't be had
     */
    fun table(name: String): Rows =
        tables.getOrPut(name) { Rows.parse(name, Texts.decoded(name, bytes(name, Limits.TABLE))) }

    private fun bytes(name: String, most: Int): ByteArray {
        val files = files ?: throw Failure("files can't be read here, so \"$name\" can't")
        return try {
            files.open(name).use { Texts.read(name, it, most) }
        } catch (e: IOException) {
            throw Failure("\"$name\" can't be read: $e")
        }
    }

    companion object {
        /** The name of the file that [name] means in the file [source]: it is relative to the folder of that. */
        fun resolved(name: String, source: String?): String {
            if (name.startsWith(Recipes.PREFIX)) return name
            val isAbsolute = name.startsWith("/") || name.startsWith("\\") || ABSOLUTE.containsMatchIn(name)
            val end = source?.lastIndexOfAny(charArrayOf('/', '\\')) ?: -1
            if (isAbsolute || source == null || end < 0) return name
            val parts = ArrayList<String>()
            for (part in (source.substring(0, end + 1) + name).split('/')) {
                val isUp = part == ".." && parts.isNotEmpty() && isFolder(parts.last())
                if (isUp) {
                    parts.removeAt(parts.size - 1)
                } else if (part != ".") {
                    parts += part
                }
            }
            return parts.joinToString("/")
        }

        private fun isFolder(part: String) = part.isNotEmpty() && part != ".." && '\\' !in part

        private val ABSOLUTE = Regex("^[A-Za-z]:")
    }
}

/** Bytes as text in UTF-8. */
internal object Texts {
    private const val BLOCK = 1 shl 14
    private const val MARK = '\uFEFF'

    fun read(name: String, input: java.io.InputStream, most: Int): ByteArray {
        val bytes = ByteArrayOutputStream()
        val block = ByteArray(BLOCK)
        while (true) {
            val count = input.read(block)
            if (count < 0) return bytes.toByteArray()
            bytes.write(block, 0, count)
            if (bytes.size() > most) throw Sources.Failure("\"$name\" has more than $most bytes")
        }
    }

    /** Without the mark that a file may begin with. */
    fun decoded(name: String, bytes: ByteArray): String {
        val decoder = Charsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
        val input = ByteBuffer.wrap(bytes)
        val text = java.nio.CharBuffer.allocate(bytes.size + 1)
        val result: CoderResult = decoder.decode(input, text, true)
        if (result.isError) {
            val line = 1 + (0 until input.position()).count { bytes[it] == '\n'.code.toByte() }
            throw Sources.Failure("\"$name\" isn't in UTF-8: see line $line")
        }
        (text as java.nio.Buffer).flip()
        return text.toString().removePrefix("$MARK")
    }
}
