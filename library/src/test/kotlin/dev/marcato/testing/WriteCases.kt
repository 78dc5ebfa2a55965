// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Conversion
import dev.marcato.Inexpressible
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.Subfield
import dev.marcato.Unencodable
import dev.marcato.WriteOptions

/** Holds a record that writers refuse with a given code, in words and as it is. */
public class WriteCase internal constructor(
    /** Gives the code that has to be reported. */
    public val code: ProblemCode,
    /** Tells what is wrong, in words that follow "when". */
    public val what: String,
    /** Gives the tag of the field that is to be named, or null if the record as a whole is refused. */
    public val tag: String?,
    /** Gives the record. */
    public val record: Record,
    /** Gives the options that it is refused with. */
    public val options: WriteOptions = WriteOptions.DEFAULT,
) {
    override fun toString(): String = "$code when $what"
}

/** Lists records that can be built, but not written: one at least for each code that only writing has. */
public object WriteCases {
    /** Lists the cases in the order of their codes. */
    @JvmStatic
    public fun all(): List<WriteCase> = listOf(
        WriteCase(
            ProblemCode.CHARACTER_NOT_ENCODABLE,
            "a character is not in MARC-8",
            "245",
            Record.builder().field("001", "42").field("245", '1', '0', Subfield.of('a', "Title \uD83D\uDE00")).build(),
            WriteOptions {
                convertTo = Conversion.marc8(Unencodable.REFUSE)
            },
        ),
        WriteCase(
            ProblemCode.TEXT_NOT_EXPRESSIBLE,
            "a title has a line end, in the line view",
            "245",
            Record.builder().field("001", "42").field("245", '1', '0', Subfield.of('a', "Title\nor two")).build(),
            WriteOptions {
                format = MarcFormat.LINE
                inexpressible = Inexpressible.REFUSE
            },
        ),
        WriteCase(
            ProblemCode.CHARACTER_NOT_CARRIED,
            "a title has a control character, in XML",
            "245",
            Record.builder().field("001", "42").field("245", '1', '0', Subfield.of('a', "Ti\u0007tle")).build(),
            WriteOptions {
                format = MarcFormat.XML
                inexpressible = Inexpressible.REFUSE
            },
        ),
        WriteCase(ProblemCode.FIELD_TOO_LONG, "a note has 10,000 bytes", "520", ofField(10_000)),
        WriteCase(ProblemCode.FIELD_TOO_LONG, "the second of two notes is too long", "520", ofField(5, 200_000)),
        WriteCase(
            ProblemCode.RECORD_TOO_LONG,
            "eleven notes come to 109,000 bytes",
            null,
            ofField(
                *IntArray(11) {
                    9_900
                },
            ),
        ),
    )

    /** Builds a record with control number 42 and fields 520 that take this many bytes, their terminators included. */
    @JvmStatic
    public fun ofField(vararg lengths: Int): Record {
        val builder = Record.builder().field("001", "42")
        for (length in lengths) builder.field("520", ' ', ' ', Subfield.of('a', "x".repeat(maxOf(0, length - 5))))
        return builder.build()
    }
}
