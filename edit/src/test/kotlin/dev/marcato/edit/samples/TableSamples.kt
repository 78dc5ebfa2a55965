// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.samples

import dev.marcato.Record
import dev.marcato.edit.TableMap

internal fun buildFromTable(rows: List<Map<String, String>>): List<Record> {
    val map = TableMap.parse(
        """
        add 001 "{column Number}"
        add 245 10 ${'$'}a "{column Title}" [${'$'}c "{column Author}"]
        each column Subjects at "|" {
          add 650 _4 ${'$'}a "{column Subjects}"
        }
        """.trimIndent(),
    )
    val session = map.edits.session()
    return rows.mapNotNull { map.build(it, session).record }
}
