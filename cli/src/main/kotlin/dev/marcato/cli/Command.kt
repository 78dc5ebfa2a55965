// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcProblem
import dev.marcato.ReadOptions
import dev.marcato.WriteReport
import dev.marcato.cli.options.OptionSet

/**
 * What the commands have in common: where they read and write, and what every one of them understands.
 *
 * @property name the word that calls it
 * @property footer the lines at the end of its help
 */
internal abstract class Command(val name: String, val description: String, val footer: List<String>) {
    /** What it can be told; its properties declare it. */
    val options = OptionSet()

    val common = CommonOptions(options)

    lateinit var console: Console
    lateinit var interruption: Interruption

    /** Does the work and returns the exit code; throws [Failure] where there is one line to say. */
    abstract fun run(): Int

    /** Says something that is no error, unless that is not wanted. */
    fun note(line: String) {
        if (!common.isQuiet) console.say(line)
    }

    /** Tells of records that the output could not take. */
    fun tellRefused(report: WriteReport, hint: String) {
        val first: MarcProblem = report.problems.firstOrNull() ?: return
        val refused = count(report.refusedRecords, "record was", "records were")
        note(oneLine("$refused left out, the first because of $first ($hint)"))
    }
}

/** A command that is followed by one of its own. */
internal abstract class CommandGroup(name: String, description: String, footer: List<String>) :
    Command(name, description, footer) {
    abstract val memberNames: Collection<String>

    /** Makes the member of that name. */
    abstract fun member(name: String): Command

    fun members(): List<Command> = memberNames.map(::member)
}

/** A command that reads files of records. */
internal abstract class FileCommand(name: String, description: String, footer: List<String>) :
    Command(name, description, footer) {
    val reading = ReadingOptions(options)

    private val arguments = FileArguments(options)

    val files: List<String> get() = arguments.files

    /** The name of the character set that the input is in, whatever its records say; null to obey them. */
    abstract val inputCharset: String?

    /** Opens the way to [inputs]: what the arguments name. */
    fun reading(
        inputs: List<Input> = Input.all(files),
        endsAtFailure: Boolean = false,
        partBytes: Long = USUAL_PART,
        configure: ReadOptions.Builder.() -> Unit = {},
    ): Reading {
        val options = reading.toReadOptions(inputCharset, configure)
        return Reading(console, common, inputs, options, interruption, endsAtFailure, reading.sharing(partBytes))
    }

    private companion object {
        // A few milliseconds of work; what is made of some of them is in memory at once.
        const val USUAL_PART = 2L shl 20
    }
}

/** A command that reads files of records, and has no other character set to speak of than theirs. */
internal abstract class ReadingCommand(name: String, description: String, footer: List<String>) :
    FileCommand(name, description, footer) {
    private val charset = InputCharset(options)

    override val inputCharset: String? get() = charset.name
}

/** A command that reads files of records and writes some of the records. */
internal abstract class HandingOnCommand(name: String, description: String, footer: List<String>) :
    ReadingCommand(name, description, footer) {
    private val output = OutputOptions(options)

    /**
     * Hands what the files hold to [choose], which writes what it wants to the output. Strict reading that fails leaves
     * no output.
     */
    protected fun handOn(choose: (reading: Reading, out: RecordOutput) -> Unit): Int {
        val reading = reading(endsAtFailure = reading.isStrict)
        val target = RecordTarget.of(console, interruption, output.destination, reading.inputs, this.reading.isStrict)
        val report = target.open().use { out ->
            choose(reading, out)
            out.complete()
            out.report
        }
        tellRefused(report, "marcato convert --rejects keeps them")
        return reading.finish()
    }
}
