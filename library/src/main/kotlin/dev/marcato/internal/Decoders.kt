// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.ReadOptions
import dev.marcato.iso2709.Iso2709Decoder

/** Makes the decoder that these options ask for; [recycle] takes back the arrays that it no longer looks at. */
internal fun ReadOptions.decoder(recycle: (ByteArray) -> Unit = {}): RecordDecoder = Iso2709Decoder(this, recycle)
