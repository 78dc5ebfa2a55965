// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcException
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Reading
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.util.zip.CRC32
import java.util.zip.Deflater
import kotlinx.coroutines.flow.flowOf

private val records = SampleCatalogue.records().take(3)
private val plain = Iso2709Bytes.encodeAll(records)
private val all = Reading.complete(records, plain)

private const val HEADER_CHECK = 2
private const val EXTRA = 4
private const val NAME = 8
private const val COMMENT = 16

/** Writes a member of a gzip file (RFC 1952) with the optional parts that [flags] name. */
private fun member(content: ByteArray, flags: Int = 0, extra: ByteArray = ByteArray(0)): ByteArray {
    val member = ByteArrayOutputStream()
    member.write(byteArrayOf(0x1F, 0x8B.toByte(), 8, flags.toByte(), 0, 0, 0, 0, 0, 3))
    if (flags and EXTRA != 0) {
        member.write(extra.size and 0xFF)
        member.write(extra.size ushr 8)
        member.write(extra)
    }
    if (flags and NAME != 0) member.write("catalogue.mrc\u0000".toByteArray())
    if (flags and COMMENT != 0) member.write("of 1851\u0000".toByteArray())
    if (flags and HEADER_CHECK != 0) member.write(littleEndian(crc(member.toByteArray())).copyOf(2))
    val deflater = Deflater(Deflater.BEST_COMPRESSION, true)
    deflater.setInput(content)
    deflater.finish()
    val buffer = ByteArray(content.size + 100)
    member.write(buffer, 0, deflater.deflate(buffer))
    deflater.end()
    member.write(littleEndian(crc(content)))
    member.write(littleEndian(content.size.toLong()))
    return member.toByteArray()
}

private fun crc(bytes: ByteArray): Long = CRC32().apply { update(bytes) }.value

private fun littleEndian(number: Long): ByteArray = ByteArray(4) { (number ushr 8 * it).toByte() }

class GzipInputSpec :
    FreeSpec({
        /** Reads [bytes] as memory, as a stream and as a flow, cut in two at [boundary]. */
        suspend fun everywhere(bytes: ByteArray, boundary: Int, check: suspend (Reading) -> Unit) {
            val ways = listOf(
                Shells.read to bytes,
                Shells.cursor to FaultySource.of(bytes).splitAt(boundary).asInputStream(),
                Shells.cursor to PushedBytes(flowOf(bytes.copyOf(boundary), bytes.copyOfRange(boundary, bytes.size))),
                Shells.cursorBatch to FaultySource.of(bytes).splitAt(boundary).asChannel(),
            )
            for ((shell, input) in ways) {
                withClue("$input by $shell, boundary at $boundary") { check(shell.read(input)) }
            }
        }

        "members" - {
            "are read as one input, wherever the records end in them and chunks in both" {
                val cut = plain.size / 2
                val bytes =
                    member(plain.copyOf(cut)) + member(ByteArray(0)) + member(plain.copyOfRange(cut, plain.size))
                for (boundary in 0..bytes.size) everywhere(bytes, boundary) { it shouldBe all }
            }

            "may be cut anywhere in a record" {
                for (cut in 0..plain.size step 5) {
                    val bytes = member(plain.copyOf(cut)) + member(plain.copyOfRange(cut, plain.size))
                    everywhere(bytes, bytes.size / 2) { it shouldBe all }
                }
            }

            "may have all optional parts in their headers" {
                val extras = listOf(ByteArray(0), ByteArray(1) { 5 }, ByteArray(300) { 7 })
                for (flags in 0..31 step 2) {
                    for (extra in if (flags and EXTRA == 0) extras.take(1) else extras) {
                        val bytes = member(plain, flags, extra)
                        for (boundary in 0..60) everywhere(bytes, boundary) { it shouldBe all }
                    }
                }
            }

            "may be followed by NULs" {
                val bytes = member(plain) + ByteArray(1_000)
                for (boundary in bytes.size - 1_010..bytes.size) everywhere(bytes, boundary) { it shouldBe all }
            }
        }

        "an input with empty content holds no records" {
            everywhere(member(ByteArray(0)), 5) { it shouldBe Reading.of(emptyList()) }
        }

        "an error is an IOException, after the records before it" - {
            "an input that ends inside a member" {
                val whole = member(plain)
                val bytes = whole + member(plain)
                for (size in 2 until bytes.size) {
                    if (size == whole.size) continue
                    everywhere(bytes.copyOf(size), size / 2) { reading ->
                        withClue("$size bytes") {
                            reading.failure shouldBe "java.io.EOFException: The gzip input ends inside a member"
                            if (size > whole.size) reading.records.take(records.size) shouldBe records
                        }
                    }
                }
            }

            "bytes other than NULs after the last member" {
                for (garbage in listOf("x", "\u0000\u0000x", "\u001F\u001F", "\u001F\u0000", "00026")) {
                    val bytes = member(plain) + garbage.toByteArray()
                    for (boundary in listOf(9, bytes.size - garbage.length, bytes.size)) {
                        everywhere(bytes, boundary) { reading ->
                            reading.failure.orEmpty() shouldStartWith
                                "java.util.zip.ZipException: Neither gzip nor the padding"
                            reading.endingWith(null) shouldBe all
                        }
                    }
                }
            }

            "a checksum that is not that of the content" {
                for (offset in 5..8) {
                    val bytes = member(plain).also { it[it.size - offset] = (it[it.size - offset] + 1).toByte() }
                    everywhere(bytes, 30) { reading ->
                        val failure = "java.util.zip.ZipException: The gzip input is damaged: its checksum is wrong"
                        reading shouldBe all.endingWith(failure)
                    }
                }
            }

            "a length that is not that of the content" {
                for (offset in 1..4) {
                    val bytes = member(plain).also { it[it.size - offset] = (it[it.size - offset] + 1).toByte() }
                    everywhere(bytes, 30) { reading ->
                        val failure = "java.util.zip.ZipException: The gzip input is damaged: its length is wrong"
                        reading shouldBe all.endingWith(failure)
                    }
                }
            }

            "a body that isn't deflated data" {
                val bytes = member(plain).also { it.fill(0xFF.toByte(), 10, 20) }
                everywhere(bytes, 15) {
                    it.failure.orEmpty() shouldStartWith
                        "java.util.zip.ZipException: The gzip input is damaged"
                }
            }

            "another method of compression than deflate" {
                val bytes = member(plain).also { it[2] = 7 }
                everywhere(bytes, 1) { it.failure.orEmpty() shouldStartWith "java.util.zip.ZipException: " }
            }
        }

        "no single wrong bit changes a record without being noticed" {
            val bytes = member(plain)
            // Of the header only the method counts: flags, time and system say nothing about the content.
            for (at in listOf(2) + (10 until bytes.size)) {
                val damaged = bytes.copyOf().also { it[at] = (it[at].toInt() xor (1 shl at % 8)).toByte() }
                val reading = Shells.cursor.read(damaged)
                withClue("bit ${at % 8} of byte $at") { if (reading.failure == null) reading shouldBe all }
            }
        }

        "one byte of gzip isn't gzip" {
            everywhere(byteArrayOf(0x1F), 1) {
                it.failure.orEmpty() shouldStartWith
                    "MarcException RECORD_LENGTH_NOT_A_NUMBER"
            }
        }

        "positions are counted in the uncompressed bytes" {
            val damaged = plain + "?".toByteArray() + plain
            everywhere(Gzip.of(damaged), 40) { it shouldBe Shells.read.read(damaged) }
        }
    })
