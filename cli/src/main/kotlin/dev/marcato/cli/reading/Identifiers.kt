// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.Record
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.usageFailure
import dev.marcato.path.MarcPath
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException

/**
 * The identifiers that records must have one of, as a value of [path]. Blanks around them don't count.
 *
 * @property isEachNeeded whether it is a failure if one of them isn't found, not only if none is
 */
internal class Identifiers(
    private val path: MarcPath,
    wanted: Collection<String>,
    private val isEachNeeded: Boolean,
) {
    private val wanted = LinkedHashSet<String>()
    private val found = HashSet<String>()

    init {
        for (text in wanted) text.trim().let { if (it.isNotEmpty()) this.wanted.add(it) }
    }

    /** Returns those of the record. Any thread may ask. */
    fun of(record: Record): List<String> = path.values(record).map(String::trim).filter { it in wanted }

    /** Notes that these were found. */
    fun add(found: Collection<String>) {
        this.found.addAll(found)
    }

    /** Reports how many weren't found, and returns the exit code for that. */
    fun report(note: (String) -> Unit): Int {
        val missing = wanted.filter { it !in found }
        if (wanted.isEmpty()) note("there are no identifiers to look for")
        if (missing.isNotEmpty()) {
            val were = if (missing.size == 1) "was" else "were"
            val names = if (missing.size > MOST_NAMED) "" else missing.joinToString(prefix = ": ")
            note("${missing.size} of ${count(wanted.size.toLong(), "identifier")} $were not found in $path$names")
        }
        val isFound = if (isEachNeeded) missing.isEmpty() else found.isNotEmpty()
        return if (isFound) ExitCode.DONE else ExitCode.FOUND
    }

    companion object {
        private const val MOST_NAMED = 10
        private const val BYTE_ORDER_MARK = "\uFEFF"

        /** Returns the lines of a text with the name [name]. */
        fun linesOf(name: String, bytes: ByteArray): List<String> = try {
            "${Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes))}".removePrefix(BYTE_ORDER_MARK).lines()
        } catch (_: CharacterCodingException) {
            throw usageFailure("$name: that isn't text in UTF-8", "--ids names a file with an identifier in each line")
        }
    }
}
