// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.testing.CharacterFact
import dev.marcato.testing.Decoded
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.decode
import dev.marcato.testing.Decoding.text
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

private fun repertoire(declaration: String) = checkNotNull(UnimarcSets.of(declaration).repertoire)

private fun encoded(declaration: String, text: String): String {
    val bytes = Iso2022Encoder(RepertoireCodes(repertoire(declaration)), Unencodable.REFUSE).encode(text)
    return String(bytes, Charsets.ISO_8859_1).replace('\u001B', '^')
}

class UnimarcSetsSpec : FreeSpec({
    "a declaration" - {
        "gives G0 to G3" {
            repertoire("0103").initial shouldBe listOf(GraphicSet.ASCII, IsoSets.EXTENDED_LATIN)
            repertoire("01020304").initial shouldBe
                listOf(GraphicSet.ASCII, Marc8.CYRILLIC, IsoSets.EXTENDED_LATIN, Marc8.EXTENDED_CYRILLIC)
            repertoire("01      ").initial shouldBe listOf(GraphicSet.ASCII)
            repertoire("01####||").initial shouldBe listOf(GraphicSet.ASCII)
            repertoire("").initial shouldBe listOf(GraphicSet.ASCII)
        }

        "of Unicode doesn't declare sets" {
            UnimarcSets.of("50      ").isUnicode shouldBe true
            UnimarcSets.of("50      ").repertoire shouldBe null
            UnimarcSets.of("0103").isUnicode shouldBe false
        }

        "of a set whose table is not published names it" {
            UnimarcSets.of("0108").unknown shouldBe listOf("08")
            UnimarcSets.of("010911").unknown shouldBe listOf("09", "11")
            UnimarcSets.of("01xx").unknown shouldBe listOf("xx")
            UnimarcSets.of("01xx").repertoire shouldBe null
            UnimarcSets.of("0103").unknown shouldBe emptyList()
        }
    }

    "text" - {
        "is read in the declared sets" {
            repertoire("0103").text(bytesOf("caf\u00C2e")) shouldBe "cafe\u0301"
            repertoire("0102").text(bytesOf("\u00ED\u00CF\u00D3\u00CB\u00D7\u00C1")) shouldBe "Москва"
            repertoire("0205").text(bytesOf("mOSKWA \u00E1")) shouldBe "Москва \u03B1"
            repertoire("0106").text(bytesOf("\u00B2\u00D3")) shouldBe "\u0253\u0271"
            repertoire("0107").text(bytesOf("\u00D1\u00D0\u00F6")) shouldBe "\u10D1\u10D0\u10F6"
        }

        "is read in sets that escape sequences call" {
            repertoire("0103").text(bytesOf("^(NmOSKWA^(Bx^(@y")) shouldBe "Москваxy"
            repertoire("0103").text(bytesOf("^)N\u00ED^)P\u00C2e")) shouldBe "Мe\u0301"
            repertoire("0103").text(bytesOf("^(Sa^(M2^(B")) shouldBe "\u03B1\u0253"
            repertoire("01").decode(bytesOf("a\u00C2")).single() shouldBe
                Decoded("a\uFFFD", listOf("1+1: a 7-bit code"))
        }

        "is read in sets that shifts call" {
            repertoire("01030502").text(bytesOf("a^na^oA\u000Fa")) shouldBe "a\u03B1\u0430a"
            repertoire("01030502").text(bytesOf("^}\u00E1^|\u00C1^~\u00C2e")) shouldBe "\u03B1\u0430e\u0301"
            repertoire("0102").text(bytesOf("a\u000EA\u000FA")) shouldBe "a\u0430A"
            repertoire("0103").text(bytesOf("^*N^nA")) shouldBe "\u0430"
            repertoire("0103").text(bytesOf("^.N^/S^oa")) shouldBe "\u03B1"
        }

        "is read with the sets of the start in each field" {
            val decoder = Iso2022Decoder(repertoire("0103")) { _, _, expected -> error(expected) }
            val bytes = bytesOf("^(NA\u000EA")
            decoder.decode(bytes, 0, 4) shouldBe "\u0430"
            decoder.startField()
            decoder.decode(bytes, 3, 4) shouldBe "A"
        }

        "is written in the declared sets, and in others by escape sequences" {
            encoded("0103", "café") shouldBe "caf\u00C2e"
            encoded("0102", "Москва") shouldBe "\u00ED\u00CF\u00D3\u00CB\u00D7\u00C1"
            encoded("0103", "Москва") shouldBe "^(NmOSKWA^(B"
            encoded("0102", "é") shouldBe "^)P\u00C2e^)N"
        }
    }

    "the sets of Africa and Georgia hold what the list says" {
        for ((set, declaration) in mapOf("iso-6438" to "0106", "iso-10586" to "0107")) {
            val facts = CharacterFact.OTHERS.filter { it.set == set }
            facts.isEmpty() shouldBe false
            for (fact in facts) {
                repertoire(declaration).text(byteArrayOf((fact.code or 0x80).toByte())) shouldBe fact.text
            }
        }
    }
})
