// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.Reading
import dev.marcato.testing.Shells
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import kotlin.random.Random

class RoundTripSpec :
    FreeSpec({
        "any record that ISO 2709 can hold is read as it was written, in every shell" {
            checkAll(150, Arb.list(ArbRecords.record(), 0..4)) { records ->
                val bytes = Iso2709Bytes.encodeAll(records)
                val expected = Reading.complete(records, bytes)
                for (shell in Shells.all) withClue(shell) { shell.read(bytes.inputStream()) shouldBe expected }
            }
        }

        "any leader is read as it was written, but for the lengths, which are those of the bytes" {
            checkAll(150, ArbRecords.record()) { record ->
                val bytes = Iso2709Bytes.encode(record)
                val leader = checkNotNull(Readers.blocking(bytes).read()).leader
                leader.toString() shouldBe RawRecord.of(record).leader
                leader.recordLength shouldBe bytes.size
            }
        }

        "fields that lie in another order than that of the directory are read in that of the directory" {
            checkAll(150, ArbRecords.record(maxFields = 12), Arb.int()) { record, seed ->
                val raw = RawRecord.of(record)
                val shuffled = raw.entries.shuffled(Random(seed))
                val bytes = raw.withEntries(shuffled).toByteArray()
                val fields = shuffled.map { record.fields[raw.entries.indexOf(it)] }
                val expected = Reading.complete(listOf(dev.marcato.testing.PlainRecord(record.leader, fields)), bytes)
                Shells.read.read(bytes) shouldBe expected
            }
        }
    })
