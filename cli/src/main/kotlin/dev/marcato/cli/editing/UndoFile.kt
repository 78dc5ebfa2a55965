// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.core.JsonToken
import com.fasterxml.jackson.core.StreamReadConstraints
import com.fasterxml.jackson.core.io.JsonEOFException
import dev.marcato.MarcFormat
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import java.io.IOException
import java.io.InputStream

/**
 * A step from an edited file back to the old one.
 *
 * @property new the digests of the stretches that are replaced
 * @property old what is put in their place; null to keep them
 */
internal class UndoStep(val record: Long?, val id: String?, val new: List<String>, val old: ByteArray?) {
    /** The record, for messages. */
    val name: String
        get() = (record?.let { "record $it" } ?: "a piece") + id?.let { " (001 $it)" }.orEmpty()
}

/**
 * Reads what an [UndoLog] has written.
 *
 * @property name the name of the file, for messages
 */
internal class UndoFile(private val name: String, stream: InputStream) : AutoCloseable {
    private val json = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Int.MAX_VALUE).build()).build()
        .createParser(stream)
    private val waiting = ArrayDeque<UndoStep>()
    private var end: Line? = null

    /** The format of the edited file. */
    val format: MarcFormat

    /** The format of the old file; null if it had nothing. */
    val oldFormat: MarcFormat?

    init {
        val head = line() ?: throw wrong()
        if (head.version == null) throw wrong()
        if (head.version != 1L) {
            throw Failure(
                ExitCode.FAILED,
                "$name: another version of marcato has written it, and this one can't read it",
            )
        }
        format = head.format ?: throw wrong()
        oldFormat = head.from
    }

    /** Whether these are the [length] and the [digest] of the old file, once all steps were taken. */
    fun isOld(length: Long, digest: ByteArray): Boolean = end?.length == length && digest.contentEquals(end?.digest)

    /** The next step; null if there is none. */
    fun next(): UndoStep? {
        if (waiting.isEmpty() && end == null) take(line() ?: throw cutOff())
        return waiting.removeFirstOrNull()
    }

    private fun take(line: Line) {
        if (line.digest != null) {
            end = line
            return
        }
        for (digest in line.same) waiting.addLast(UndoStep(null, null, listOf(digest), null))
        if (line.same.isEmpty()) waiting.addLast(UndoStep(line.record, line.id, line.new, line.old ?: throw wrong()))
    }

    /** The members of the objects in lines; which are there depends on the line. */
    private class Line {
        var version: Long? = null
        var format: MarcFormat? = null
        var from: MarcFormat? = null
        var record: Long? = null
        var id: String? = null
        var length: Long? = null
        var same = emptyList<String>()
        var new = emptyList<String>()
        var old: ByteArray? = null
        var digest: ByteArray? = null
    }

    private fun line(): Line? = try {
        if (json.nextToken() == null) null else Line().also(::fill)
    } catch (e: JsonProcessingException) {
        throw if (e is JsonEOFException) cutOff() else wrong(e)
    }

    private fun fill(line: Line) {
        if (json.currentToken() != JsonToken.START_OBJECT) throw wrong()
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            val member = json.currentName()
            json.nextToken()
            when (member) {
                VERSION -> line.version = json.longValue
                FORMAT -> line.format = formatNamed(json.text)
                FROM -> line.from = formatNamed(json.text)
                RECORD -> line.record = json.longValue
                ID -> line.id = json.text
                LENGTH -> line.length = json.longValue
                SAME -> line.same = texts()
                NEW -> line.new = texts()
                OLD -> line.old = json.binaryValue
                DIGEST -> line.digest = json.binaryValue
                else -> json.skipChildren()
            }
        }
    }

    private fun texts(): List<String> = buildList { while (json.nextToken() == JsonToken.VALUE_STRING) add(json.text) }

    private fun formatNamed(text: String) = MarcFormat.entries.firstOrNull { it.name == text } ?: throw wrong()

    private fun cutOff() = Failure(ExitCode.FAILED, "$name: its end is missing", "nothing was written")

    private fun wrong(cause: IOException? = null): Failure {
        val failure = Failure(ExitCode.FAILED, "$name: that isn't a file that --undo has written")
        if (cause != null) failure.initCause(cause)
        return failure
    }

    override fun close() {
        json.close()
    }

    companion object {
        const val VERSION = "undo"
        const val FORMAT = "format"
        const val FROM = "from"
        const val RECORD = "record"
        const val ID = "id"
        const val LENGTH = "length"
        const val SAME = "same"
        const val NEW = "new"
        const val OLD = "old"
        const val DIGEST = "sha256"
    }
}
