// SPDX-License-Identifier: Apache-2.0

/** Requires two modules: what else is needed comes with them. */
module consumer {
    requires dev.marcato;
    requires dev.marcato.schema;
}
