// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The parser for a record in MARCXML. */
public enum class XmlParser {
    /**
     * Marcato's own parser, several times as fast: it reads records as in usual dumps, with nothing but valid MARCXML
     * in them.
     */
    OWN,

    /** The parser of the platform (SAX), which reads all XML. */
    PLATFORM,
}
