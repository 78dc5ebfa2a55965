// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

/** The namespaces whose element `record` is a MARC record. */
internal object Namespaces {
    const val SLIM: String = "http://www.loc.gov/MARC21/slim"

    /** The attribute that declares the namespace of names without a prefix; for the others it is `xmlns:prefix`. */
    const val DECLARATION: String = "xmlns"

    // Aleph writes one slash too many. MarcXchange (ISO 25577) has the elements of MARCXML.
    private val MARC = setOf(SLIM, "$SLIM/", "info:lc/xmlns/marcxchange-v1", "info:lc/xmlns/marcxchange-v2")

    fun isMarc(namespace: String?): Boolean = namespace in MARC

    /** Returns the name of the attribute that declares the namespace of an element with this name. */
    fun declarationFor(name: String): String {
        val colon = name.indexOf(':')
        return if (colon < 0) DECLARATION else "$DECLARATION:${name.substring(0, colon)}"
    }
}

internal fun localName(name: String): String = name.substringAfterLast(':')
