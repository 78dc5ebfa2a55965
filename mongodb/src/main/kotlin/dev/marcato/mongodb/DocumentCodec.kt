// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import org.bson.BsonReader
import org.bson.BsonWriter
import org.bson.codecs.Codec
import org.bson.codecs.DecoderContext
import org.bson.codecs.EncoderContext
import org.bson.codecs.configuration.CodecRegistry

/**
 * Turns values into BSON documents and back.
 *
 * A codec is used by several threads at once and keeps no state of a single value. Whatever [encode] throws rejects
 * that one value and no other.
 */
public interface DocumentCodec<T : Any> {
    /**
     * Writes [value] as one document, from `writeStartDocument` to `writeEndDocument`.
     *
     * A document without `_id` is given an ObjectId; one whose `_id` is not the first element is put in order.
     *
     * @throws MissingKeyException if the value has nothing to be stored under
     */
    public fun encode(value: T, writer: BsonWriter)

    /** Reads the document at which [reader] stands, all of it or as much as is needed. */
    public fun decode(reader: BsonReader): T

    public companion object {
        /** Makes a codec of one of the driver's. */
        @JvmStatic
        public fun <T : Any> of(codec: Codec<T>): DocumentCodec<T> = DriverCodec(codec)

        /**
         * Makes a codec of the one that [registry] has for [type], which is looked up here, once.
         *
         * @throws org.bson.codecs.configuration.CodecConfigurationException if it has none
         */
        @JvmStatic
        public fun <T : Any> of(registry: CodecRegistry, type: Class<T>): DocumentCodec<T> =
            DriverCodec(registry.get(type))
    }
}

private class DriverCodec<T : Any>(private val codec: Codec<T>) : DocumentCodec<T> {
    private val encoding = EncoderContext.builder().isEncodingCollectibleDocument(true).build()
    private val decoding = DecoderContext.builder().build()

    override fun encode(value: T, writer: BsonWriter) = codec.encode(writer, value, encoding)

    override fun decode(reader: BsonReader): T = codec.decode(reader, decoding)

    override fun toString(): String = "DocumentCodec($codec)"
}

/** Thrown by a codec for a value that has no key, or more than one, to be stored under. */
public class MissingKeyException(message: String) : RuntimeException(message)
