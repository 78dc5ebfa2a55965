// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe

class SampleCatalogueSpec :
    FreeSpec({
        val records = SampleCatalogue.records()

        "has 48 records with control numbers of their own" {
            records shouldHaveSize 48
            records.map { it.controlValue("001").shouldNotBeNull() }.shouldBeUnique()
        }

        "covers all kinds of material, authorities and holdings" {
            records.map { it.leader.substring(6, 8) } shouldContainAll
                listOf("am", "aa", "as", "em", "cm", "jm", "im", "gm", "km", "mm", "tm", "z ", "x ")
        }

        "fills 008 as the type demands" {
            for (record in records) {
                val expected = if (record.leader[6] == 'x') 32 else 40
                (record to record.controlValue("008")?.length) shouldBe (record to expected)
            }
        }

        "links each field 880 with its romanised twin" {
            for (record in records) {
                val linked = record.fields("880").map { (it as PlainDataField).value('6').shouldNotBeNull() }
                for (link in linked) {
                    val twins = record.fields(link.take(3)).map { (it as PlainDataField).value('6') }
                    (record to twins.count { it == "880-${link.substring(4, 6)}" }) shouldBe (record to 1)
                }
            }
        }

        "reads the notation" {
            SampleCatalogue.record("sample0024").fields("066") shouldBe listOf(PlainField.data("066", "  ", "c", "$1"))
        }
    })
