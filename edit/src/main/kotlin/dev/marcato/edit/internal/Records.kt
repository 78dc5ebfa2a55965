// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule

/** `drop record`. */
internal class DropRecord(rule: EditRule) : Action(rule) {
    override fun run(at: Editing) {
        at.noteMatch(rule)
        at.drop()
    }
}
