// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Record
import dev.marcato.record

/** Gives pieces of MARCXML. */
internal object XmlSamples {
    const val SLIM = "xmlns=\"http://www.loc.gov/MARC21/slim\""
    const val LEADER = "00000nam a2200000 i 4500"

    /** A record with one title in MARCXML. */
    fun titled(title: String, id: String = "1"): String =
        "<record><leader>$LEADER</leader><controlfield tag=\"001\">$id</controlfield>" +
            "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">$title</subfield></datafield></record>"

    /** The record that [titled] describes. */
    fun titledRecord(title: String, id: String = "1"): Record = record {
        field("001", id)
        field("245", '1', '0') { 'a' to title }
    }

    fun collection(vararg records: String): String =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection $SLIM>\n${records.joinToString("\n")}\n</collection>\n"
}
