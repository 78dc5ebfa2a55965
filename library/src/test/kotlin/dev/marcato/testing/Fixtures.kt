// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.BufferedOutputStream
import java.io.ByteArrayOutputStream
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.security.MessageDigest
import java.util.Collections

/**
 * Names the generated files that tests and benchmarks share. Beside each file stands `<name>.offsets`: one line a
 * record with `offset length`, counted in bytes.
 */
public enum class Fixture(
    /** Gives the name of the file within the folder of the fixtures. */
    public val fileName: String,
    /** Counts the records. */
    public val recordCount: Int,
    /** Pins the SHA-256 of the file, in hexadecimal digits; belongs to [Catalogue.VERSION]. */
    public val sha256: String,
    private val large: Boolean,
) {
    /** A thousand ordinary records. */
    RECORDS_1K(
        "records-1k.mrc",
        1_000,
        "00f516cf4888f57d90fdfaf2ad4edd5436ce045114e4b061758a6cb2cf7f354f",
        large = false,
    ),

    /** Ten thousand ordinary records, the first thousand of them those of [RECORDS_1K]. */
    RECORDS_10K(
        "records-10k.mrc",
        10_000,
        "ade514e860ee55697eb07eb4bd9f06983ea318d394bfa1b6692483892743d949",
        large = false,
    ),

    /** A hundred thousand ordinary records, the first ten thousand of them those of [RECORDS_10K]. */
    RECORDS_100K(
        "records-100k.mrc",
        100_000,
        "2ab2bd6867e96a1e394af8cf2509c8e7cf839637289c0049e38f4394608048dc",
        large = false,
    ),

    /** A thousand records of about 10 kB. */
    LARGE_1K(
        "large-1k.mrc",
        1_000,
        "9d4ada381e55879e7c0f3520e49746efe4250ea7573d4591f16c1bbb4615a404",
        large = true,
    ),
    ;

    /** Gives the catalogue from which the records are taken in order. */
    public val catalogue: Catalogue get() = if (large) Catalogue.large() else Catalogue.ordinary()
}

/** Writes the [Fixture] files, or gives their bytes. */
public object Fixtures {
    private const val BUFFER_SIZE = 1 shl 16

    /**
     * Gives the path of [fixture] in [folder] and writes it there first, with its offsets, if it is missing or was
     * written by another version of the generator. The records are written as they are invented, never all at once in
     * memory. Two processes may do so at the same time: a file appears when it is complete.
     */
    @JvmStatic
    public fun file(folder: Path, fixture: Fixture): Path {
        val file = folder.resolve(fixture.fileName)
        val stamp = stampFile(file)
        val current = Files.exists(file) && Files.exists(offsetsFile(file)) && Files.exists(stamp)
        if (!current || Files.readString(stamp) != stampText(file)) {
            Files.createDirectories(folder)
            Files.deleteIfExists(stamp)
            writeBeside(offsetsFile(file)) { offsets ->
                writeBeside(file) { records -> write(fixture, records, offsets) }
            }
            Files.writeString(stamp, stampText(file))
        }
        return file
    }

    /** Gives the paths of all fixtures in [folder], and writes what is missing. */
    @JvmStatic
    public fun files(folder: Path): Map<Fixture, Path> =
        Collections.unmodifiableMap(Fixture.entries.associateWith { file(folder, it) })

    /** Gives the bytes of [fixture], made in memory; [Fixture.RECORDS_100K] takes about 110 MB. */
    @JvmStatic
    public fun bytes(fixture: Fixture): ByteArray {
        val records = ByteArrayOutputStream()
        write(fixture, records, OutputStream.nullOutputStream())
        return records.toByteArray()
    }

    /**
     * Writes the records of [fixture] to [records] and their offsets to [offsets], and closes neither.
     *
     * @throws java.io.IOException if one of the streams does
     */
    @JvmStatic
    public fun write(fixture: Fixture, records: OutputStream, offsets: OutputStream) {
        var offset = 0L
        for (record in fixture.catalogue.records(fixture.recordCount)) {
            val bytes = Iso2709Bytes.encode(record)
            records.write(bytes)
            offsets.write("$offset ${bytes.size}\n".toByteArray(Charsets.US_ASCII))
            offset += bytes.size
        }
    }

    /** Names the offsets beside the fixture at [file]. */
    @JvmStatic
    public fun offsetsFile(file: Path): Path = file.resolveSibling("${file.fileName}.offsets")

    /** Reads the offsets beside the fixture at [file], in order. */
    @JvmStatic
    public fun offsets(file: Path): List<RecordExtent> = Files.newBufferedReader(offsetsFile(file)).useLines { lines ->
        val extents = lines.map { RecordExtent(it.substringBefore(' ').toLong(), it.substringAfter(' ').toInt()) }
        Collections.unmodifiableList(extents.toCollection(ArrayList()))
    }

    /** Computes the SHA-256 of [file] in hexadecimal digits. */
    @JvmStatic
    public fun sha256(file: Path): String {
        val digest = MessageDigest.getInstance("SHA-256")
        Files.newInputStream(file).use { input ->
            val buffer = ByteArray(BUFFER_SIZE)
            while (true) {
                val count = input.read(buffer)
                if (count < 0) break
                digest.update(buffer, 0, count)
            }
        }
        return hexadecimal(digest.digest())
    }

    /** Computes the SHA-256 of [bytes] in hexadecimal digits. */
    @JvmStatic
    public fun sha256(bytes: ByteArray): String = hexadecimal(MessageDigest.getInstance("SHA-256").digest(bytes))

    private fun hexadecimal(bytes: ByteArray): String =
        bytes.joinToString("") { (it.toInt() and 0xFF).toString(16).padStart(2, '0') }

    private fun stampFile(file: Path): Path = file.resolveSibling("${file.fileName}.version")

    // The size is part of it, so that a file cut short by a full disk is written again.
    private fun stampText(file: Path): String =
        "generator ${Catalogue.VERSION}, ${if (Files.exists(file)) Files.size(file) else 0} bytes\n"

    private inline fun writeBeside(file: Path, content: (OutputStream) -> Unit) {
        val unfinished = Files.createTempFile(file.parent, file.fileName.toString(), ".part")
        try {
            BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER_SIZE).use(content)
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE)
        } finally {
            Files.deleteIfExists(unfinished)
        }
    }
}

/** Tells where a record lies in its file. */
public data class RecordExtent(
    /** Counts the bytes before the record. */
    val offset: Long,
    /** Counts the bytes of the record, terminator included. */
    val length: Int,
)
