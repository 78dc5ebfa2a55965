// SPDX-License-Identifier: Apache-2.0

/** Requires one module: what else is needed comes with it. */
module consumer {
    requires dev.marcato;
}
