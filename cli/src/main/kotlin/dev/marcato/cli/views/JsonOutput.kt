// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonGenerator
import com.fasterxml.jackson.core.json.JsonWriteFeature
import java.io.Writer

/** Returns a generator that writes JSON to [out], without line ends, and never closes it. */
internal fun jsonTo(out: Appendable): JsonGenerator {
    // C1 control characters could still control a terminal.
    val factory = JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build()
    val json = factory.createGenerator(AppendingWriter(out))
    json.setRootValueSeparator(null)
    return json
}

/** Ends an object and its line. */
internal fun JsonGenerator.endLine() {
    writeEndObject()
    writeRaw('\n')
    flush()
}

private class AppendingWriter(private val out: Appendable) : Writer() {
    override fun write(characters: CharArray, offset: Int, length: Int) {
        out.append(String(characters, offset, length))
    }

    override fun flush() = Unit

    override fun close() = Unit
}
