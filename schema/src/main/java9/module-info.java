// SPDX-License-Identifier: Apache-2.0

/** What MARC 21 means: schemas, typed fixed fields, and validation. What isn't exported here is nobody's API. */
module dev.marcato.schema {
    requires transitive dev.marcato;
    requires com.fasterxml.jackson.core;
    // For regular expressions in schemas that aren't simple.
    requires static re2j;

    exports dev.marcato.schema;
    exports dev.marcato.validation;
}
