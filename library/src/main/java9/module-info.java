// SPDX-License-Identifier: Apache-2.0

/** Reads and writes MARC records, from Kotlin and from Java. What isn't exported here is nobody's API. */
module dev.marcato {
    requires transitive kotlin.stdlib;
    requires transitive kotlinx.coroutines.core;
    requires transitive kotlinx.io.core;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    // For regular expressions in paths.
    requires static re2j;

    exports dev.marcato;
    exports dev.marcato.blocking;
    exports dev.marcato.path;
}
