// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.kinds

import dev.marcato.ReadOptions
import dev.marcato.WriteOptions
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.reading.CommonOptions
import dev.marcato.cli.reading.Endings
import dev.marcato.cli.reading.FileArguments
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.InputCharset
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.reading.ReadingOptions
import dev.marcato.cli.reading.endings
import dev.marcato.cli.views.Table
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.CarryingOptions
import dev.marcato.cli.writing.OutputOptions
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.RecordTarget

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

    /** Says how many values were shown with U+FFFD in place of bytes, and returns the exit code for that. */
    fun tellUndecodable(count: Long): Int {
        if (count == 0L) return ExitCode.DONE
        val values = count(count, "value has", "values have")
        console.say(
            "$values bytes that can't be decoded, shown as U+FFFD; --charset reads them in another character set",
        )
        return ExitCode.INCOMPLETE
    }

    /** Says which values are not in a table as records have them. */
    fun tellChanged(table: Table) {
        tellUndecodable(table.undecodableValues)
        if (table.changedValues > 0) {
            val values = count(table.changedValues, "value")
            console.say("$values had tabs or line ends, which are blanks in TSV; CSV keeps them")
        }
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

    /** What the arguments name, or standard input if they name nothing and it has something to read. */
    val inputs: List<Input> get() = Input.all(files, console.isInputTerminal)

    /** The name of the character set that the input is in, whatever its records say; null to obey them. */
    abstract val inputCharset: String?

    /** Opens the way to [inputs]: what the arguments name. */
    fun reading(
        inputs: List<Input> = this.inputs,
        endings: Endings = Endings.NONE,
        partBytes: Long = USUAL_PART,
        configure: ReadOptions.Builder.() -> Unit = {},
    ): Reading {
        val options = reading.toReadOptions(inputCharset, configure)
        return Reading(console, common, inputs, options, interruption, endings, reading.sharing(partBytes))
    }

    protected companion object {
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

/**
 * A command that reads files of records and writes records to one output.
 *
 * @property isChoosing whether it passes on what it chooses, so that damage isn't missed
 */
internal abstract class HandingOnCommand(
    name: String,
    description: String,
    footer: List<String>,
    private val isChoosing: Boolean = false,
) : ReadingCommand(name, description, footer) {
    protected val output = OutputOptions(options)

    protected val carrying = CarryingOptions(options)

    /**
     * Passes what the files hold to [choose], which writes what it wants to the output.
     *
     * @param partBytes how large the parts of a file are that a thread takes
     */
    protected fun handOn(
        partBytes: Long = USUAL_PART,
        configureReading: ReadOptions.Builder.() -> Unit = {},
        configure: WriteOptions.Builder.() -> Unit = {},
        choose: (reading: Reading, out: RecordOutput, carried: Carried) -> Unit,
    ): Int {
        val destination = output.destination
        val isStrict = reading.isStrict
        val endings = endings(destination.name, isStrict, carrying.keepsGoing) {
            "${destination.name}: nothing was written"
        }
        val inputs = this.inputs
        val reading = reading(inputs, endings, partBytes, configureReading)
        val rejects = carrying.openRejects(inputs, destination, interruption)
        val carried = Carried(console, common.isQuiet, { "${reading.input}" }, rejects, !isChoosing)
        val target = RecordTarget.of(console, interruption, destination, inputs, carried, carrying, isStrict, configure)
        rejects.use {
            target.open().use { out ->
                choose(reading, out, carried)
                out.complete()
            }
            rejects?.complete()
        }
        carried.tell()
        return ExitCode.graver(reading.finish(), carried.exitCode)
    }
}
