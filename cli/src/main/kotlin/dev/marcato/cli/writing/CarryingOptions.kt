// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.Inexpressible
import dev.marcato.MarcFormat
import dev.marcato.Oversize
import dev.marcato.Repair
import dev.marcato.WriteOptions
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Formats
import dev.marcato.cli.reading.Input

/** Options for records and other bytes that can't be passed on unchanged. */
internal class CarryingOptions(options: OptionSet) {
    private val repair by options.choice(
        "--repair",
        label = "HOW",
        choices = Repair.entries,
        default = Repair.KEEP,
        description =
        "What to do about records with problems: keep their bytes, or lay them out anew if lengths or offsets " +
            "are wrong (keep, the default); always raw bytes (raw); always laid out anew (relaid); or refuse them.",
    )

    private val onIllegal by options.choice(
        "--on-illegal",
        label = "WHAT",
        choices = Inexpressible.entries,
        description =
        "What to do about text, codes and indicators that the output can't carry: replace them and say so " +
            "(the default), or refuse the record (the default with --strict or --rejects).",
    )

    private val onOversize by options.text(
        "--on-oversize",
        label = "WHAT",
        default = "refuse",
        description = "What to do about records too large for ISO 2709: refuse (the default), nines (lengths of " +
            "nines), or split:TAG (several records that share out the fields with this tag, such as split:852).",
    )

    private val rejects by options.text(
        "--rejects",
        label = "FILE",
        description =
        "Write records that the output refuses to this file instead of leaving them out, in ISO 2709 with " +
            "their bytes as they were read; damage too.",
    )

    val keepsDamage by options.flag(
        "--keep-damage",
        description = "Also copy the bytes between records that aren't records, to marc.",
    )

    private val going = KeepGoing(options)

    val keepsGoing: Boolean get() = going.isAsked

    /** Sets these options; [isStrict] if reading is strict too. */
    fun configure(builder: WriteOptions.Builder, isStrict: Boolean) {
        val isCareful = isStrict || rejects != null
        builder.repair = repair
        builder.inexpressible = onIllegal ?: if (isCareful) Inexpressible.REFUSE else Inexpressible.REPLACE
        builder.oversize = oversize()
    }

    /** Opens the file for refused records, if one is named. */
    fun openRejects(inputs: List<Input>, destination: Destination, interruption: Interruption): Rejects? {
        val name = rejects ?: return null
        if (name == destination.name) {
            throw usageFailure("$name: it is both the output and the file for rejects", "name another file")
        }
        return Rejects(OutputFile.checked(name, inputs, destination.isForced), destination.isForced, interruption)
    }

    /** Whether damage is written in its place, to an output in this [format]. */
    fun keepsDamageIn(format: MarcFormat?): Boolean {
        if (!keepsDamage) return false
        if (format == MarcFormat.ISO_2709) return true
        throw usageFailure("--keep-damage is for marc, and the output is ${format?.let(Formats::nameOf)}")
    }

    private fun oversize(): Oversize = when {
        onOversize == "refuse" -> Oversize.REFUSE

        onOversize == "nines" -> Oversize.ALL_NINES

        onOversize.startsWith(SPLIT) -> try {
            Oversize.split(onOversize.removePrefix(SPLIT))
        } catch (e: IllegalArgumentException) {
            throw usageFailure("--on-oversize $onOversize: ${e.message}")
        }

        else -> throw usageFailure("--on-oversize is refuse, nines or split:TAG, not \"$onOversize\"")
    }

    private companion object {
        const val SPLIT = "split:"
    }
}

/** Whether a command keeps its output if a file can't be read to its end. */
internal class KeepGoing(options: OptionSet) {
    val isAsked by options.flag(
        "--keep-going",
        description = "Keep the output even if an input can't be read to its end; otherwise an output file stays as " +
            "it was.",
    )
}
