// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcFormat
import dev.marcato.Record

/** A dollar sign is a section sign in the texts of these specs, where Kotlin has a meaning for it. */
internal fun dollars(text: String): String = text.replace('§', '$')

/** A record of lines in mnemonic form, without a leader if [leader] gives it. */
internal fun recordOf(lines: String, leader: String = "00000nam a2200000 i 4500"): Record =
    Record.parse("=LDR  $leader\n${dollars(lines.trimIndent())}\n", MarcFormat.MNEMONIC)

internal fun editsOf(text: String): Edits = Edits.parse(dollars(text))

/** The changes that edits make, with section signs. */
internal fun Edits.changesOf(record: Record): List<String> = apply(record).changes.map { "$it".replace('$', '§') }

/** The fields of what edits make of a record, with section signs. */
internal fun Edits.fieldsOf(record: Record): List<String> =
    checkNotNull(apply(record).record).fields.map { "$it".replace('$', '§') }

internal fun Edited.reasons(): List<String> =
    problems.map { "${it.path?.let { path -> "$path: " }.orEmpty()}${it.reason}".replace('$', '§') }

/** A book with something for each statement. */
internal val book: Record = recordOf(
    """
    =001  42
    =008  200101s2020    xxu           000 0 eng d
    =020  \\§a0306406152 (paperback)
    =035  \\§aocm00000042
    =100  1\§aMelville, Herman,§eauthor.
    =245  10§aMoby Dick, or, The whale /§cHerman Melville.
    =260  \\§aLondon ;§aNew York§c1851.
    =650  \0§aWhales§vFiction.
    =650  \7§aSea stories.§2gsafd
    =650  \0§aWhales§vFiction.
    =856  40§uhttp://example.org/42
    =990  \\§aGift
    """,
)

/** Files that edits may name. */
internal fun filesOf(vararg files: Pair<String, String>): EditFiles = EditFiles { name ->
    files.toMap()[name]?.byteInputStream() ?: throw java.io.FileNotFoundException(name)
}
