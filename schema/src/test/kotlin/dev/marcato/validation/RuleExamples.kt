// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.Level
import dev.marcato.validation.internal.Setting
import dev.marcato.validation.internal.StandardRules
import dev.marcato.validation.internal.Switches
import dev.marcato.validation.internal.file.IdentifierRules
import java.io.File

/**
 * The examples of a rule: records that break it, and records that don't.
 *
 * The file may begin with lines `format: authority` (or holdings, unimarc), and `schema: ` with what a schema in Avram
 * says in addition. Then come the records. Each begins with `breaks: ` and the paths of the findings, or with `sound`.
 * Lines that begin with `- ` say why, `also: ` names other rules that it breaks, `without: ` tags of fields that are
 * left out, and all others are fields, in which a backtick is a delimiter that the format can't express. They replace those of a small sound record that have the same tags.
 *
 * @property code the rule
 * @property format the format of the records
 * @property schema what a schema says in addition, if the file has that
 * @property examples the records, in the order of the file
 */
class RuleExamples private constructor(
    val code: String,
    val format: String,
    val schema: MarcSchema?,
    val examples: List<Example>,
) {
    /**
     * A record.
     *
     * @property breaks the paths of the findings of the rule, in order; none if the record is sound
     * @property also the codes of other rules that have findings, too
     * @property why the remark, if there is one
     * @property lines the fields, as in the file
     */
    class Example(
        private val code: String,
        val number: Int,
        val breaks: List<String>,
        val also: List<String>,
        val why: String?,
        val lines: List<String>,
        val record: Record,
    ) {
        override fun toString(): String = "$code, example $number${why?.let { ": $it" } ?: ""}"
    }

    /** Whether the rule is looked at without a profile. */
    val isOnByDefault: Boolean get() = StandardRules.rules.any { it.code == code && it.isOnByDefault }

    /** The validator that the examples are for, which looks at their rule even if that is off by default. */
    internal fun validator(): Validator {
        val rule = StandardRules.rules.firstOrNull { it.code == code }
        val switches = if (rule?.isOnByDefault == false) Switches(mapOf(code to Setting(Level.ON))) else Switches()
        val base = when (format) {
            "unimarc" -> MarcSchema.UNIMARC
            else -> if (schema == null) null else MarcSchema.BIBLIOGRAPHIC
        }
        return Validator.of(base?.let { if (schema == null) it else it.with(schema) }, switches)
    }

    /** Whether the rule is about several records; each record comes after [base] then. */
    val isAboutFile: Boolean get() = IdentifierRules.all.any { it.code == code }

    /** The sound record of the format. */
    val base: Record get() = record(format, emptyList(), emptyList())

    /** What is wrong in the [example]. */
    internal fun findings(example: Example): List<Finding> {
        if (!isAboutFile) return validator().validate(example.record)
        val repeated = RepeatedIdentifiers.of()
        check(repeated.add(base).isEmpty())
        return repeated.add(example.record)
    }

    companion object {
        private val FOLDER = File(System.getProperty("basedir") ?: ".")
            .resolve("src/test/resources/dev/marcato/validation/examples")

        /** All files, by the code of the rule. */
        fun all(): List<RuleExamples> = FOLDER.listFiles().orEmpty().filter { it.extension == "txt" }
            .sortedBy { it.name }.map { of(it.nameWithoutExtension, it.readText()) }

        /** Reads the [text] of the file of a rule. */
        fun of(code: String, text: String): RuleExamples {
            val lines = text.lines().filterNot { it.startsWith("#") }
            fun header(name: String) = lines.firstOrNull { it.startsWith(name) }?.substringAfter(':')?.trim()
            val format = header("format:") ?: "bibliographic"
            val schema = header("schema:")?.let { MarcSchema.parse(it) }
            val blocks = ArrayList<MutableList<String>>()
            for (line in lines) {
                val begins = line.startsWith("breaks:") || line.startsWith("sound")
                if (begins) {
                    blocks += arrayListOf(line)
                } else if (blocks.isNotEmpty()) {
                    blocks.last() += line
                }
            }
            val examples = blocks.mapIndexed { index, block -> example(code, format, index + 1, block) }
            return RuleExamples(code, format, schema, examples)
        }

        private fun example(code: String, format: String, number: Int, block: List<String>): Example {
            val head = block.first()
            val breaks = if (head.startsWith("breaks:")) words(head.substringAfter(':')) else emptyList()
            fun after(start: String) = block.filter { it.startsWith(start) }.map { it.removePrefix(start).trim() }
            val fields = block.filter { it.startsWith("=") }
            val isKnown = block.drop(1).all { line ->
                line.isBlank() || line[0] in "=-" || line.startsWith("also:") || line.startsWith("without:")
            }
            check(isKnown) { "$code, example $number: a line that isn't known in $block" }
            check(breaks.isEmpty() == head.startsWith("sound")) { "$code, example $number: no path" }
            return Example(
                code,
                number,
                breaks,
                after("also:").flatMap(::words),
                after("- ").ifEmpty { null }?.joinToString(" "),
                fields,
                record(format, fields, after("without:").flatMap(::words)),
            )
        }

        private fun words(text: String) = text.trim().split(' ').filter { it.isNotEmpty() }

        /** The base of the [format] with these [fields] instead of its own with the same tags, in the order of tags. */
        private fun record(format: String, fields: List<String>, without: List<String>): Record {
            fun tag(line: String) = line.substring(1, 4)
            val replaced = fields.map(::tag).toSet() + without
            val base = BASES.getValue(format).trim().lines().filterNot { tag(it) in replaced }
            val all = (base + fields).sortedBy { if (tag(it) == "LDR") "" else tag(it) }
            val options = ReadOptions { strictness = Strictness.LENIENT }
            val record = Record.parse(all.joinToString("\n", postfix = "\n"), MarcFormat.MNEMONIC, options)
            return if (fields.none { '`' in it }) record else withDelimiters(record, options)
        }

        /** The record as read from ISO 2709, with a delimiter for each backtick: the text format has none in 00X. */
        private fun withDelimiters(record: Record, options: ReadOptions): Record {
            val bytes = record.toBytes()
            for (index in bytes.indices) if (bytes[index] == '`'.code.toByte()) bytes[index] = DELIMITER
            return Record.parse(bytes, options)
        }

        private const val DELIMITER: Byte = 0x1F

        private val BASES = mapOf(
            "bibliographic" to """
=LDR  00000nam\a2200000\i\4500
=001  ocm00000042
=003  OCoLC
=005  20200131120000.0
=008  200131s2019\\\\enka\\\\\b\\\\001\0\eng\d
=020  \\${'$'}a9780306406157
=040  \\${'$'}aDLC${'$'}beng${'$'}erda${'$'}cDLC
=100  1\${'$'}aMelville, Herman,${'$'}d1819-1891,${'$'}eauthor.
=245  10${'$'}aMoby Dick, or, The whale /${'$'}cHerman Melville.
=264  \1${'$'}aLondon :${'$'}bExample Press,${'$'}c2019.
=300  \\${'$'}axii, 635 pages :${'$'}billustrations ;${'$'}c24 cm
=336  \\${'$'}atext${'$'}btxt$2rdacontent
=337  \\${'$'}aunmediated${'$'}bn$2rdamedia
=338  \\${'$'}avolume${'$'}bnc$2rdacarrier
=650  \0${'$'}aWhales${'$'}vFiction.
""",
            "authority" to """
=LDR  00000nz\\a2200000n\\4500
=001  n79006936
=003  DLC
=005  20200131120000.0
=008  200131n|\azannaabn\\\\\\\\\\|a\aaa\\\\\\
=010  \\${'$'}an 79006936
=040  \\${'$'}aDLC${'$'}beng${'$'}erda${'$'}cDLC
=100  1\${'$'}aMelville, Herman,${'$'}d1819-1891
=670  \\${'$'}aMoby Dick, 1851:${'$'}btitle page (Herman Melville)
""",
            "holdings" to """
=LDR  00000nx\\a22000001n\4500
=001  42
=003  DLC
=004  ocm00000042
=005  20200131120000.0
=008  2001310u\\\\8\\\0001uu\\\0000000
=852  0\${'$'}aDLC${'$'}bStacks${'$'}hPS2384${'$'}i.M6 2019
""",
            "unimarc" to """
=LDR  00000nam0\2200000\\\450\
=001  42
=100  \\${'$'}a20200131d2019\\\\m\\y0engy50\\\\\\ba
=101  0\${'$'}aeng
=200  1\${'$'}aMoby Dick
=801  \0${'$'}aGB${'$'}bExample${'$'}c20200131
""",
        )
    }
}
