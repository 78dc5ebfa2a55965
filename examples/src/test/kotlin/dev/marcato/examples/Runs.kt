// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.Strictness
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path
import kotlinx.coroutines.flow.toList

/** The two programs for one task, which must do the same. */
internal fun bothOf(name: String): List<String> = listOf("dev.marcato.examples.${name}Kt", "dev.marcato.examples.$name")

/** Runs a program as java does, by its main; returns what it prints. */
internal fun run(program: String, vararg arguments: Any): List<String> {
    val bytes = ByteArrayOutputStream()
    val before = System.out
    System.setOut(PrintStream(bytes, true, "UTF-8"))
    try {
        Class.forName(program).getMethod("main", Array<String>::class.java)
            .invoke(null, arguments.map { "$it" }.toTypedArray())
    } catch (e: InvocationTargetException) {
        throw e.targetException
    } finally {
        System.setOut(before)
    }
    return bytes.toString("UTF-8").lines().dropLast(1)
}

internal suspend fun recordsOf(path: Path): List<Record> =
    MarcReader.open(path) { strictness = Strictness.LENIENT }.records().toList()
