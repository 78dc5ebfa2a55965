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
 * How far a file has been loaded: everything before it is stored or was rejected and dealt with, so that a load can go
 * on from there after it was interrupted, in whatever way.
 *
 * It is kept in a small text file that is replaced as a whole, and only after the server acknowledged; what it says may
 * lag behind, and never runs ahead. Immutable.
 */
public class Checkpoint private constructor(
    private val input: InputIdentity,
    /** The collection that the records went to; null as long as there is none. */
    private val target: String?,
    records: Long,
    place: Place,
) {
    /** How many records of the input are settled, from its beginning; stretches of damage count as records. */
    @get:JvmName("records")
    public val records: Long = records

    /**
     * At which byte of the input reading begins again: at the last record before the end of these that was read without
     * problems. Of an input that is compressed, or not in ISO 2709, 0, since it can only be read from the start.
     */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = place.byteOffset

    @get:JvmSynthetic
    internal val place: Place = place

    override fun toString(): String = "Checkpoint($records records, from byte $byteOffset of $input)"

    @JvmSynthetic
    internal fun advancedTo(records: Long, place: Place): Checkpoint = Checkpoint(input, target, records, place)

    /** The same for a load into [collection], which is to be the one that the records before went to. */
    @JvmSynthetic
    internal fun of(collection: String, file: Path): Checkpoint {
        require(target == null || target == collection) {
            "The checkpoint $file is of a load into $target, not $collection. " +
                "Name that collection, or another file for the checkpoint"
        }
        return Checkpoint(input, collection, records, place)
    }

    /** Replaces the file, so that whoever reads it sees the old one or the new one, after a power cut too. */
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
         * Reads the checkpoint in [file], which has to be one of [input]; or, if there is no such file, says that
         * nothing is loaded yet.
         *
         * @throws IllegalArgumentException if it is of another input, or of one that has changed since, or no
         * checkpoint
         * @throws IOException if one of the files cannot be read
         */
        @JvmStatic
        @Throws(IOException::class)
        public fun read(file: Path, input: Path): Checkpoint {
            val identity = InputIdentity.of(input)
            if (!Files.exists(file)) return Checkpoint(identity, null, 0, Place.START)
            // Whoever mixes up the two files names one that memory does not hold.
            require(Files.size(file) <= MAX_BYTES) { "$file is no checkpoint: it has ${Files.size(file)} bytes" }
            val lines = String(Files.readAllBytes(file), Charsets.UTF_8).lines()
            require(lines.first() == HEADER) { "$file is no checkpoint: its first line is not \"$HEADER\"" }
            val values = lines.filter { '=' in it }.associate { it.substringBefore('=') to it.substringAfter('=') }
            val difference = identity.difference(values)
            require(difference == null) {
                "The checkpoint $file is not of the input $input: $difference. " +
                    "Name the input that it is of, or another file for the checkpoint"
            }
            fun number(name: String) = requireNotNull(values[name]?.toLongOrNull()?.takeIf { it >= 0 }) {
                "$file is no checkpoint: \"$name\" is no number but ${values[name]}"
            }
            val place = Place(number("place.records"), number("place.bytes"))
            val records = number("records")
            require(place.records <= records) { "$file is no checkpoint: its place lies behind what is settled" }
            return Checkpoint(identity, values["target"], records, place)
        }
    }
}
