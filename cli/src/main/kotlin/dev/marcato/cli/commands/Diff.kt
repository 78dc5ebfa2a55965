// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Input
import dev.marcato.cli.views.ColourChoice
import dev.marcato.cli.views.FieldDifference
import dev.marcato.cli.views.LineView
import dev.marcato.cli.views.isColoured
import dev.marcato.path.MarcPath
import dev.marcato.schema.MarcSchema

internal class Diff :
    ReadingCommand(
        name = "diff",
        description = "Compares two files record by record and field by field, whatever their formats, character " +
            "sets and order. Keeps the records of the second file in memory.",
        footer = listOf(
            "",
            "Example: what has a conversion changed, except dates?",
            "  marcato diff --ignore 005 old.mrc new.xml",
            "Exit code 1 if there are differences.",
        ),
    ) {
    private val by by options.path(
        "--by",
        label = "PATH",
        description = "The path whose first value makes records the same; 001 if not given.",
    )

    private val path by lazy { by ?: MarcPath.of("001") }

    private val ignored by options.fields(
        "--ignore",
        label = "PATHS",
        description = "Ignore these fields, such as '005, 9XX, 650{\$2=\"fast\"}'; LDR is the leader.",
    )

    private val isBrief by options.flag("--brief", description = "Show which records differ, but not how.")

    private val isLabelled by options.flag("--labels", description = "Name the fields that differ, as in MARC 21.")

    private val colour by options.choice(
        "--color",
        label = "WHEN",
        choices = ColourChoice.entries,
        default = ColourChoice.AUTO,
        description = "Colours: auto, always or never.",
    )

    private var onlyFirst = 0L
    private var onlySecond = 0L
    private var changed = 0L
    private var same = 0L

    override fun run(): Int {
        if (files.size != 2) throw usageFailure("two files are needed, not ${files.size}")
        val difference = FieldDifference(ignored)
        val second = reading(Input.all(files.drop(1)))
        val others = LinkedHashMap<String, ArrayDeque<Record>>()
        second.forEachRecord { others.getOrPut(keyOf(it)) { ArrayDeque(1) }.addLast(it) }
        val secondCode = second.finish()
        // Without the second file every record would be a difference.
        if (secondCode == ExitCode.FAILED) return secondCode
        val first = reading(Input.all(files.take(1)))
        first.forEachRecord { record ->
            val name = keyOf(record)
            val twin = others[name]?.removeFirstOrNull()
            if (twin == null) onlyFirst(name, record) else compare(name, difference, record, twin)
        }
        for ((name, records) in others) for (record in records) onlySecond(name, record)
        summarise()
        val found = if (onlyFirst + onlySecond + changed > 0) ExitCode.FOUND else ExitCode.DONE
        return maxOf(found, secondCode, first.finish())
    }

    private fun keyOf(record: Record): String = path.first(record)?.trim().orEmpty()

    private fun onlyFirst(name: String, record: Record) {
        onlyFirst++
        heading("-", name, "only in ${files[0]}: ${record.title.orEmpty()}")
    }

    private fun onlySecond(name: String, record: Record) {
        onlySecond++
        heading("+", name, "only in ${files[1]}: ${record.title.orEmpty()}")
    }

    private fun heading(sign: String, name: String, text: String) {
        console.text.append(oneLine("$sign $path ${name.ifEmpty { "(none)" }}: $text")).append('\n')
    }

    private fun compare(name: String, difference: FieldDifference, first: Record, second: Record) {
        val changes = difference.between(first, second)
        if (changes.isEmpty()) {
            same++
            return
        }
        changed++
        heading("~", name, "differs")
        if (isBrief) return
        val view = LineView(console.text, isColoured(console, colour))
        val schema = MarcSchema.of(second).takeIf { isLabelled }
        for (change in changes) {
            console.text.append("    ").append(change.sign).append(' ')
            if (change.field == null) {
                console.text.append("LDR ").append(oneLine(change.leader))
            } else {
                view.show(change.field)
                schema?.field(change.field.tag)?.label?.let {
                    console.text.append("  (").append(oneLine(it)).append(')')
                }
            }
            console.text.append('\n')
        }
    }

    private fun summarise() {
        val line = "${count(same, "record")} the same, $changed changed, " +
            "$onlyFirst only in the first file, $onlySecond only in the second"
        note(line)
    }
}
