// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/**
 * A document without a record so far: whether it may be empty, and what it looks like if not.
 *
 * These may be empty: a list without elements (`collection` or `records`), an answer of OAI-PMH with `noRecordsMatch`
 * or only deleted records, and an answer of SRU without hits. Any other document was mistaken for MARCXML.
 */
internal class RecordlessDocument {
    private var root = ""
    private var rootNamespace = ""
    private var hasMarkup = false

    // The format that it looks like, and whether its text contains records.
    private var looks: String? = null
    private var isWrapped = false

    private var hasEmptyList = false
    private var isAnswer = false
    private var hasContent = false
    private var error: String? = null

    /** Notes a declaration, comment or instruction: the document isn't only white space. */
    fun markup() {
        hasMarkup = true
    }

    fun element(element: OpenElement, namespace: String, tag: TagParser) {
        val name = element.localName
        if (root.isEmpty()) {
            root = element.name
            rootNamespace = namespace
            isAnswer = name == SRU
        }
        when (name) {
            in LISTS -> if (tag.isEmptyElement) hasEmptyList = true
            in ANSWERS -> isAnswer = true
            in CONTENTS -> hasContent = true
            "diagnostics" -> if (localName(root) == SRU) error = "an answer of SRU with diagnostics"
            "error" -> if (localName(root) == OAI) oaiError(tag.code.orEmpty())
        }
        if (looks == null) looks = NAMESPACES[namespace] ?: NAMES[name.lowercase()]
    }

    fun end(element: OpenElement) {
        if (element.isEmpty && element.localName in LISTS) hasEmptyList = true
    }

    fun text(window: ByteWindow, from: Int, to: Int, isCdata: Boolean) {
        if (isWrapped || !holdsLeader(window, from, to)) return
        isWrapped = true
        looks = if (isCdata) IN_CDATA else ESCAPED
    }

    /** Returns why the document should have a record; null if it may be empty. */
    fun fault(): Fault? {
        if (root.isEmpty() && !hasMarkup) return null
        val isEmptyByRight = error == null && !isWrapped && (hasEmptyList || (isAnswer && !hasContent))
        if (isEmptyByRight) return null
        val rootShown = if (root.isEmpty()) "without a root element" else "whose root element is ${shown(root)}"
        val namespace = if (rootNamespace.isEmpty()) "" else " in the namespace ${shown(rootNamespace)}"
        val seen = error ?: looks
        val hint = if (seen == null) "" else "; this looks like $seen"
        val found = "no record in a document $rootShown$namespace"
        return Fault(ProblemCode.NO_RECORD_FOUND, 0, found, "a record of MARCXML$hint")
    }

    private fun oaiError(code: String) {
        if (code == NO_RECORDS_MATCH) isAnswer = true else error = "an answer of OAI-PMH with the error ${shown(code)}"
    }

    /** Whether the tag of a leader stands in the text, escaped or not. */
    private fun holdsLeader(window: ByteWindow, from: Int, to: Int): Boolean {
        for (at in from until to - LEADER.length) {
            if (isAt(window, at, to, LEADER)) {
                val end = at + LEADER.length
                if (isAt(window, end, to, ">") || isAt(window, end, to, "&gt;")) return true
            }
        }
        return false
    }

    private fun isAt(window: ByteWindow, at: Int, to: Int, text: String): Boolean {
        if (at + text.length > to) return false
        val front = window.position + at
        for (index in text.indices) if (window.buffer.get(front + index) != text[index].code.toByte()) return false
        return true
    }

    private companion object {
        const val OAI = "OAI-PMH"
        const val SRU = "searchRetrieveResponse"
        const val NO_RECORDS_MATCH = "noRecordsMatch"
        const val LEADER = "leader"
        val LISTS = setOf(MarcElements.COLLECTION, "records")
        val ANSWERS = setOf("ListRecords", "GetRecord")

        /** The elements around a record's content in the answers of OAI-PMH and SRU. */
        val CONTENTS = setOf("metadata", "recordData")

        const val IN_CDATA = "records in CDATA, which is text in XML: take them out of it first"
        const val ESCAPED = "records in escaped text: unescape it first, or ask SRU for recordPacking=xml"
        const val MODS = "MODS"
        const val TURBO_MARC = "Turbo-MARC"
        const val HTML = "an HTML page"
        const val DUBLIN_CORE = "Dublin Core"
        const val OAI_MARC = "the old format oai_marc"
        const val FIELDS = "fields of MARCXML without an element \"record\" around them"
        val NAMESPACES = mapOf(
            "http://www.loc.gov/mods/v3" to MODS,
            "http://www.indexdata.com/turbomarc" to TURBO_MARC,
            "http://www.w3.org/1999/xhtml" to HTML,
            "http://www.openarchives.org/OAI/2.0/oai_dc/" to DUBLIN_CORE,
            "http://purl.org/dc/elements/1.1/" to DUBLIN_CORE,
            "http://www.openarchives.org/OAI/1.1/oai_marc" to OAI_MARC,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#" to "RDF",
        )

        // In lower case, because HTML allows both.
        val NAMES = mapOf(
            "mods" to MODS,
            "modscollection" to MODS,
            "html" to HTML,
            "oai_marc" to OAI_MARC,
        ) + MarcElements.CHILDREN.associateWith { FIELDS }
    }
}
