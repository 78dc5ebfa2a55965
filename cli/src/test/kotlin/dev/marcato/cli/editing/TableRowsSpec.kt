// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.messages.Failure
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableFormat
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.checkAll
import kotlin.random.Random

private fun rows(bytes: ByteArray, delimiter: Char? = null): List<List<String>> {
    val table = TableRows("t.csv", bytes.inputStream(), delimiter)
    return listOf(table.columns) + generateSequence(table::next).map { it.cells }
}

private fun rows(text: String, delimiter: Char? = null) = rows(text.toByteArray(), delimiter)

private fun failure(text: String) = shouldThrow<Failure> { rows(text) }.line

class TableRowsSpec : FreeSpec({
    "cells with separators, quotation marks and line ends" {
        rows("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n,\r\n\n\"\",2") shouldBe
            listOf(listOf("a", "b"), listOf("1", "x, \"y\"\nz"), listOf("", ""), listOf("", "2"))
        rows("a\n1\n2\n") shouldBe listOf(listOf("a"), listOf("1"), listOf("2"))
    }

    "the separator that the first row has" {
        rows("a;b;c\n1,5;2;3") shouldBe listOf(listOf("a", "b", "c"), listOf("1,5", "2", "3"))
        rows("\"a;;;\",b\n1,2") shouldBe listOf(listOf("a;;;", "b"), listOf("1", "2"))
        rows("a\tb\n1\t2") shouldBe listOf(listOf("a", "b"), listOf("1", "2"))
        rows("a|b\n1|2", '|') shouldBe listOf(listOf("a", "b"), listOf("1", "2"))
    }

    "TSV with and without quotation marks" {
        rows("a\tb\n\"x\" y\t\"x\"\"y\"\n\"\t\"z\n") shouldBe
            listOf(listOf("a", "b"), listOf("\"x\" y", "x\"y"), listOf("\"", "\"z"))
    }

    "a byte order mark isn't part of a name, and empty cells at the end don't count" {
        rows("\uFEFFa,b\n1,2,,\n") shouldBe listOf(listOf("a", "b"), listOf("1", "2"))
    }

    "what is wrong has its row and column" {
        failure("") shouldBe "t.csv: it is empty (the first row has the names of columns)"
        failure("a,b\n1,2\n1") shouldBe "t.csv: row 2, column \"b\" (line 3): there are 1 cells for 2 columns"
        failure("a,b\n\"1\n\",2\n1,2,3") shouldBe "t.csv: row 2, cell 3 (line 4): there are 3 cells for 2 columns"
        failure("a,b\n1,\"2\n3") shouldBe "t.csv: row 1, column \"b\" (line 2): a quotation mark is missing"
        failure("a,b\n1,\"2\"3") shouldBe
            "t.csv: row 1, column \"b\" (line 2): a quotation mark in a cell has to be doubled"
        failure("a,b,a\n") shouldBe "t.csv: two columns are called \"a\""
        failure("a,\"b") shouldBe "t.csv: names of columns, cell 2 (line 1): a quotation mark is missing"
        shouldThrow<Failure> { rows("a,b\n1,".toByteArray() + 0xE4.toByte()) }.line shouldBe
            "t.csv: row 1, column \"b\" (line 2): that isn't text in UTF-8"
        shouldThrow<Failure> { rows(byteArrayOf(-1, -2, 'a'.code.toByte(), 0)) }.line shouldBe
            "t.csv: it is in UTF-16 (save it as CSV in UTF-8)"
    }

    "whatever is written as a table is read again" {
        val cells = Arb.of(2 to "abä,;\"\n\r\t ")
        checkAll(300, cells) { table ->
            for (format in listOf(TableFormat.CSV, TableFormat.TSV)) {
                val out = StringBuilder()
                val writer = Table(format, isWithoutFormulas = false)
                val written = if (format == TableFormat.CSV) table else table.map { row -> row.map(::plain) }
                for (row in listOf(listOf("one", "two", "three")) + written) writer.row(row, out)
                rows("$out".toByteArray(), checkNotNull(format.separator)).drop(1) shouldBe written
            }
        }
    }

    "any bytes are a table or one failure" {
        val random = Random(41)
        repeat(2_000) {
            val bytes = ByteArray(random.nextInt(60)) { "ab,;\t\"\n\r\u00E4".random(random).code.toByte() }
            try {
                rows(bytes)
            } catch (_: Failure) {
                // That is what it is for.
            }
        }
    }
})

// TSV has no way to write these.
private fun plain(cell: String): String = cell.filter { it != '\t' && it != '\n' && it != '\r' && it != '"' }

private fun Arb.Companion.of(size: Pair<Int, String>): Arb<List<List<String>>> = arbitrary { source ->
    val random = source.random
    List(random.nextInt(6)) {
        List(size.first + 1) { column ->
            val text = CharArray(random.nextInt(6)) { size.second.random(random) }.concatToString()
            // A row with nothing in it but line ends is blank.
            if (column == 0) "x$text" else text
        }
    }
}
