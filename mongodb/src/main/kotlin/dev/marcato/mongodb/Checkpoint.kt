// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.input.InputIdentity
import dev.marcato.mongodb.internal.input.Place
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption

/**
 * How far a file has been loaded. Every record before this point is stored, or was rejected and dealt with, so an
 * interrupted load can resume from here.
 *
 * A checkpoint is a small text file. It is replaced as a whole, and only after the server has acknowledged the records;
 * so it may be late, but never early. Immutable.
 */
public class Checkpoint private constructor(
    private val input: InputIdentity,
    /** The collection that the records went to; null before the first load. */
    private val target: String?,
    records: Long,
    place: Place,
) {
    /** How many records of the input are settled, from its beginning; stretches of damage count as records. */
    @get:JvmName("records")
    public val records: Long = records

    /**
     * The byte of the input where reading resumes: the start of the last of these records that was read without
     * problems. 0 if the input is compressed or not in ISO 2709, since it can only be read from the start.
     */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = place.byteOffset

    @get:JvmSynthetic
    internal val place: Place = place

    override fun toString(): String = "Checkpoint($records records, from byte $byteOffset of $input)"

    @JvmSynthetic
    internal fun advancedTo(records: Long, place: Place): Checkpoint = Checkpoint(input, target, records, place)

    /** The same for a load into [collection], which must be the collection of the earlier records. */
    @JvmSynthetic
    internal fun of(collection: String, file: Path): Checkpoint {
        require(target == null || target == collection) {
            "The checkpoint $file belongs to a load into $target, not $collection. " +
                "Load into that collection, or name another checkpoint file"
        }
        return Checkpoint(input, collection, records, place)
    }

    /** Replaces the file so that a reader sees the old or the new one, also after a power cut. */
    @JvmSynthetic
    internal fun write(file: Path) {
        val text = HEADER + "\n" + input.toLines() + (if (target == null) "" else "target=$target\n") +
            "records=$records\nplace.records=${place.records}\nplace.bytes=$byteOffset\n"
        val beside = file.resolveSibling("${file.fileName}.new")
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
        ).use { channel ->
            val bytes = ByteBuffer.wrap(text.toByteArray())
            while (bytes.hasRemaining()) channel.write(bytes)
            channel.force(true)
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
    }

    public companion object {
        private const val HEADER = "marcato checkpoint 1"
        private const val MAX_BYTES = 4_096

        /**
         * Reads the checkpoint of [input] from [file]. If the file doesn't exist, nothing is loaded yet.
         *
         * @throws IllegalArgumentException if the file isn't a checkpoint, or belongs to another input, or the input
         * has changed since
         * @throws IOException if one of the files can't be read
         */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path, input: Path): Checkpoint {
            val identity = InputIdentity.of(input)
            if (!Files.exists(file)) return Checkpoint(identity, null, 0, Place.START)
            // Checked first: a caller who mixes up the two files may name one that doesn't fit into memory.
            require(Files.size(file) <= MAX_BYTES) { "$file isn't a checkpoint: it has ${Files.size(file)} bytes" }
            val lines = String(Files.readAllBytes(file), Charsets.UTF_8).lines()
            require(lines.first() == HEADER) { "$file isn't a checkpoint: its first line isn't \"$HEADER\"" }
            val values = lines.filter { '=' in it }.associate { it.substringBefore('=') to it.substringAfter('=') }
            val difference = identity.difference(values)
            require(difference == null) {
                "The checkpoint $file doesn't belong to the input $input: $difference. " +
                    "Name its input, or another checkpoint file"
            }
            fun number(name: String) = requireNotNull(values[name]?.toLongOrNull()?.takeIf { it >= 0 }) {
                "$file isn't a checkpoint: \"$name\" isn't a number but ${values[name]}"
            }
            val place = Place(number("place.records"), number("place.bytes"))
            val records = number("records")
            require(place.records <= records) { "$file isn't a checkpoint: its place comes after the settled records" }
            return Checkpoint(identity, values["target"], records, place)
        }
    }
}
