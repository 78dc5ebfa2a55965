// SPDX-License-Identifier: Apache-2.0

/** Edits records in bulk. What isn't exported here is nobody's API. */
module dev.marcato.edit {
    requires transitive dev.marcato;
    requires dev.marcato.schema;
    requires static re2j;

    exports dev.marcato.edit;
}
