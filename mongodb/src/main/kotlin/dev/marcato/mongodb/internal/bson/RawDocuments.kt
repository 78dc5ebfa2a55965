// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bson

import org.bson.BsonDocument
import org.bson.BsonValue
import org.bson.RawBsonDocument

private const val HEADER = 4
private const val OBJECT_ID: Byte = 0x07

/** The name of an element and its bytes. */
internal class ElementName(val text: String) {
    val bytes: ByteArray = text.toByteArray()

    companion object {
        val ID = ElementName("_id")
    }
}

/** The range of an element in a document: type, name and value together. */
internal class ElementRange(val start: Int, val nameEnd: Int, val end: Int) {
    val size: Int get() = end - start

    /** Where the value begins. */
    val valueStart: Int get() = nameEnd + 1
}

/** Finds the element called [name] at the top of the document that starts at [start], or null. */
internal fun findElement(bytes: ByteArray, start: Int, name: ElementName): ElementRange? {
    var offset = start + HEADER
    while (bytes[offset] != 0.toByte()) {
        val nameEnd = indexOfNul(bytes, offset + 1)
        val end = valueEnd(bytes, bytes[offset], nameEnd + 1)
        if (sameName(bytes, offset + 1, nameEnd, name.bytes)) return ElementRange(offset, nameEnd, end)
        offset = end
    }
    return null
}

/** The `_id` of a document at [start] that may be cut off at [end], if it is the first element; else null. */
internal fun leadingId(bytes: ByteArray, start: Int, end: Int): BsonValue? {
    val element = start + HEADER
    val nameEnd = element + 1 + ElementName.ID.bytes.size
    // After the name there must be at least the length of a value.
    if (nameEnd + 1 + HEADER > end || !sameName(bytes, element + 1, nameEnd, ElementName.ID.bytes)) return null
    return try {
        val valueEnd = valueEnd(bytes, bytes[element], nameEnd + 1)
        if (valueEnd > end) null else documentOf(bytes, listOf(ElementRange(element, nameEnd, valueEnd)))["_id"]
    } catch (e: RuntimeException) {
        // The codec stopped within the value.
        null
    }
}

/** Says why the value of [element] can't be a key in a filter, where it must match only itself; null if it can. */
internal fun whyNoKey(bytes: ByteArray, element: ElementRange): String? = when (bytes[element.start].toInt()) {
    0x06, 0x0A -> "is null, which documents without it would match too"
    0x0B -> "is a regular expression, which other values would match too"
    0x03 -> "is an operator".takeIf { bytes[element.valueStart + HEADER + 1] == '$'.code.toByte() }
    else -> null
}

/** Returns the first top-level name that begins with a dollar sign, or null. */
internal fun dollarName(bytes: ByteArray, start: Int): String? {
    var offset = start + HEADER
    while (bytes[offset] != 0.toByte()) {
        val nameEnd = indexOfNul(bytes, offset + 1)
        if (bytes[offset + 1] == '$'.code.toByte()) return String(bytes, offset + 1, nameEnd - offset - 1)
        offset = valueEnd(bytes, bytes[offset], nameEnd + 1)
    }
    return null
}

/** Makes a document of copies of these elements. */
internal fun documentOf(bytes: ByteArray, elements: List<ElementRange>): RawBsonDocument {
    val document = ByteArray(HEADER + elements.sumOf { it.size } + 1)
    writeLength(document, document.size)
    var offset = HEADER
    for (element in elements) {
        bytes.copyInto(document, offset, element.start, element.end)
        offset += element.size
    }
    return RawBsonDocument(document)
}

/** The bytes of an `_id` element with this ObjectId. */
internal fun objectIdElement(id: ByteArray): ByteArray =
    byteArrayOf(OBJECT_ID, '_'.code.toByte(), 'i'.code.toByte(), 'd'.code.toByte(), 0) + id

/** Whether both have the same bytes; documents with equal values may differ in these. */
internal fun RawBsonDocument.sameBytes(other: BsonDocument): Boolean {
    if (other !is RawBsonDocument || byteLength != other.byteLength) return false
    for (offset in 0 until byteLength) {
        if (backingArray[byteOffset + offset] != other.backingArray[other.byteOffset + offset]) return false
    }
    return true
}

internal fun writeLength(bytes: ByteArray, length: Int) {
    for (index in 0 until HEADER) bytes[index] = (length ushr 8 * index).toByte()
}

internal fun readLength(bytes: ByteArray, start: Int): Int = (bytes[start].toInt() and 0xFF) or
    ((bytes[start + 1].toInt() and 0xFF) shl 8) or
    ((bytes[start + 2].toInt() and 0xFF) shl 16) or
    ((bytes[start + 3].toInt() and 0xFF) shl 24)

/** BSON 1.1: the length of a value follows from its type, or is at its beginning. */
private fun valueEnd(bytes: ByteArray, type: Byte, start: Int): Int = when (type.toInt() and 0xFF) {
    0x06, 0x0A, 0x7F, 0xFF -> start
    0x08 -> start + 1
    0x10 -> start + 4
    0x01, 0x09, 0x11, 0x12 -> start + 8
    0x07 -> start + 12
    0x13 -> start + 16
    0x02, 0x0D, 0x0E -> start + 4 + readLength(bytes, start)
    0x03, 0x04, 0x0F -> start + readLength(bytes, start)
    0x05 -> start + 5 + readLength(bytes, start)
    0x0C -> start + 4 + readLength(bytes, start) + 12
    0x0B -> indexOfNul(bytes, indexOfNul(bytes, start) + 1) + 1
    else -> throw IllegalArgumentException("BSON has no type 0x%02X".format(type))
}

private fun indexOfNul(bytes: ByteArray, from: Int): Int {
    var offset = from
    while (bytes[offset] != 0.toByte()) offset++
    return offset
}

private fun sameName(bytes: ByteArray, start: Int, end: Int, name: ByteArray): Boolean {
    if (end - start != name.size) return false
    for (index in name.indices) if (bytes[start + index] != name[index]) return false
    return true
}
