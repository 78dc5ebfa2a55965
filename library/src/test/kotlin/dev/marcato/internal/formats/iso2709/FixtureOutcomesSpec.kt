// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.testing.RecordExtent
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.security.MessageDigest
import kotlin.io.path.readBytes

/**
 * Frames and records of the generated fixtures, whose true offsets are known. The digests are over the line view of
 * every record: a change of what is read shows here, wherever it comes from.
 */
private val DIGESTS = mapOf(
    Fixture.RECORDS_1K to "1ec6445f56c7d9747c26b2a2e5bfe04886035017d0576053d36e9c552be89e85",
    Fixture.RECORDS_10K to "9e42d52ca1a5a833f34ae7dbf4c77b635b58dadf1037c02aa2f16fe0969ec4c7",
    Fixture.LARGE_1K to "80e06e35435a2f46aa95c36905bef96c5c88db6ddbf4f0e6654f7ced7cda97c7",
)

class FixtureOutcomesSpec : FreeSpec({
    val folder = Path.of("target", "fixtures")

    DIGESTS.forEach { (fixture, digest) ->
        fixture.fileName - {
            val file = Fixtures.file(folder, fixture)
            val bytes = file.readBytes()
            val truth = Fixtures.offsets(file)

            "is framed where its records truly are, in whatever pieces it comes" {
                truth.size shouldBe fixture.recordCount
                for (chunkSize in listOf(bytes.size, 1 shl 16, 1000)) extentsOf(bytes, chunkSize) shouldBe truth
            }

            "is read to the records that it was read to when the digest was taken" {
                BlockingMarcReader.open(file).use { digestOf(it) } shouldBe digest
            }
        }
    }
})

private fun extentsOf(bytes: ByteArray, chunkSize: Int): List<RecordExtent> {
    val window = ByteWindow { }
    val framer = Framer(window)
    val extents = ArrayList<RecordExtent>()
    var fed = 0
    while (true) {
        when (framer.next()) {
            Framing.FRAME -> {
                extents.add(RecordExtent(window.offset, framer.length))
                window.consume(framer.length)
            }

            Framing.MORE -> {
                val end = minOf(fed + chunkSize, bytes.size)
                if (fed == end) window.end() else window.feed(Chunk(bytes, fed, end, isOurs = false))
                fed = end
            }

            Framing.END -> return extents

            Framing.BROKEN -> error("The frame at ${window.offset} is broken")
        }
    }
}

private fun digestOf(records: Iterable<Record>): String {
    val digest = MessageDigest.getInstance("SHA-256")
    for (record in records) digest.update(record.toString().toByteArray())
    return digest.digest().joinToString("") { "%02x".format(it) }
}
