// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import kotlin.reflect.KClass
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.serializer
import org.bson.codecs.kotlinx.BsonConfiguration
import org.bson.codecs.kotlinx.KotlinSerializerCodec
import org.bson.codecs.kotlinx.defaultSerializersModule

/**
 * Makes a codec from the serializer of [T], a class annotated with `@Serializable`. Its key property has
 * `@SerialName("_id")`. Needs `org.mongodb:bson-kotlinx` on the class path.
 *
 * @throws kotlinx.serialization.SerializationException if [T] has no serializer
 */
@JvmSynthetic
public inline fun <reified T : Any> documentCodec(): DocumentCodec<T> = documentCodec(T::class, serializer<T>())

/** Makes a codec for [type] from its [serializer]. Needs `org.mongodb:bson-kotlinx` on the class path. */
@JvmSynthetic
@OptIn(ExperimentalSerializationApi::class)
public fun <T : Any> documentCodec(type: KClass<T>, serializer: KSerializer<T>): DocumentCodec<T> =
    DocumentCodec.of(KotlinSerializerCodec.create(type, serializer, defaultSerializersModule, BsonConfiguration()))
