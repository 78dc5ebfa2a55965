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
 * Several threads use a codec at once, so it must keep no state of a value. An exception from [encode] rejects that one
 * value.
 */
public interface DocumentCodec<T : Any> {
    /**
     * Writes [value] as one document, from `writeStartDocument` to `writeEndDocument`.
     *
     * A document without `_id` gets an ObjectId. An `_id` that isn't the first element is moved to the front.
     *
     * @throws MissingKeyException if the value has no usable key
     */
    public fun encode(value: T, writer: BsonWriter)

    /** Reads the document at [reader], all of it or only the elements that it needs. */
    public fun decode(reader: BsonReader): T

    public companion object {
        /** Makes a codec of one of the driver's. */
        @JvmStatic
        public fun <T : Any> of(codec: Codec<T>): DocumentCodec<T> = DriverCodec(codec)

        /**
         * Makes a codec of the driver's codec for [type], which is looked up in [registry] once, here.
         *
         * @throws org.bson.codecs.configuration.CodecConfigurationException if the registry has none
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

/** Thrown by a codec for a value without a usable key, or with more than one. */
public class MissingKeyException(message: String) : RuntimeException(message)
