// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcFormat
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.XmlLayout
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Corpora
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.SampleCatalogue
import java.nio.file.Files
import java.nio.file.Path
import java.util.Random

/** What the fuzzer starts with: the fixtures of the specs, and damaged records. */
internal object Seeds {
    private const val RECORD_TERMINATOR: Byte = 0x1D
    private const val DAMAGED = 40
    private const val SEED = 2709L
    private const val DAMAGED_TEXTS = 12
    private const val COMPRESSED = 10
    private const val ALEPH =
        "000000001 FMT   L BK\n000000001 LDR   L 00000nam^a2200000^i^4500\n000000001 24510 L \$\$aTitle /\$\$cby me\n"
    private const val RECORDS_OF_FILE = 5
    private val PATHS = listOf(
        "245\$a",
        "LDR/06",
        "008/35-37",
        "XXX",
        "6XX\$a\$x-z+' -- '",
        "245ab",
        "856|4*|[#-1]\$u",
        "650{^2=\"7\"}\$a/0-2",
        "245\$a{\$c{/0=\"b\"}|[1]=\\x}",
        "@cat\$0",
        "title=245\$a, 001; x=020\$a[0]",
        "not 020 and 245\$a ~ \"[Mm]o+\"",
        "008/07-10 < 1900 or #650 > 1",
        "245\$a in (a, \"b\"i)",
        "100\$a != 245\$c and !(#008 = 1 or 650^1)",
        "650{[1]{\$a}}\$a-c{~\"A\"ti}",
    )

    private val EDITS = listOf(
        "remove 9XX\nremove 650\$v if ^2 = \"0\"\nkeep only 0XX, 245, 6XX unless 008/23 = \"o\"",
        "add 590 1_ \$a \"Gift of {upper(100\$a) else 'x'}\" [\$b \"{counter from 7 digits 3}\"] before 6XX once",
        "each 650 {\nset \$a to \"{\$x}\"\nrename field to 651 if \$z\nremove field with its pair\n}",
        "if LDR/06 = \"a\" {\nset 008 form of item to \"online\"\n} else {\ndrop record\n}",
        "replace ~ \"(a)(b)?\" with \"\$2-\$1\" in 245\$a ignoring case\nset 008/35-37 to \"eng\"\nset LDR/05 to \"c\"",
        "copy 245\$a to 246\$a\nmove 260 to 264\nsplit 300\$a at \" ; \" into \$b\njoin fields 653\nrenumber pairs",
        "suffix subfield before 245\$c with \" /\" once\nchange 245 to title\nsort subfields of XXX by \"ba\"",
        "sort fields\nremove duplicates of 6XX\nrename 260 to 264\nadd 264\$b \"x\" before \$c",
    )

    /** Real records, which aren't part of the project. */
    val corpora: Corpora = Corpora.find()

    /** The inputs of [target], always the same ones. */
    fun of(target: FuzzTarget): List<ByteArray> {
        if (target == FuzzTarget.PLANTED) return listOf("Title".toByteArray())
        val contents = contents()
        val plain = contents.mapIndexed { index, content -> choices(index, variant = index % 2) + content }
        if (target == FuzzTarget.FORMATS) return ofTextFormats()
        if (target == FuzzTarget.PATHS) return ofPaths()
        if (target == FuzzTarget.EDITS) return ofEdits()
        if (target == FuzzTarget.EVERYTHING) return plain + ofTextFormats() + ofGzip(contents) + ofPaths() + ofEdits()
        return if (target == FuzzTarget.GZIP) plain + ofGzip(contents) else plain
    }

    private fun ofGzip(contents: List<ByteArray>): List<ByteArray> =
        // Without their first two bytes, which the target puts there.
        contents.takeLast(COMPRESSED).mapIndexed { index, content ->
            val compressed = Gzip.of(content)
            choices(index) + compressed.copyOfRange(2, compressed.size)
        }

    /** Paths and conditions, each before a record. */
    private fun ofPaths(): List<ByteArray> {
        val records = SampleCatalogue.records().take(PATHS.size).map(Iso2709Bytes::encode)
        return PATHS.mapIndexed { index, path ->
            choices(index) + "$path\n".toByteArray() + records[index % records.size]
        }
    }

    /** Edits, each before a record and an empty line between them. */
    private fun ofEdits(): List<ByteArray> {
        val records = SampleCatalogue.records().take(EDITS.size).map(Iso2709Bytes::encode)
        return EDITS.mapIndexed { index, edits ->
            choices(index) + "$edits\n\n".toByteArray() + records[index % records.size]
        }
    }

    /** Records in every text format, whole and damaged, each with the choice of that format. */
    private fun ofTextFormats(): List<ByteArray> {
        val random = Random(SEED)
        val records = SampleCatalogue.records().take(2).map { recordOf(it) }
        return TEXT_FORMATS.flatMapIndexed { variant, format ->
            val isWritten = format != MarcFormat.ALEPH_SEQUENTIAL
            val texts = if (isWritten) written(records, format) else listOf(ALEPH.toByteArray())
            val damaged = List(DAMAGED_TEXTS) {
                DamagedBytes.of(texts[it % texts.size], random, 1 + it % 3).toByteArray()
            }
            (texts + damaged).mapIndexed { index, content -> choices(index, variant) + content }
        }
    }

    private fun recordOf(record: PlainRecord): Record =
        BlockingMarcReader.open(Iso2709Bytes.encode(record)).use { checkNotNull(it.read()) }

    private fun written(records: List<Record>, format: MarcFormat): List<ByteArray> {
        val options = WriteOptions { this.format = format }
        val styled = options.toBuilder().xml(
            XmlLayout {
                prefix = "m"
                lines = XmlLayout.Lines.PER_ELEMENT
            },
        ).build()
        val texts = listOf(options, styled).map { BlockingMarcWriter.toByteArray(records, it) } +
            BlockingMarcWriter.toByteArray(records.take(1), options)
        return if (format == MarcFormat.XML) texts + texts.map(::inUtf16) else texts
    }

    private fun inUtf16(text: ByteArray): ByteArray =
        String(text).replace("UTF-8", "UTF-16").toByteArray(Charsets.UTF_16)

    /** Records of real files, if there are any, cut after record terminators; a few of each file. */
    fun ofCorpora(longest: Int): List<ByteArray> = corpora.files("mrc", "marc").flatMap { file ->
        cutAfterTerminators(Files.readAllBytes(file)).filter {
            FuzzInput.CHOICES + it.size <= longest
        }.take(RECORDS_OF_FILE)
    }.mapIndexed { index, content -> choices(index) + content }

    /** Writes [inputs] into an empty [folder]. */
    fun write(inputs: List<ByteArray>, folder: Path) {
        Files.createDirectories(folder)
        inputs.forEachIndexed { index, bytes -> Files.write(folder.resolve("seed-$index"), bytes) }
    }

    /** Writes words of the formats, which the fuzzer may insert anywhere. */
    fun writeWords(file: Path) {
        val numbers = listOf("00000", "00024", "00025", "00026", "00061", "00083", "09999", "99999")
        val leader = "00083nam a2200061 i 4500"
        val entries = listOf("001000300000", "245001000003", "650000900013", "999000000000")
        val delimiters = listOf("\u001D", "\u001E", "\u001F", "\u001Fa", "\u001E\u001D", "  \u001Fa")
        val others = listOf("\r\n", "     ", "\u0000", "22", "4500", "nam a22", "\u001F\u008B\u0008")
        val texts = listOf(
            "<record>", "</record>", "<leader>", "</leader>", "<controlfield tag=\"", "</controlfield>",
            "<datafield tag=\"", " ind1=\"", "</datafield>", "<subfield code=\"", "</subfield>", "<collection>",
            "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&amp;", "&#", "<!DOCTYPE",
            "remove ", "set ", " to \"", "each 245 {\n", "}\n", " once", "with ",
            "\$a", "{\$b=\"", "\"}", "XXX", " and ", "not ", "[#-1]", "/0-#",
            "{\"leader\":\"", "\"fields\":[", "\"subfields\":[", "\"ind1\":", "\\u",
            "=LDR  ", "\n=245  10\$", "{dollar}", "\n\n", "LDR ", " \$\$", " L ",
        )
        val words = numbers + leader + entries + delimiters + others + texts
        Files.write(file, words.map { word -> word.map { "\\x%02X".format(it.code) }.joinToString("", "\"", "\"") })
    }

    private fun cutAfterTerminators(bytes: ByteArray): List<ByteArray> {
        val ends = bytes.indices.filter { bytes[it] == RECORD_TERMINATOR }.map { it + 1 }
        return (listOf(0) + ends).zip(ends) { from, to -> bytes.copyOfRange(from, to) }
    }

    private fun contents(): List<ByteArray> {
        val random = Random(SEED)
        val records = (SampleCatalogue.records().take(4) + Catalogue.ordinary().records(2)).map(Iso2709Bytes::encode)
        val cases = ProblemCases.all()
        return listOf(ByteArray(0), ProblemCases.sound(), ProblemCases.sound() + "\r\n".toByteArray()) +
            cases.map { it.damaged() } + cases.map { it.input() } + records + listOf(records[0] + records[1]) +
            List(DAMAGED) { DamagedBytes.of(records[it % records.size], random, 1 + it % 4).toByteArray() }
    }

    // Every second one is read without limits and in long pieces, the others in many ways.
    private fun choices(index: Int, variant: Int = 0): ByteArray = if (index % 2 == 0) {
        byteArrayOf((4 * variant).toByte(), 0, 0xFF.toByte(), 0)
    } else {
        byteArrayOf(
            (4 * variant + index % 4).toByte(),
            (index * 37).toByte(),
            (index * 53).toByte(),
            (index % 8).toByte(),
        )
    }
}
