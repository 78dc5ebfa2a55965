// SPDX-License-Identifier: Apache-2.0

/** What MARC 21 means: schemas, and typed fixed fields. What isn't exported here is nobody's API. */
module dev.marcato.schema {
    requires transitive dev.marcato;
    requires com.fasterxml.jackson.core;

    exports dev.marcato.schema;
    exports dev.marcato.validation;
}
