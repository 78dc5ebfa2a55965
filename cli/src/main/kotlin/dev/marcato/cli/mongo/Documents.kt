// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.RecordKey
import dev.marcato.mongodb.RecordShape
import dev.marcato.path.MarcPathException

/** Returns the codec that the options ask for. */
internal fun recordDocuments(
    shape: ShapeChoice,
    searchKeys: List<String>,
    key: KeyChoice = KeyChoice.NUMBER,
): RecordDocuments = try {
    RecordDocuments {
        this.shape = when (shape) {
            ShapeChoice.COMPACT -> RecordShape.COMPACT
            ShapeChoice.JSON -> RecordShape.JSON
            ShapeChoice.ISO2709 -> RecordShape.ISO_2709
        }
        this.searchKeys = searchKeys.map(String::trim)
        this.key = when (key) {
            KeyChoice.NUMBER -> RecordKey.CONTROL_NUMBER
            KeyChoice.SOURCE_AND_NUMBER -> RecordKey.SOURCE_AND_CONTROL_NUMBER
        }
    }
} catch (e: MarcPathException) {
    throw Failure(ExitCode.USAGE, "--search-keys: ${e.reason}", picture = "${e.picture}\n")
}
