// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Failure
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith
import io.kotest.property.checkAll

private val TEXT_FORMATS =
    listOf(MarcFormat.XML, MarcFormat.JSON, MarcFormat.JSON_LINES, MarcFormat.MNEMONIC, MarcFormat.LINE)

/** Records by themselves: [Record.parse], [Record.toBytes] and [Record.toText]. */
class SingleRecordSpec : FreeSpec({
    val bytes = ProblemCases.sound()
    val record = Readers.readAll(bytes).single()
    val xml = record.toText(MarcFormat.XML)
    val json = record.toText(MarcFormat.JSON)

    "a record goes there and back" - {
        "in ISO 2709, byte for byte" {
            checkAll(ArbRecords.record()) { plain ->
                val iso = Iso2709Bytes.encode(plain)
                val parsed = Record.parse(iso)
                parsed shouldBe Readers.readAll(iso).single()
                parsed.toBytes() shouldBe iso
                parsed.problems.shouldBeEmpty()
            }
        }

        "in every text format, detected or named, as text and as bytes" {
            var carried = 0
            checkAll(200, ArbRecords.record(12)) { plain ->
                val original = Record.parse(Iso2709Bytes.encode(plain))
                for (format in TEXT_FORMATS) {
                    val text = try {
                        original.toText(format)
                    } catch (e: MarcException) {
                        Writing.refusalOf(original, WriteOptions { this.format = format }).shouldNotBeNull()
                        continue
                    }
                    carried++
                    withClue("$format: $text") {
                        Record.parse(text, format) shouldBe original
                        // A leader alone, without a line end, may be the beginning of ISO 2709.
                        if (format != MarcFormat.LINE || '\n' in text) Record.parse(text) shouldBe original
                        val options = WriteOptions { this.format = format }
                        original.toBytes(options) shouldBe text.toByteArray()
                        Record.parse(original.toBytes(options), ReadOptions { this.format = format }) shouldBe original
                    }
                }
            }
            (carried > 100) shouldBe true
        }

        "edited, with new lengths" {
            val edited = record.edit { field("500") { 'a' to "Größe" } }
            edited.toBytes() shouldBe Writing.bytesOf(edited)
            Record.parse(edited.toBytes()) shouldBe edited
            Record.parse(record { }.toBytes()) shouldBe record { }
        }
    }

    "parsing gives what a reader gives" - {
        for (case in ProblemCases.all()) {
            "also when ${case.what}" {
                val lenient = case.lenientOptions()
                val read = Readers.outcomes(case.damaged(), lenient)
                val only = (read.filter { it !is Outcome.Filler }.singleOrNull() as? Outcome.Read)?.record
                val parsed = Failure.of { Record.parse(case.damaged(), lenient) }
                if (only == null) {
                    (parsed as MarcException).message.shouldNotBeNull()
                } else {
                    parsed shouldBe null
                    val again = Record.parse(case.damaged(), lenient)
                    again.sameBytes(only) shouldBe true
                    again.problems shouldBe only.problems
                }
                val strict = Failure.of { Readers.readAll(case.damaged(), case.strictOptions()) } as MarcException?
                val failure = Failure.of { Record.parse(case.damaged(), case.strictOptions()) } as MarcException?
                if (strict != null) failure?.problem shouldBe strict.problem
            }
        }

        "and calls what a reader calls" {
            val problems = ArrayList<MarcProblem>()
            val formats = ArrayList<MarcFormat>()
            val options = LENIENT.toBuilder().onProblem { problems += it }.onFormat { formats += it }.build()
            val wrong = bytes.copyOf().also { it[2] = '9'.code.toByte() }
            val parsed = Record.parse(wrong, options)
            parsed.problems shouldBe problems
            problems.map { it.code } shouldContainExactly listOf(ProblemCode.RECORD_LENGTH_WRONG)
            Record.parse(json, options) shouldBe record
            Record.parse(xml, MarcFormat.XML, options) shouldBe record
            formats shouldContainExactly listOf(MarcFormat.ISO_2709, MarcFormat.JSON_LINES, MarcFormat.XML)
        }

        "with warnings in strict reading" {
            val text = "caf\u00E9 et th\u00E9, d\u00E9j\u00E0 vu"
            val latin = Iso2709Bytes.encode(
                PlainRecord.book(
                    PlainField.control("001", "7"),
                    PlainField.data("245", "10", "a", "x".repeat(text.length)),
                ),
            )
            latin[9] = ' '.code.toByte()
            text.toByteArray(Charsets.ISO_8859_1).copyInto(latin, latin.size - 2 - text.length)
            val warned = ArrayList<MarcProblem>()
            val parsed = Record.parse(latin, ReadOptions { onProblem { warned += it } })
            parsed.problems shouldBe warned
            parsed.problems.map { it.severity }.toSet() shouldBe setOf(Severity.WARNING)
        }
    }

    "filler around the record is no matter" {
        val marked = byteArrayOf(0xEF.toByte(), 0xBB.toByte(), 0xBF.toByte())
        val around = listOf(
            bytes + "\r\n".toByteArray(),
            "\n".toByteArray() + bytes + ByteArray(3),
            marked + xml.toByteArray(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n$xml\n".toByteArray(),
            "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n  $xml\n</collection>".toByteArray(),
            Writing.bytesOf(record, options = WriteOptions { format = MarcFormat.XML }),
            xml.toByteArray(Charsets.UTF_16),
            "[\n$json\n]\n".toByteArray(),
            marked + json.toByteArray(),
            "\n${record.toText(MarcFormat.MNEMONIC)}\n\n# comment\n".toByteArray(),
        )
        for (input in around) withClue(String(input)) { Record.parse(input) shouldBe record }
        for (text in listOf("\uFEFF$xml", " $json ", "[$json]", "\n\n${record.toText(MarcFormat.MNEMONIC)}\n\n")) {
            withClue(text) { Record.parse(text) shouldBe record }
        }
    }

    "a text is decoded already, whatever encoding it declares" {
        val title = record.edit { editFields("245") { set('a', "Größe \u05D0 \uD834\uDD1E") } }
        for (name in listOf("UTF-8", "ISO-8859-1", "UTF-16", "utf-16le", "windows-1251", "IBM037", "no-such-thing")) {
            val declared = "<?xml version=\"1.0\" encoding=\"$name\"?>\n${title.toText(MarcFormat.XML)}"
            withClue(name) {
                Record.parse(declared) shouldBe title
                Record.parse("\uFEFF$declared", MarcFormat.XML) shouldBe title
                // Not plain, so that the platform's parser reads it.
                Record.parse(declared.replace("<leader>", "<!-- c --><leader>"), LENIENT).problems.shouldBeEmpty()
            }
        }
        val illFormed = "<?xml encoding=\"UTF-8\"?>$xml"
        shouldThrow<MarcException> { Record.parse(illFormed) }.problem.code shouldBe ProblemCode.SYNTAX_WRONG
    }

    "a surrogate without its other half is a problem, and no question mark" {
        for (format in TEXT_FORMATS) {
            val broken = record.toText(format).replace("Title", "Ti?\uD834tle\uDD1E")
            withClue(format) {
                shouldThrow<MarcException> { Record.parse(broken) }.problem.code shouldBe ProblemCode.TEXT_NOT_UTF_8
                Record.parse(broken, LENIENT)["245", 'a'] shouldBe "Ti?\uFFFDtle\uFFFD"
            }
        }
    }

    "anything but one record is an exception in either mode" - {
        fun problemOf(options: ReadOptions, parse: (ReadOptions) -> Record): MarcProblem =
            shouldThrow<MarcException> { parse(options) }.problem

        for (options in listOf(ReadOptions.DEFAULT, LENIENT)) {
            val mode = options.strictness
            "no record, $mode" {
                val nothing = listOf("", " \n ", "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"/>", "[]")
                for (input in nothing) {
                    withClue(input) {
                        problemOf(options) { Record.parse(input.toByteArray(), it) }.code shouldBe
                            ProblemCode.NO_RECORD_FOUND
                        problemOf(options) { Record.parse(input, it) }.code shouldBe ProblemCode.NO_RECORD_FOUND
                    }
                }
                shouldThrow<MarcException> { Record.parse("", options) }.message shouldBe
                    "NO_RECORD_FOUND in record, byte 0 (offset 0 in the record): found 0 blank characters, " +
                    "expected exactly one record; a MarcReader reads any number"
            }

            "gzip, $mode" {
                val problem = problemOf(options) { Record.parse(Gzip.of(bytes), it) }
                problem.code shouldBe ProblemCode.NO_RECORD_FOUND
                "$problem" shouldContain "found gzip, expected a record; uncompress it first, or use a MarcReader"
            }

            "a second record, $mode" {
                val problem = problemOf(options) { Record.parse(bytes + "\n".toByteArray() + bytes, it) }
                "$problem" shouldBe "RECORD_NOT_ALONE in record 1 (001 42), byte ${bytes.size + 1} (offset 0 in the " +
                    "record): found a second record, expected exactly one record; a MarcReader reads any number"
                problem.hexWindow() shouldContain "00083"
                for (text in listOf("[$json,$json]", "$json\n$json", "<a>$xml$xml</a>")) {
                    problemOf(options) { Record.parse(text, it) }.code shouldBe ProblemCode.RECORD_NOT_ALONE
                }
            }

            "damage before or after it, $mode" {
                val garbage = "garbage!".repeat(9).toByteArray()
                for (input in listOf(bytes + garbage, garbage + bytes, garbage)) {
                    val problem = problemOf(options) { Record.parse(input, it) }
                    problem.severity shouldBe Severity.FATAL
                    problem.code shouldBe ProblemCode.RECORD_LENGTH_NOT_A_NUMBER
                }
                val lenient = problemOf(LENIENT) { Record.parse(bytes + garbage, it) }
                lenient.position.byteOffset shouldBe bytes.size
                lenient.expected shouldEndWith "; a lenient MarcReader reads past damage"
                problemOf(options) { Record.parse("[$json, 1]", it) }.code shouldBe ProblemCode.SYNTAX_WRONG
                problemOf(options) { Record.parse("<html/>", it) }.code shouldBe ProblemCode.NO_RECORD_FOUND
            }

            "a text that isn't in a text format, $mode" {
                for (text in listOf("hello", String(bytes, Charsets.US_ASCII))) {
                    val problem = problemOf(options) { Record.parse(text, it) }
                    problem.code shouldBe ProblemCode.NO_RECORD_FOUND
                    problem.expected shouldBe "a record in a text format; ISO 2709 has to be parsed as bytes"
                }
            }
        }

        "but ISO 2709 as the format of a text is a mistake of the program" {
            shouldThrow<IllegalArgumentException> { Record.parse(json, MarcFormat.ISO_2709) }.message shouldBe
                "ISO_2709 isn't a text format; parse its bytes"
            shouldThrow<IllegalArgumentException> { Record.parse(json, ReadOptions { format = MarcFormat.ISO_2709 }) }
        }
    }

    "a text has nothing after its last character" {
        json shouldBe "{\"leader\":\"${record.leader}\",\"fields\":[{\"001\":\"42\"}," +
            "{\"245\":{\"ind1\":\"1\",\"ind2\":\"0\",\"subfields\":[{\"a\":\"Title\"}]}}," +
            "{\"650\":{\"ind1\":\" \",\"ind2\":\"0\",\"subfields\":[{\"a\":\"Sea\"}]}}]}"
        xml shouldStartWith "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>"
        xml shouldEndWith "</datafield></record>"
        val indented = WriteOptions { xml { lines = XmlLayout.Lines.PER_ELEMENT } }
        record.toText(MarcFormat.XML, indented) shouldEndWith "  </datafield>\n</record>"
        record.toText(MarcFormat.LINE) shouldEndWith "\n650  0 \$a Sea"
        record.toText(MarcFormat.MNEMONIC) shouldEndWith "\n=650  \\0\$aSea"
        for (format in TEXT_FORMATS) {
            val alone = WriteOptions {
                this.format = if (format == MarcFormat.JSON) MarcFormat.JSON_LINES else format
                xml { documents = XmlLayout.Documents.PER_RECORD }
            }
            record.toText(format) shouldBe String(Writing.bytesOf(record, options = alone)).trimEnd('\n')
        }
    }

    "what a format can't carry" - {
        val odd = record {
            field("001", "odd 1")
            field("245") { 'a' to "a\u0007b" }
        }

        "is an exception that names the record" {
            val failure = shouldThrow<MarcException> { odd.toText(MarcFormat.XML) }
            failure.message shouldBe
                "CHARACTER_NOT_CARRIED in record (001 odd 1), byte 60 (offset 60 in the record), " +
                "field 245[1] \$a: found U+0007, expected a character that XML allows"
            failure.problem.severity shouldBe Severity.FATAL
            shouldThrow<MarcException> { odd.toBytes(WriteOptions { format = MarcFormat.XML }) }.problem shouldBe
                failure.problem
            val nameless = odd.edit { remove("001") }
            shouldThrow<MarcException> { nameless.toText(MarcFormat.XML) }.message shouldStartWith
                "CHARACTER_NOT_CARRIED in record, byte"
        }

        "is replaced if somebody listens, unless that is refused" {
            val replaced = ArrayList<MarcProblem>()
            val listening = WriteOptions {
                onReplaced { of, problem ->
                    of shouldBe odd
                    replaced += problem
                }
            }
            odd.toText(MarcFormat.XML, listening) shouldContain "a\uFFFDb"
            replaced.map { it.code } shouldContainExactly listOf(ProblemCode.CHARACTER_NOT_CARRIED)
            val refusing = listening.toBuilder().inexpressible(Inexpressible.REFUSE).build()
            shouldThrow<MarcException> { odd.toText(MarcFormat.XML, refusing) }
        }
    }

    "bytes of ISO 2709" - {
        "are those of a writer, faults included" {
            for (case in ProblemCases.all()) {
                for (outcome in Readers.outcomes(case.damaged(), case.lenientOptions())) {
                    val read = (outcome as? Outcome.Read)?.record ?: continue
                    val noted = ArrayList<MarcProblem>()
                    val listening = WriteOptions { onReplaced { _, problem -> noted += problem } }
                    val failure = Failure.of { Writing.bytesOf(read) }
                    withClue("$case") {
                        if (failure == null) {
                            read.toBytes(listening) shouldBe Writing.bytesOf(read)
                            val alone = Failure.of { read.toBytes() }
                            (alone == null) shouldBe noted.isEmpty()
                        } else {
                            (Failure.of { read.toBytes() } as MarcException).problem.code shouldBe
                                (failure as MarcException).problem.code
                        }
                    }
                }
            }
        }

        "are converted if that is asked for" {
            val accented = record.edit { editFields("245") { set('a', "Café") } }
            val options = WriteOptions { convertTo = Conversion.MARC_8 }
            accented.toBytes(options) shouldBe Writing.bytesOf(accented, options = options)
            Record.parse(accented.toBytes(options)).characterSet shouldBe CharacterSet.MARC_8
        }

        "can't be too large, nor be parts of a record" {
            val large = record { repeat(13) { field("852") { 'a' to "x".repeat(9_000) } } }
            val options = listOf(
                WriteOptions.DEFAULT,
                WriteOptions { oversize = Oversize.split("852") },
                WriteOptions { oversize = Oversize.divertTo { _ -> error("not here") } },
            )
            for (one in options) {
                shouldThrow<MarcException> { large.toBytes(one) }.problem.code shouldBe ProblemCode.RECORD_TOO_LONG
            }
            val nines = large.toBytes(WriteOptions { oversize = Oversize.ALL_NINES })
            Record.parse(nines, LENIENT) shouldBe large
        }

        "aren't shared with the record" {
            val mine = record.toBytes()
            mine.fill(0)
            record.toBytes() shouldBe bytes
            val given = bytes.copyOf()
            val parsed = Record.parse(given)
            given.fill(0)
            parsed shouldBe record
        }
    }

    "options that can't be followed are refused" {
        shouldThrow<IllegalArgumentException> { record.toText(MarcFormat.ISO_2709) }
        shouldThrow<IllegalArgumentException> { record.toText(MarcFormat.ALEPH_SEQUENTIAL) }
        shouldThrow<IllegalArgumentException> { record.toBytes(WriteOptions { compression = Compression.GZIP }) }
        val ofFiles = WriteOptions {
            fileMode = FileMode.APPEND
            format = MarcFormat.JSON
        }
        record.toBytes(ofFiles) shouldBe json.toByteArray()
    }
})
