// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

class CsvSpec : FreeSpec({
    "what a reader of RFC 4180 finds in a line is what was written" {
        val awkward = Arb.element("", ",", "\"", "\r\n", "\n", "a,b", "\"\"", " a ", "ü", "=1+1")
        checkAll(300, Arb.list(awkward, 1..5), Arb.list(Arb.string(0..6), 1..5)) { first, second ->
            parse(csvLine(first) + csvLine(second)) shouldContainExactly listOf(first, second)
            Csv.line(first + second) shouldBe csvLine(first + second)
        }
    }

    "nothing is written for null" {
        csvLine(listOf("a", null, 1)) shouldBe "a,,1\r\n"
        Csv.line(listOf("a", null, 1)) shouldBe "a,,1\r\n"
    }
}) {
    companion object {
        /** Reads a table letter by letter, as RFC 4180 describes it. */
        fun parse(table: String): List<List<String>> {
            val rows = ArrayList<List<String>>()
            var row = ArrayList<String>()
            var at = 0
            while (at < table.length) {
                val value = StringBuilder()
                if (table[at] == '"') {
                    at++
                    while (table[at] != '"' || table.getOrNull(at + 1) == '"') {
                        if (table[at] == '"') at++
                        value.append(table[at++])
                    }
                    at++
                } else {
                    while (table[at] != ',' && table[at] != '\r') value.append(table[at++])
                }
                row += value.toString()
                if (table[at++] == ',') continue
                check(table[at++] == '\n')
                rows += row
                row = ArrayList()
            }
            return rows
        }
    }
}
