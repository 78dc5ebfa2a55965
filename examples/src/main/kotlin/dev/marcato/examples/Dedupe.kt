// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import java.nio.file.Path
import kotlin.io.path.Path

/**
 * Parts a file in two: the first record with each ISBN, and the later ones. Records without an ISBN are kept.
 * Arguments: the file, the file for what is kept, the file for duplicates.
 */
suspend fun main(args: Array<String>) {
    val (input, kept, duplicates) = args.map { Path(it) }
    dedupe(input, kept, duplicates) { number, first -> println("$number has an ISBN of $first") }
}

suspend fun dedupe(input: Path, kept: Path, duplicates: Path, onDuplicate: (number: String?, first: String?) -> Unit) {
    val firsts = HashMap<String, String?>()
    MarcWriter.open(kept).use { keptWriter ->
        MarcWriter.open(duplicates).use { duplicateWriter ->
            MarcReader.open(input).records().collect { record ->
                val isbns = record.isbns.mapNotNull(::isbn13)
                val known = isbns.firstOrNull { it in firsts }
                if (known != null) onDuplicate(record.controlNumber, firsts[known])
                (if (known == null) keptWriter else duplicateWriter).write(record)
                for (isbn in isbns) firsts.putIfAbsent(isbn, record.controlNumber)
            }
        }
    }
}

/** The ISBN-13 for an ISBN of 10 or 13 digits without hyphens; null if its check digit is wrong. */
fun isbn13(isbn: String): String? {
    val digits = isbn.uppercase()
    return when {
        Regex("[0-9]{13}").matches(digits) -> digits.takeIf { it == completed(it.take(12)) }
        Regex("[0-9]{9}[0-9X]").matches(digits) -> completed("978" + digits.take(9)).takeIf { isSound10(digits) }
        else -> null
    }
}

// Weights of 1 and 3 alternate; the sum with the check digit is a multiple of 10.
private fun completed(twelve: String): String {
    val sum = twelve.withIndex().sumOf { (index, digit) -> digit.digitToInt() * (if (index % 2 == 0) 1 else 3) }
    return twelve + (10 - sum % 10) % 10
}

// Weights go from 10 to 1, X is ten; the sum is a multiple of 11.
private fun isSound10(ten: String): Boolean =
    ten.withIndex().sumOf { (index, digit) -> (if (digit == 'X') 10 else digit.digitToInt()) * (10 - index) } % 11 == 0
