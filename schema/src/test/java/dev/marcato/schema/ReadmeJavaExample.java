// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema;

import dev.marcato.Record;

/** What the README shows. */
final class ReadmeJavaExample {
    private ReadmeJavaExample() {
    }

    static String run(Record record) {
        FixedFields fixed = FixedFields.of(record);
        String form = fixed.literaryForm() == null ? null : fixed.literaryForm().label();
        return form;
    }
}
