// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark;

import dev.marcato.internal.text.Iso2022Decoder;
import dev.marcato.internal.text.Iso2022Encoder;
import dev.marcato.internal.text.Marc8;
import dev.marcato.internal.text.RepertoireCodes;
import dev.marcato.Unencodable;

/** The library's MARC-8, both ways; in Java because Kotlin would not allow this look at its internals. */
public final class Marc8Coding {
    private static final RepertoireCodes CODES = new RepertoireCodes(Marc8.INSTANCE.getREPERTOIRE());

    private final Iso2022Decoder decoder =
            new Iso2022Decoder(Marc8.INSTANCE.getREPERTOIRE(), (offset, length, expected) -> { });
    private final Iso2022Encoder encoder = new Iso2022Encoder(CODES, Unencodable.NUMERIC_REFERENCE);

    /** Decodes a value as the first one of a field. */
    public String decode(byte[] bytes) {
        decoder.startField();
        return decoder.decode(bytes, 0, bytes.length);
    }

    /** Encodes a value. */
    public byte[] encode(String text) {
        return encoder.encode(text);
    }
}
