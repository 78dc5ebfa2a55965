// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.text.Normalizer

/** The Unicode normalization form of text: a letter with marks has several. */
public enum class Normalization(@get:JvmSynthetic internal val form: Normalizer.Form?) {
    /** Text stays as it is. */
    NONE(null),

    /** A letter and its marks are one character if Unicode has one, as most programs expect. */
    NFC(Normalizer.Form.NFC),

    /** A letter and its marks are separate characters, as MARC 21 recommends for exchange. */
    NFD(Normalizer.Form.NFD),
}
