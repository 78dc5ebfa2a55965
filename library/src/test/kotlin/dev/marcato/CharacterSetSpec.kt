// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Corpora
import dev.marcato.testing.Readers
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.charset.Charset
import java.nio.file.Files
import java.text.Normalizer
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread

private val LATIN_1 = Charsets.ISO_8859_1

/** A record whose fields, each a tag and content, are bytes, one a character; with this in leader/09. */
private fun recordOf(coding: Char, vararg fields: Pair<String, String>): ByteArray {
    val data = fields.joinToString("") { it.second + '\u001E' }
    var start = 0
    val directory = fields.joinToString("") { (tag, content) ->
        val length = content.length + 1
        "$tag%04d%05d".format(length, start).also { start += length }
    }
    val base = 24 + directory.length + 1
    val leader = "%05dnam $coding".format(base + data.length + 1) + "22%05d i 4500".format(base)
    return "$leader$directory\u001E$data\u001D".toByteArray(LATIN_1)
}

private fun content(indicators: String, vararg subfields: String): String =
    indicators + subfields.toList().chunked(2).joinToString("") { (code, value) -> "\u001F$code$value" }

private fun titled(coding: Char, vararg subfields: String): ByteArray =
    recordOf(coding, "001" to "42", "245" to content("10", *subfields))

private fun marc8(text: String): String = String(CharacterSet.MARC_8.encode(text), LATIN_1)

private fun read(bytes: ByteArray, configure: ReadOptions.Builder.() -> Unit = {}): Record =
    Record.parse(bytes, ReadOptions(configure))

private val LENIENTLY: ReadOptions.Builder.() -> Unit = { strictness = Strictness.LENIENT }

class CharacterSetSpec : FreeSpec({
    "a record in MARC-8" - {
        "is text wherever it is asked for" {
            val bytes = titled(' ', "a", marc8("Café"), "b", "plain", "c", marc8("Łódź"))
            val record = read(bytes)
            record.characterSet shouldBe CharacterSet.MARC_8
            record.problems.shouldBeEmpty()
            val field = checkNotNull(record.dataField("245"))
            nfc(checkNotNull(field['a'])) shouldBe "Café"
            nfc(field.value) shouldBe "Café plain Łódź"
            field.values("ac").map(::nfc) shouldBe listOf("Café", "Łódź")
            field.subfields.map { nfc(it.value) } shouldBe listOf("Café", "plain", "Łódź")
            nfc(checkNotNull(record.title)) shouldBe "Café plain"
            nfc(record.toString()) shouldContain "245 10 \$a Café \$b plain \$c Łódź"
            record.rawBytes shouldBe bytes
        }

        "remembers from one subfield to the next what escape sequences have called" {
            // Cyrillic is called in $a and stays; only $c goes back.
            val record = read(titled(' ', "a", "\u001B(Nmir", "b", "mir", "c", "\u001B(Bmir"))
            val field = checkNotNull(record.dataField("245"))
            field.values("abc") shouldBe listOf("МИР", "МИР", "mir")
            field['b'] shouldBe "МИР"
            field.subfields[1].value shouldBe "МИР"
        }

        "holds characters without a code as numeric references, even if all else is ASCII" {
            val record = read(titled(' ', "a", "Smile &#x1F600; &amp; more"))
            record.title shouldBe "Smile \uD83D\uDE00 &amp; more"
            read(titled('a', "a", "Smile &#x1F600; more")).title shouldBe "Smile &#x1F600; more"
        }

        "is equal to the same record in UTF-8" {
            val marc8 = read(titled(' ', "a", marc8("Café")))
            val decomposed = Normalizer.normalize("Café", Normalizer.Form.NFD)
            val utf8 = record {
                field("001", "42")
                field("245", '1', '0') { 'a' to decomposed }
            }
            marc8 shouldBe utf8.edit { leader = marc8.leader }
            marc8.hashCode() shouldBe utf8.edit { leader = marc8.leader }.hashCode()
            marc8.sameBytes(utf8) shouldBe false
        }

        "stays in MARC-8 when it is edited, as long as what is new is ASCII" {
            val original = read(titled(' ', "a", marc8("Café")))
            val edited = original.edit { field("500") { 'a' to "Checked" } }
            edited.characterSet shouldBe CharacterSet.MARC_8
            edited.leader.characterCoding shouldBe CharacterCoding.MARC_8
            edited["245"] shouldBe original["245"]
        }

        "becomes UTF-8 as a whole when something else comes in" {
            val original = read(titled(' ', "a", marc8("Café"), "c", "x"))
            for (added in listOf("Łódź", "&#x1F600;")) {
                val edited = original.edit { field("500") { 'a' to added } }
                edited.characterSet shouldBe CharacterSet.UTF_8
                edited.leader.characterCoding shouldBe CharacterCoding.UNICODE
                edited["245"] shouldBe original["245"]
                edited.values("500", "a") shouldBe listOf(added)
            }
        }

        "may be asked by many threads at once" {
            val field = checkNotNull(read(titled(' ', "a", "\u001B(Nmir", "b", "mir\u001B(B")).dataField("245"))
            val answers = ConcurrentLinkedQueue<String>()
            val asking = List(8) { thread { repeat(500) { answers.add("${field['b']}${field['a']}") } } }
            asking.forEach { it.join() }
            answers.toSet() shouldBe setOf("МИРМИР")
        }

        "that is a subfield of another record goes with its text" {
            val field = checkNotNull(read(titled(' ', "a", marc8("Łódź"))).dataField("245"))
            val subfield = field.subfields[0]
            val made = DataField.of("500", ' ', ' ', subfield)
            made.values("a").map(::nfc) shouldBe listOf("Łódź")
        }
    }

    "what the bytes say against the leader" - {
        "is reported, and the leader is obeyed" {
            val bytes = titled(' ', "a", String("Café à Łódź".toByteArray(), LATIN_1))
            val record = read(bytes, LENIENTLY)
            val problem = record.problems.first()
            problem.code shouldBe ProblemCode.CHARACTER_SET_CONTRADICTED
            problem.position.tag shouldBe "245"
            problem.position.subfieldCode shouldBe 'a'
            bytes[problem.position.offsetInRecord] shouldBe 0xC3.toByte()
            problem.found shouldContain "UTF-8"
            record.characterSet shouldBe CharacterSet.MARC_8
            shouldThrow<MarcException> { read(bytes) }.problem shouldBe problem
        }

        "is not asked for when text is not to be checked" {
            val bytes = titled(' ', "a", String("Café à Łódź".toByteArray(), LATIN_1))
            read(bytes) { textCheck = TextCheck.NONE }.characterSet shouldBe CharacterSet.MARC_8
        }

        "counts if the rule is to detect" {
            val texts = mapOf(
                CharacterSet.UTF_8 to String("Café à Łódź".toByteArray(), LATIN_1),
                CharacterSet.MARC_8 to marc8("Café à Łódź"),
                CharacterSet.of("windows-1252") to "Café à la crème, déjà vu",
            )
            for ((set, text) in texts) {
                withClue(set) {
                    for (coding in " a") {
                        val record = read(titled(coding, "a", text)) { characterSetRule = CharacterSetRule.DETECT }
                        record.characterSet shouldBe set
                        nfc(checkNotNull(record.title)) shouldBe nfc(set.decode(text.toByteArray(LATIN_1)))
                        // Why can be asked of what was read.
                        CharacterSetDetection.of(checkNotNull(record.rawBytes)).characterSet shouldBe set
                        // Converted, the leader is right.
                        val converted = Writing.bytesOf(
                            record,
                            options = WriteOptions {
                                convertTo = Conversion.UTF_8
                            },
                        )
                        read(converted).characterSet shouldBe CharacterSet.UTF_8
                        nfc(checkNotNull(read(converted).title)) shouldBe nfc(checkNotNull(record.title))
                    }
                }
            }
        }

        "is detected alike in the fields of a record and in all its bytes" {
            val reason = Corpora.find().skipReasonFor("mrc")
            if (reason != null) println("CharacterSetSpec leaves out real files: $reason")
            var compared = 0
            for (file in if (reason == null) Corpora.find().files("mrc") else emptyList()) {
                val options = ReadOptions {
                    LENIENTLY()
                    characterSetRule = CharacterSetRule.DETECT
                }
                Readers.blocking(Files.readAllBytes(file), options).use { reader ->
                    for (record in generateSequence { reader.read() }) {
                        val bytes = checkNotNull(record.rawBytes)
                        // What is left of escapes in ASCII is the same text in every set.
                        if (bytes.all { it >= 0 }) continue
                        val whole = CharacterSetDetection.of(bytes)
                        withClue(record) { whole.characterSet shouldBe record.characterSet }
                        compared++
                    }
                }
            }
            println("CharacterSetSpec: $compared real records are detected alike")
        }
    }

    "another set than the record says" - {
        "is used when it is forced, and what has no meaning in it is a problem" {
            val set = CharacterSet.of(Charset.forName("windows-1251"))
            val bytes = titled('a', "a", String("Война и мир".toByteArray(Charset.forName("windows-1251")), LATIN_1))
            val forced: ReadOptions.Builder.() -> Unit = { characterSetRule = CharacterSetRule.always(set) }
            read(bytes, forced).title shouldBe "Война и мир"
            read(bytes, forced).characterSet shouldBe set
            val damaged = titled('a', "a", "x\u0098y")
            val problem = shouldThrow<MarcException> { read(damaged, forced) }.problem
            problem.code shouldBe ProblemCode.TEXT_UNDECODABLE
            damaged[problem.position.offsetInRecord] shouldBe 0x98.toByte()
            val leniently = read(damaged) {
                forced()
                LENIENTLY()
            }
            leniently.title shouldBe "x\uFFFDy"
        }

        "may have characters of several bytes" {
            val gbk = Charset.forName("GBK")
            val (title, author) = listOf("红楼梦", "曹雪芹").map { String(it.toByteArray(gbk), LATIN_1) }
            val bytes = titled(' ', "a", title, "c", author)
            val record = read(bytes) { characterSetRule = CharacterSetRule.always(CharacterSet.of(gbk)) }
            record.dataField("245")?.values("ac") shouldBe listOf("红楼梦", "曹雪芹")
        }

        "is refused if it doesn't include ASCII" {
            shouldThrow<IllegalArgumentException> { CharacterSet.of("UTF-16") }.message shouldContain "UTF-16"
            shouldThrow<IllegalArgumentException> { CharacterSet.of("IBM500") }
        }
    }

    "an unknown leader/09 is a problem if there is more than ASCII" {
        read(titled('7', "a", "Title")).title shouldBe "Title"
        val bytes = titled('7', "a", String("Café à Łódź".toByteArray(), LATIN_1))
        shouldThrow<MarcException> { read(bytes) }.problem.code shouldBe ProblemCode.CHARACTER_SET_UNSUPPORTED
        read(bytes, LENIENTLY).title shouldBe "Café à Łódź"
    }

    "UNIMARC" - {
        fun unimarc(sets: String, title: String) = recordOf(
            ' ',
            "100" to content("  ", "a", "20210630d1977    m  y0fre0103".take(26) + sets + "    ba"),
            "200" to content("1 ", "a", title),
        )
        val options: ReadOptions.Builder.() -> Unit = { characterSetRule = CharacterSetRule.OBEY_UNIMARC }

        "is read by the sets that 100 \$a declares" {
            val latin = unimarc("0103    ", "\u00C2ete")
            read(latin, options).values("200", "a").map(::nfc) shouldBe listOf("éte")
            val unicode = unimarc("50      ", String("été".toByteArray(), LATIN_1))
            read(unicode, options).values("200", "a") shouldBe listOf("été")
            read(unicode, options).characterSet shouldBe CharacterSet.UTF_8
        }

        "keeps its sets when it is edited, or says that it is in Unicode when something else comes in" {
            val record = read(unimarc("0103    ", "\u00C2ete"), options)
            val kept = record.edit { field("300") { 'a' to "Note" } }
            kept.characterSet shouldBe record.characterSet
            kept.values("200", "a").map(::nfc) shouldBe listOf("éte")
            val changed = record.edit { field("300") { 'a' to "中国" } }
            changed.characterSet shouldBe CharacterSet.UTF_8
            changed.values("200", "a").map(::nfc) shouldBe listOf("éte")
            changed["100"]?.get('a')?.substring(26, 34) shouldBe "50      "
            read(Writing.bytesOf(changed), options) shouldBe changed
        }

        "has a problem if they are not known, or not there" {
            val unknown = unimarc("99      ", String("été à".toByteArray(), LATIN_1))
            val problem = shouldThrow<MarcException> { read(unknown, options) }.problem
            problem.code shouldBe ProblemCode.CHARACTER_SET_UNSUPPORTED
            problem.found shouldContain "99"
            read(unknown) {
                options()
                LENIENTLY()
            }.values("200", "a") shouldBe listOf("été à")
        }

        "is what a record seems to be by its fields" {
            Dialect.of(read(unimarc("50      ", "Title"))) shouldBe Dialect.UNIMARC
            Dialect.of(read(titled('a', "a", "Title"))) shouldBe Dialect.MARC_21
            Dialect.of(record { field("001", "42") }) shouldBe null
        }
    }

    "normalisation" - {
        "makes one form of all text, whatever it was read from, and leaves the bytes" {
            val marc8 = titled(' ', "a", marc8("Café"))
            val utf8 = titled('a', "a", String("Café".toByteArray(), LATIN_1))
            for (bytes in listOf(marc8, utf8)) {
                read(bytes) { normalization = Normalization.NFC }.title shouldBe "Caf\u00E9"
                read(bytes) { normalization = Normalization.NFD }.title shouldBe "Cafe\u0301"
                read(bytes) { normalization = Normalization.NFD }.rawBytes shouldBe bytes
            }
        }

        "doesn't keep bad UTF-8 from being reported" {
            val bytes = titled('a', "a", "Caf\u00E9")
            val failure = shouldThrow<MarcException> { read(bytes) { normalization = Normalization.NFC } }
            failure.problem.code shouldBe ProblemCode.TEXT_NOT_UTF_8
        }
    }

    "a set by itself" - {
        "has a name, by which it is found in any spelling" {
            for (name in listOf("MARC-8", "marc8", "Marc 8")) CharacterSet.of(name) shouldBe CharacterSet.MARC_8
            CharacterSet.of("utf8") shouldBe CharacterSet.UTF_8
            CharacterSet.of("iso-5426") shouldBe CharacterSet.ISO_5426
            CharacterSet.of("windows-1252").toString() shouldBe "windows-1252"
            shouldThrow<IllegalArgumentException> { CharacterSet.of("no such set") }.message shouldContain "MARC-8"
            shouldThrow<IllegalArgumentException> { CharacterSet.of("\u0000") }.message shouldContain "MARC-8"
        }

        "decodes and encodes values" {
            for (set in listOf(CharacterSet.UTF_8, CharacterSet.MARC_8, CharacterSet.ISO_5426, CharacterSet.ISO_6937)) {
                withClue(set) { nfc(set.decode(set.encode("Café"))) shouldBe "Café" }
            }
            CharacterSet.MARC_8.encode("\uD83D\uDE00", Unencodable.NUMERIC_REFERENCE) shouldBe "&#x1F600;".toByteArray()
            shouldThrow<IllegalArgumentException> { CharacterSet.MARC_8.encode("\uD83D\uDE00") }
            shouldThrow<IllegalArgumentException> { CharacterSet.of("windows-1252").encode("мир") }
                .message shouldContain "windows-1252"
            shouldThrow<IllegalArgumentException> { CharacterSet.UTF_8.encode("\uD83D") }
        }

        "is detected with a reason" {
            val detection = CharacterSetDetection.of("Café à Łódź".toByteArray())
            detection.characterSet shouldBe CharacterSet.UTF_8
            detection.confidence shouldBe CharacterSetDetection.Confidence.CERTAIN
            detection.offset shouldBe 3
            detection.reason shouldContain "UTF-8"
            detection.toString() shouldContain "CERTAIN"
            CharacterSetDetection.of("ASCII".toByteArray()).offset shouldBe -1
        }
    }
})

private fun nfc(text: String): String = Normalizer.normalize(text, Normalizer.Form.NFC)
