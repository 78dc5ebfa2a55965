// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.io.IOException

/** Takes records one by one: a [dev.marcato.blocking.BlockingMarcWriter], or whatever else is done with them. */
public fun interface RecordSink {
    /**
     * Takes a record.
     *
     * @throws IOException if it cannot be written
     */
    @Throws(IOException::class)
    public fun write(record: Record)
}
