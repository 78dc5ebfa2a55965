// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.kinds

import dev.marcato.ReadOptions
import dev.marcato.WriteOptions
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.reading.CommonOptions
import dev.marcato.cli.reading.Endings
import dev.marcato.cli.reading.FileArguments
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.reading.ReadingOptions
import dev.marcato.cli.reading.Selection
import dev.marcato.cli.reading.SelectionOptions
import dev.marcato.cli.reading.endings
import dev.marcato.cli.views.Table
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.CarryingOptions
import dev.marcato.cli.writing.Destination
import dev.marcato.cli.writing.OutputOptions
import dev.marcato.cli.writing.Purpose
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.RecordTarget

/**
 * A command: its console and the options of every command.
 *
 * @property name the word that calls it
 * @property footer the lines at the end of its help
 */
internal abstract class Command(val name: String, val description: String, val footer: List<String>) {
    /** Its options; its properties declare them. */
    val options = OptionSet()

    val common = CommonOptions(options)

    lateinit var console: Console
    lateinit var interruption: Interruption

    /** Does the work and returns the exit code; a [Failure] ends it with one line. */
    abstract fun run(): Int

    /** The same, with what is to be said at the end. */
    open fun perform(): Int = run()

    /** Prints a line that isn't an error, unless quiet. */
    fun note(line: String) {
        if (!common.isQuiet) console.say(line)
    }

    /** Reports how many values were shown with U+FFFD in place of bytes, and returns the exit code for that. */
    fun reportUndecodable(count: Long): Int {
        if (count == 0L) return ExitCode.DONE
        val values = count(count, "value has", "values have")
        console.say(
            "$values bytes that can't be decoded, shown as U+FFFD; --charset reads them in another character set",
        )
        return ExitCode.INCOMPLETE
    }

    /** Reports how many values of a table had to be changed. */
    fun reportChanged(table: Table) {
        reportUndecodable(table.undecodableValues)
        if (table.changedValues > 0) {
            val values = count(table.changedValues, "value")
            console.say("$values had tabs or line ends, which are blanks in TSV; CSV keeps them")
        }
    }
}

/** A command with commands of its own. */
internal abstract class CommandGroup(name: String, description: String, footer: List<String>) :
    Command(name, description, footer) {
    abstract val memberNames: Collection<String>

    /** Makes the member with this name. */
    abstract fun member(name: String): Command

    fun members(): List<Command> = memberNames.map(::member)
}

/** A command that reads files of records. */
internal abstract class ReadingCommand(name: String, description: String, footer: List<String>) :
    Command(name, description, footer) {
    val reading = ReadingOptions(options)

    private val selecting = SelectionOptions(options)

    private val arguments = FileArguments(options)

    /** How many of the selected records the command skips; they don't count for the limit. */
    protected open val skipped: Long get() = 0

    /** Which records count. */
    val selection: Selection by lazy { selecting.selection(console, skipped) }

    val files: List<String>
        get() = arguments.files.also {
            if (selecting.takesInput && Input.STANDARD_INPUT in it) throw usageFailure(Input.TWICE)
        }

    /** The inputs that the arguments name, or standard input if they name none and it has something to read. */
    val inputs: List<Input> get() = Input.all(files, console.isInputTerminal || selecting.takesInput)

    /** Returns a reading of [inputs]. */
    fun reading(
        inputs: List<Input> = this.inputs,
        endings: Endings = Endings.NONE,
        partBytes: Long = USUAL_PART,
        configure: ReadOptions.Builder.() -> Unit = {},
    ): Reading {
        val options = reading.toReadOptions(configure)
        val sharing = reading.sharing(partBytes)
        return Reading(console, common, inputs, options, interruption, selection, endings, sharing)
    }

    override fun perform(): Int = ExitCode.graver(run(), selection.report(::note))

    protected companion object {
        // A few milliseconds of work. The results of several parts are in memory at once.
        const val USUAL_PART = 2L shl 20
    }
}

/**
 * A command that reads files of records and writes records to one output.
 *
 * @property isChoosing whether it passes on only some records, so that damage doesn't count as lost
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
     * Reads the files with [choose], which writes the records that it wants to the output.
     *
     * @param partBytes the size of the parts of a file that threads take
     */
    protected fun handOn(
        inputs: List<Input> = this.inputs,
        destination: Destination = output.destination,
        partBytes: Long = USUAL_PART,
        configureReading: ReadOptions.Builder.() -> Unit = {},
        configure: WriteOptions.Builder.() -> Unit = {},
        choose: (reading: Reading, out: RecordOutput, carried: Carried) -> Unit,
    ): Int {
        val isStrict = reading.isStrict
        val endings = endings(destination.name, isStrict, carrying.keepsGoing) {
            "${destination.name}: nothing was written"
        }
        val reading = reading(inputs, endings, partBytes, configureReading)
        val isRehearsal = destination.purpose == Purpose.REHEARSAL
        val rejects = if (isRehearsal) null else carrying.openRejects(inputs, destination, interruption)
        val carried = Carried(console, common.isQuiet, { "${reading.input}" }, rejects, selection.isAll && !isChoosing)
        val target = RecordTarget.of(console, interruption, destination, inputs, carried, carrying, isStrict, configure)
        rejects.use {
            target.open().use { out ->
                choose(reading, out, carried)
                out.complete()
            }
            rejects?.complete()
        }
        carried.report()
        return ExitCode.graver(reading.finish(), carried.exitCode)
    }
}
