// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What reads a record of MARCXML. */
public enum class XmlParser {
    /**
     * Marcato itself, several times as fast: records as dumps have them, with nothing in them but what MARCXML has, and
     * nothing wrong.
     */
    OWN,

    /** The parser of the platform (SAX), which can read everything that is XML. */
    PLATFORM,
}
