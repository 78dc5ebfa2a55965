// SPDX-License-Identifier: Apache-2.0

/** Requires three modules: what else is needed comes with them. */
module consumer {
    requires dev.marcato;
    requires dev.marcato.edit;
    requires dev.marcato.schema;
}
