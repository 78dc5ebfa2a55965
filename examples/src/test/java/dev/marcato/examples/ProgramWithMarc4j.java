// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.marc4j.MarcPermissiveStreamReader;
import org.marc4j.MarcXmlWriter;
import org.marc4j.marc.ControlField;
import org.marc4j.marc.DataField;
import org.marc4j.marc.MarcFactory;
import org.marc4j.marc.Record;
import org.marc4j.marc.Subfield;
import org.marc4j.marc.VariableField;

/** What {@link Migration} was before: a program with marc4j, whose results must be the same. */
final class ProgramWithMarc4j {
    private ProgramWithMarc4j() {
    }

    public static void main(String[] args) throws IOException {
        try (InputStream in = new FileInputStream(args[0]); OutputStream out = new FileOutputStream(args[1])) {
            var reader = new MarcPermissiveStreamReader(in, true, true);
            var writer = new MarcXmlWriter(out, "UTF-8");
            while (reader.hasNext()) {
                Record record = reader.next();
                print(record);
                change(record);
                writer.write(record);
            }
            writer.close();
        }
    }

    private static void print(Record record) {
        DataField title = (DataField) record.getVariableField("245");
        Subfield first = title == null ? null : title.getSubfield('a');
        System.out.println(record.getControlNumber() + ": " + (first == null ? null : first.getData()));
        for (VariableField field : record.getVariableFields("650")) {
            System.out.println("  " + ((DataField) field).getSubfields("ax").stream().map(Subfield::getData)
                    .collect(Collectors.joining(" - ")));
        }
    }

    private static void change(Record record) {
        ControlField fixed = (ControlField) record.getVariableField("008");
        boolean hasLanguage = fixed != null && fixed.getData().length() > 37;
        String language = hasLanguage ? fixed.getData().substring(35, 38) : null;
        for (VariableField field : List.copyOf(record.getVariableFields())) {
            if (field.getTag().startsWith("9")) record.removeVariableField(field);
        }
        record.addVariableField(MarcFactory.newInstance().newDataField("500", ' ', ' ', "a", "Language: " + language));
    }
}
