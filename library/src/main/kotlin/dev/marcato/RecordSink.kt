// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.io.IOException

/** Receives records one by one, such as a [dev.marcato.blocking.BlockingMarcWriter]. */
public fun interface RecordSink {
    /**
     * Receives a record.
     *
     * @throws IOException if the record can't be written
     */
    @Throws(IOException::class)
    public fun write(record: Record)
}
