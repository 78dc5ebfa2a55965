// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.text.Normalizer

/** Into which form of Unicode text is brought, since a letter with marks has several. */
public enum class Normalization(@get:JvmSynthetic internal val form: Normalizer.Form?) {
    /** Text stays as it is. */
    NONE(null),

    /** A letter and its marks are one character where Unicode has one: what most programs expect. */
    NFC(Normalizer.Form.NFC),

    /** A letter and its marks are characters of their own: what MARC 21 recommends for exchange. */
    NFD(Normalizer.Form.NFD),
}
