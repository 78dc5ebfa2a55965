// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.visible
import java.util.BitSet

/**
 * Shows records as lines for people: the leader, a line per field, a blank line; in colours if asked. Control
 * characters are shown as pictures.
 */
internal class LineView(private val out: Appendable, private val isColoured: Boolean) {
    /** Shows leader and fields: those of some [places], see [placesIn], or all. */
    fun show(record: Record, places: BitSet?) {
        if (places == null || places[LEADER]) colour(DIM) { plain(record.leader.toString()) }.append('\n')
        record.fields.forEachIndexed { index, field ->
            if (places == null || places[placeOf(index)]) {
                show(field)
                out.append('\n')
            }
        }
        out.append('\n')
    }

    fun show(field: Field) {
        colour(BOLD) { plain(field.tag) }
        out.append(' ')
        when (field) {
            is ControlField -> plain(field.value)

            is DataField -> {
                colour(DIM) {
                    plain(field.indicator1)
                    plain(field.indicator2)
                }
                for (subfield in field.subfields) {
                    out.append(' ')
                    colour(CODE) {
                        out.append('$')
                        plain(subfield.code)
                    }
                    out.append(' ')
                    plain(subfield.value)
                }
            }
        }
    }

    private inline fun colour(colour: String, content: () -> Unit): Appendable {
        if (isColoured) out.append(colour)
        content()
        if (isColoured) out.append(RESET)
        return out
    }

    private fun plain(text: String) {
        if (text.none { it.isISOControl() }) {
            out.append(text)
        } else {
            text.forEach(::plain)
        }
    }

    private fun plain(character: Char) {
        out.append(if (character.isISOControl()) visible(character) else character)
    }

    private companion object {
        const val BOLD = "\u001B[1m"
        const val DIM = "\u001B[2m"
        const val CODE = "\u001B[36m"
        const val RESET = "\u001B[0m"
    }
}

/** Whether standard output is coloured. */
internal fun isColoured(console: Console, choice: ColourChoice): Boolean = when (choice) {
    ColourChoice.ALWAYS -> true
    ColourChoice.NEVER -> false
    ColourChoice.AUTO -> console.isOutputTerminal && console.environment("NO_COLOR").isNullOrEmpty()
}

internal enum class ColourChoice { AUTO, ALWAYS, NEVER }
