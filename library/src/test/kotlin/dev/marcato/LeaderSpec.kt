// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class LeaderSpec : FreeSpec({
    val serial = Leader.of("01234cas a2200301 a 4500")

    "the positions" - {
        "are readable one by one" {
            (0..23).map { serial[it] }.joinToString("") shouldBe "01234cas a2200301 a 4500"
        }

        "are 0 to 23" {
            shouldThrow<IllegalArgumentException> { serial[24] }.message shouldBe
                "A leader has positions 0 to 23, not 24"
            shouldThrow<IllegalArgumentException> { serial[-1] }.message shouldBe
                "A leader has positions 0 to 23, not -1"
        }
    }

    "the typed readings" - {
        "are those of MARC 21" {
            serial.recordLength shouldBe 1234
            serial.recordStatus shouldBe RecordStatus.CORRECTED
            serial.recordType shouldBe RecordType.LANGUAGE_MATERIAL
            serial.bibliographicLevel shouldBe BibliographicLevel.SERIAL
            serial.characterCoding shouldBe CharacterCoding.UNICODE
            serial.baseAddress shouldBe 301
            serial.encodingLevel shouldBe EncodingLevel.FULL
            serial.catalogingForm shouldBe CatalogingForm.AACR2
            serial.multipartLevel shouldBe MultipartLevel.NOT_SPECIFIED
        }

        "are null where the character has no meaning" {
            val odd = Leader.of("  x  ??? !22     !!!4500")
            odd.recordLength shouldBe null
            odd.recordStatus shouldBe null
            odd.recordType shouldBe null
            odd.bibliographicLevel shouldBe null
            odd.characterCoding shouldBe null
            odd.baseAddress shouldBe null
            odd.encodingLevel shouldBe null
            odd.catalogingForm shouldBe null
            odd.multipartLevel shouldBe null
        }

        "have a code each that no other has" {
            RecordType.entries.map { it.code }.toSet().size shouldBe RecordType.entries.size
            RecordStatus.entries.map { it.code }.toSet().size shouldBe RecordStatus.entries.size
            BibliographicLevel.entries.map { it.code }.toSet().size shouldBe BibliographicLevel.entries.size
            EncodingLevel.entries.map { it.code }.toSet().size shouldBe EncodingLevel.entries.size
            CatalogingForm.entries.map { it.code }.toSet().size shouldBe CatalogingForm.entries.size
            MultipartLevel.entries.map { it.code }.toSet().size shouldBe MultipartLevel.entries.size
        }

        "know the format by the type of record" {
            serial.with(6, 'z').recordType?.format shouldBe RecordFormat.AUTHORITY
            serial.with(6, 'y').recordType?.format shouldBe RecordFormat.HOLDINGS
            serial.with(6, 'w').recordType?.format shouldBe RecordFormat.CLASSIFICATION
            serial.with(6, 'q').recordType?.format shouldBe RecordFormat.COMMUNITY_INFORMATION
            serial.with(6, 'g').recordType?.format shouldBe RecordFormat.BIBLIOGRAPHIC
        }
    }

    "what it describes" - {
        "is a serial for the levels b, i and s" {
            "abcdims".filter { serial.with(7, it).isSerial } shouldBe "bis"
        }

        "is a monograph for the levels a, c, d and m" {
            "abcdims".filter { serial.with(7, it).isMonograph } shouldBe "acdm"
        }

        "is neither in an authority record, where leader/07 means nothing" {
            val authority = serial.with(6, 'z')
            authority.isSerial shouldBe false
            authority.with(7, 'm').isMonograph shouldBe false
            authority.isAuthority shouldBe true
            authority.isBibliographic shouldBe false
            serial.with(6, 'x').isHoldings shouldBe true
        }
    }

    "a leader" - {
        "has 24 characters" {
            shouldThrow<IllegalArgumentException> { Leader.of("00000nam") }.message shouldBe
                "A leader has 24 characters, not 8: \"00000nam\""
        }

        "is printable ASCII" {
            shouldThrow<IllegalArgumentException> { Leader.BOOK.with(5, 'é') }
            shouldThrow<IllegalArgumentException> { Leader.BOOK.with(5, '\u001F') }
        }

        "equals one with the same characters" {
            Leader.of(serial.toString()) shouldBe serial
            Leader.of(serial.toString()).hashCode() shouldBe serial.hashCode()
            serial.with(5, 'n') shouldNotBe serial
        }

        "prints its characters" {
            Leader.BOOK.toString() shouldBe "00000nam a2200000 i 4500"
        }
    }
})
