// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

/** Code that writes records to a writer, such as a lambda that is given to [BlockingMarcWriter.write]. */
public fun interface WriteBody {
    /**
     * Writes records to [writer].
     *
     * @throws Exception if that fails; then the writing is discarded
     */
    @Throws(Exception::class)
    public fun write(writer: BlockingMarcWriter)
}
