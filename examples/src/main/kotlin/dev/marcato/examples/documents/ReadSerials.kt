// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.MarcReader
import kotlin.io.path.Path
import kotlinx.coroutines.flow.filter

suspend fun main() = MarcReader.open(Path("catalogue.mrc")).records()
    .filter { it.leader.isSerial }
    .collect { println("${it.controlNumber}: ${it.title}") }
