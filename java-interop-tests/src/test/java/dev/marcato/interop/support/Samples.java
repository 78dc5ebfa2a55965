// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.support;

import dev.marcato.ControlField;
import dev.marcato.DataField;
import dev.marcato.Field;
import dev.marcato.Record;
import dev.marcato.Subfield;
import dev.marcato.blocking.BlockingMarcReader;
import dev.marcato.testing.Catalogue;
import dev.marcato.testing.Iso2709Bytes;
import dev.marcato.testing.PlainControlField;
import dev.marcato.testing.PlainDataField;
import dev.marcato.testing.PlainField;
import dev.marcato.testing.PlainRecord;
import dev.marcato.testing.PlainSubfield;
import dev.marcato.testing.RawRecord;
import dev.marcato.testing.SampleCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Records and bytes to read. */
public final class Samples {
    /** How many records {@link #many} holds; together they are larger than the first chunk of any reader. */
    public static final int MANY = 300;

    /** Where the byte that is wrong in {@link #thirdIsBroken} stands, counted from the base address of its record. */
    private static final int THIRD_IS_BROKEN_AT = "bad1.  .aWhales.  .a".length();

    private Samples() {
    }

    /** The records of the sample catalogue. */
    public static List<PlainRecord> catalogue() {
        return SampleCatalogue.records();
    }

    /** The sample catalogue as a file holds it. */
    public static byte[] catalogueBytes() {
        return SampleCatalogue.toByteArray();
    }

    /** A file of {@link #MANY} records. */
    public static byte[] many() {
        return Catalogue.ordinary().toByteArray(MANY);
    }

    /** A record with nothing but this control number. */
    public static byte[] small(String controlNumber) {
        return Iso2709Bytes.encode(PlainRecord.book(PlainField.control("001", controlNumber)));
    }

    /** Small records with the control numbers 0, 1, 2 and so on, each of the same size below ten. */
    public static byte[] small(int count) {
        var bytes = new ByteArrayOutputStream();
        for (int index = 0; index < count; index++) bytes.writeBytes(small(Integer.toString(index)));
        return bytes.toByteArray();
    }

    /** Two good records, and one with the byte 0xFF in $a of its second field 650, although it says it is in UTF-8. */
    public static byte[] thirdIsBroken() {
        var broken = RawRecord.of(PlainRecord.book(
                PlainField.control("001", "bad1"),
                PlainField.data("650", "  ", "a", "Whales"),
                PlainField.data("650", "  ", "a", "Ships")));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(small(2));
        bytes.writeBytes(broken.withDataByte(THIRD_IS_BROKEN_AT, 0xFF).toByteArray());
        return bytes.toByteArray();
    }

    /** A record that says that it is in UTF-8 but has the byte 0xFF in its title. */
    public static byte[] notUtf8() {
        byte[] bytes = Iso2709Bytes.encode(PlainRecord.book(
                PlainField.control("001", "x1"), PlainField.data("245", "10", "a", "Caf_")));
        for (int index = 0; index < bytes.length; index++) if (bytes[index] == '_') bytes[index] = (byte) 0xFF;
        return bytes;
    }

    /** The first record in these bytes. */
    public static Record read(byte[] bytes) {
        try (BlockingMarcReader reader = BlockingMarcReader.open(bytes)) {
            return reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the library makes of a record after it was written and read. */
    public static Record read(PlainRecord record) {
        return read(Iso2709Bytes.encode(record));
    }

    /** The records as plain values, to be compared with what they were written from. */
    public static List<PlainRecord> plain(Iterable<Record> records) {
        var plain = new ArrayList<PlainRecord>();
        for (Record record : records) plain.add(plain(record));
        return plain;
    }

    /** The record as plain values. */
    public static PlainRecord plain(Record record) {
        var fields = new ArrayList<PlainField>();
        for (Field field : record.fields()) {
            if (field instanceof ControlField control) {
                fields.add(new PlainControlField(control.tag(), control.value()));
            } else if (field instanceof DataField data) {
                var subfields = new ArrayList<PlainSubfield>();
                for (Subfield subfield : data.subfields()) {
                    subfields.add(new PlainSubfield(subfield.code(), subfield.value()));
                }
                fields.add(new PlainDataField(data.tag(), data.indicator1(), data.indicator2(), subfields));
            }
        }
        return new PlainRecord(record.leader().toString(), fields);
    }
}
