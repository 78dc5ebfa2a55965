// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.testing.CharacterFact
import dev.marcato.testing.Corpora
import dev.marcato.testing.Decoded
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.encodeMarc8
import dev.marcato.testing.Decoding.hex
import dev.marcato.testing.Decoding.marc8
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element

private val corpora = Corpora.find()
private const val TABLES = "reference/marc8"

/** How G0 and G1 get a set, by its name in the list, and the sets that its codes are published for. */
private val FINALS = mapOf(
    "ascii" to "B",
    "ansel" to "!E",
    "greek-symbols" to "g",
    "subscripts" to "b",
    "superscripts" to "p",
    "hebrew" to "2",
    "cyrillic" to "N",
    "extended-cyrillic" to "Q",
    "arabic" to "3",
    "extended-arabic" to "4",
    "greek" to "S",
    "eacc" to "1",
)
private val SHORT = setOf("greek-symbols", "subscripts", "superscripts")

class Marc8TablesSpec : FreeSpec({
    val facts = CharacterFact.MARC_8

    "every entry of the code tables" - {
        "decodes to its published value, in either half" {
            var count = 0
            val wrong = ArrayList<String>()
            for (fact in facts) {
                for (bytes in waysToWrite(fact)) {
                    val decoded = marc8(bytes)
                    // A mark moves after the letter that follows it here.
                    val expected = if (fact.isMark) "a${fact.text}" else "${fact.text}a"
                    if (decoded != Decoded(expected, emptyList())) wrong.add("$fact: ${bytes.hex()} is $decoded")
                }
                count++
            }
            println("Marc8TablesSpec: $count entries of the code tables decode to their published values")
            wrong shouldBe emptyList()
            count shouldBe 16_400
        }

        "is encoded by the code that the table gives, or by the first one of several" {
            val first = facts.filterNot { it.code == 0x1B || it.code in 0x1D..0x1F }.groupBy { it.codePoint }
            for ((codePoint, sameCharacter) in first) {
                val text = String(Character.toChars(codePoint))
                val value = if (sameCharacter.all { it.isMark }) "a$text" else text
                val bytes = encodeMarc8(value, Unencodable.REFUSE)
                withClue("${sameCharacter.first()}: ${bytes.hex()}") {
                    sameCharacter.any { fact -> waysToEncode(fact).any { it.contentEquals(bytes) } } shouldBe true
                    marc8(bytes) shouldBe Decoded(value, emptyList())
                }
            }
        }

        "is the only one: no other code decodes" {
            val known = facts.filterNot { it.isControl }.map { it.set to (it.code and 0x7F7F7F) }.toSet()
            for ((name, final) in FINALS.filterKeys { it != "eacc" }) {
                for (code in 0x21..0x7E) {
                    val bytes = escape(name, final, 0) + code.toByte() + bytesOf("^(Ba")
                    withClue("$name ${code.toString(16)}") {
                        marc8(bytes).problems.isEmpty() shouldBe ((name to code) in known)
                    }
                }
            }
            val eacc = facts.filter { it.set == "eacc" }.map { it.code }
            val found = ArrayList<Int>()
            EaccTable.forEach { code, _ -> found.add(code) }
            found shouldBe eacc
        }
    }

    "the list of facts" - {
        val folder = corpora.folder?.resolve(TABLES)
        val reason = if (folder?.toFile()?.isDirectory == true) null else corpora.skipReason ?: "no $TABLES there"
        if (reason != null) println("Marc8TablesSpec skips the published tables: $reason")

        "has what the published tables have".config(enabledIf = { reason == null }) {
            val published = published(checkNotNull(folder).resolve("perl-marc-charset-codetables.xml"))
            facts.map { it.toString() + if (it.isMark) " mark" else "" }.toSet() shouldBe published
            println("Marc8TablesSpec: ${published.size} published entries are those of the list")
        }

        "has more than older editions, whose only further difference is that one counts extended sets as 7-bit codes"
            .config(enabledIf = { reason == null }) {
                val newest = published(checkNotNull(folder).resolve("perl-marc-charset-codetables.xml"))
                val older = published(folder.resolve("marc4j-codetables.xml"))
                (newest - older) shouldBe setOf("extended-arabic 8D 200D", "extended-arabic 8E 200C")
                (older - newest) shouldBe emptySet()
                val yaz = published(folder.resolve("yaz-codetables.xml"))
                yaz.map(::in8Bits).toSet() shouldBe older.map(::in8Bits).toSet()
            }
    }
})

private fun in8Bits(entry: String): String {
    val (set, code) = entry.split(' ')
    val high = if (set.startsWith("extended")) (code.toInt(16) or 0x80).toString(16).uppercase() else code
    return entry.replaceFirst(" $code ", " $high ")
}

private fun escape(name: String, final: String, half: Int): ByteArray = when {
    name in SHORT -> bytesOf("^$final")
    name == "eacc" -> bytesOf(if (half == 0) "^$1" else "^$)1")
    else -> bytesOf(if (half == 0) "^($final" else "^)$final")
}

/** The bytes of the character, in G0 and G1, followed by the ASCII letter a. */
private fun waysToWrite(fact: CharacterFact): List<ByteArray> {
    if (fact.isControl) {
        // The escape itself isn't text; the tables list it with a note.
        return if (fact.code == 0x1B) {
            listOf(bytesOf("&#x1B;a"))
        } else {
            listOf(byteArrayOf(fact.code.toByte(), 'a'.code.toByte()))
        }
    }
    val final = FINALS.getValue(fact.set)
    val left = escape(fact.set, final, 0) + fact.bytes + bytesOf("^(Ba")
    if (fact.set in SHORT) return listOf(left)
    val high = fact.bytes.map { (it.toInt() or 0x80).toByte() }.toByteArray()
    return listOf(left, escape(fact.set, final, 1) + high + bytesOf("a"))
}

/** The bytes that an encoder may write: the set in the half for which its codes are published, and the way back. */
private fun waysToEncode(fact: CharacterFact): List<ByteArray> {
    if (fact.isControl || fact.set == "ascii") return listOf(byteArrayOf(fact.code.toByte()))
    val mark = if (fact.isMark) fact.bytes else ByteArray(0)
    val high = fact.bytes.map { (it.toInt() or 0x80).toByte() }.toByteArray()
    val final = FINALS.getValue(fact.set)
    return when {
        fact.set == "ansel" -> listOf(high + if (fact.isMark) bytesOf("a") else ByteArray(0))
        fact.set.startsWith("extended") -> listOf(bytesOf("^)$final") + high + bytesOf("^)!E"))
        fact.set in SHORT -> listOf(bytesOf("^$final") + fact.bytes + bytesOf("^s"))
        fact.isMark -> listOf(escape(fact.set, final, 0) + mark + bytesOf("^(Ba"))
        else -> listOf(escape(fact.set, final, 0) + fact.bytes + bytesOf("^(B"))
    }
}

/** The entries of a published table in the form of [CharacterFact.toString], with "mark" after those that are marks. */
private fun published(file: Path): Set<String> {
    val names = mapOf(
        "42" to "ascii", "45" to "ansel", "67" to "greek-symbols", "62" to "subscripts", "70" to "superscripts",
        "32" to "hebrew", "4E" to "cyrillic", "51" to "extended-cyrillic", "33" to "arabic", "34" to "extended-arabic",
        "53" to "greek", "31" to "eacc",
    )
    val sets = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
        .getElementsByTagName("characterSet")
    return elements(sets).flatMap { set ->
        elements(set.getElementsByTagName("code")).map { code ->
            // The second half of a mark over two letters has no character of its own, only an alternative one.
            val character = listOf("ucs", "alt").map { code.text(it) }.first { it.isNotEmpty() }
            val mark = if (code.text("isCombining") == "true") " mark" else ""
            "${names[set.getAttribute("ISOcode")]} ${code.text("marc")} $character$mark"
        }
    }.toSet()
}

private fun elements(nodes: org.w3c.dom.NodeList): List<Element> = (0 until nodes.length).map {
    nodes.item(it) as Element
}

private fun Element.text(name: String): String =
    getElementsByTagName(name).let { if (it.length == 0) "" else it.item(0).textContent.trim() }
