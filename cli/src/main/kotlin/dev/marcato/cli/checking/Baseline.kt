// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.core.JsonToken
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.usageFailure
import dev.marcato.validation.Finding
import java.io.BufferedInputStream
import java.io.BufferedReader
import java.io.IOException
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.util.BitSet
import java.util.zip.GZIPInputStream

/**
 * Findings that are known, by their identities. Holds eight bytes and a bit for each.
 *
 * @property known the identities in order
 */
internal class Baseline private constructor(private val known: LongArray) {
    private val seen = BitSet()

    /** How many findings of the baseline weren't asked for. */
    val gone: Long get() = known.size.toLong() - seen.cardinality()

    /** Returns the findings of a record that aren't known. */
    fun unknown(findings: List<Finding>): List<Finding> {
        val identities = identitiesOf(findings.map { it.identity })
        return findings.filterIndexed { index, _ -> !isKnown(identities[index]) }
    }

    private fun isKnown(identity: Long): Boolean {
        val at = known.binarySearch(identity)
        if (at >= 0) seen.set(at)
        return at >= 0
    }

    companion object {
        /** The first line of a baseline, for those who find the file. */
        const val HEADING = "# Findings that marcato check knows: marcato check --baseline FILE"

        private const val HEXADECIMAL = 16
        private const val MIX = -0x61c8864680b583ebL

        /** The identities of the findings of a record as numbers; of those that are alike, each has its own. */
        fun identitiesOf(identities: List<String>): LongArray {
            val seen = HashMap<String, Int>()
            return LongArray(identities.size) { index ->
                val earlier = seen.merge(identities[index], 1, Int::plus)!! - 1
                java.lang.Long.parseUnsignedLong(identities[index], HEXADECIMAL) + earlier * MIX
            }
        }

        fun lineOf(identity: Long): String = java.lang.Long.toHexString(identity).padStart(HEXADECIMAL, '0')

        /** Reads a file that `--write-baseline` or `--format jsonl` made, compressed or not. */
        fun read(name: String): Baseline = try {
            open(Path.of(name)).bufferedReader().use { of(name, it) }
        } catch (e: InvalidPathException) {
            throw usageFailure("$name: that isn't a file name: ${e.reason}")
        } catch (_: NoSuchFileException) {
            throw Failure(ExitCode.FAILED, "$name: there is no such file")
        } catch (e: IOException) {
            throw Failure(ExitCode.FAILED, "$name: it can't be read: ${e.message}")
        }

        private fun open(path: Path): InputStream {
            val stream = BufferedInputStream(Files.newInputStream(path))
            stream.mark(2)
            val isCompressed = stream.read() == 0x1F && stream.read() == 0x8B
            stream.reset()
            return if (isCompressed) GZIPInputStream(stream) else stream
        }

        private fun of(name: String, lines: BufferedReader): Baseline {
            var found = LongArray(64)
            var size = 0
            lines.lineSequence().forEachIndexed { index, line ->
                for (identity in identitiesIn(line) ?: throw notOne(name, index + 1)) {
                    if (size == found.size) found = found.copyOf(size * 2)
                    found[size++] = identity
                }
            }
            found.sort(0, size)
            var different = 0
            for (at in 0 until size) {
                if (at == 0 || found[at] != found[at - 1]) found[different++] = found[at]
            }
            return Baseline(found.copyOf(different))
        }

        private fun notOne(name: String, line: Int) = usageFailure(
            "$name, line $line: this isn't a baseline",
            "--write-baseline and --format jsonl make one",
        )

        private fun identitiesIn(line: String): LongArray? = when {
            line.isBlank() || line.startsWith('#') -> LongArray(0)
            line.startsWith('{') -> identitiesInJson(line)
            line.length == HEXADECIMAL -> line.toULongOrNull(HEXADECIMAL)?.let { longArrayOf(it.toLong()) }
            else -> null
        }

        private fun identitiesInJson(line: String): LongArray? = try {
            val found = ArrayList<String>()
            JsonFactory().createParser(line).use { json ->
                while (true) {
                    val token = json.nextToken() ?: break
                    if (token == JsonToken.VALUE_STRING && json.currentName() == "identity") found += json.text
                }
            }
            if (found.all { it.length == HEXADECIMAL && it.toULongOrNull(HEXADECIMAL) != null }) {
                identitiesOf(found)
            } else {
                null
            }
        } catch (_: JsonProcessingException) {
            null
        }
    }
}
