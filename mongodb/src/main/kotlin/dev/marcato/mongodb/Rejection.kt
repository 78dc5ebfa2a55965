// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import org.bson.BsonValue

/** Why a record was rejected. */
public enum class RejectionReason {
    /** It has no usable key, or more than one. */
    NO_KEY,

    /** Its codec failed, or didn't make a valid document or operation. */
    UNENCODABLE,

    /** Lenient reading found bytes that aren't a record. */
    DAMAGED,

    /** Its document is larger than 16 MiB, the limit of servers. */
    TOO_LARGE,

    /** A document with the same unique key and other content is already there. */
    DUPLICATE_KEY,

    /** The server refused it for another reason, such as a validator. */
    REFUSED_BY_SERVER,
}

/** A record that wasn't stored, and why. Immutable. */
public class Rejection private constructor(
    ordinal: Long,
    id: BsonValue?,
    reason: RejectionReason,
    serverCode: Int?,
    message: String,
) {
    /** The number of the record in the input, from 0. */
    @get:JvmName("ordinal")
    public val ordinal: Long = ordinal

    /** The `_id` of its document, or null if it had none yet. */
    @get:JvmName("id")
    public val id: BsonValue? = id

    /** Why it was rejected. */
    @get:JvmName("reason")
    public val reason: RejectionReason = reason

    /** The error code of the server, if it was the server that refused it. */
    @get:JvmName("serverCode")
    public val serverCode: Int? = serverCode

    /** What was wrong, in the words of the codec or the server. */
    @get:JvmName("message")
    public val message: String = message

    /** For example `record 7 (_id "ocm1"): DUPLICATE_KEY (11000): ...`. */
    override fun toString(): String = buildString {
        append("record ").append(ordinal)
        if (id != null) append(" (_id ").append(idText(id)).append(')')
        append(": ").append(reason)
        if (serverCode != null) append(" (").append(serverCode).append(')')
        append(": ").append(message)
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(
            ordinal: Long,
            id: BsonValue?,
            reason: RejectionReason,
            message: String,
            serverCode: Int? = null,
        ): Rejection = Rejection(ordinal, id, reason, serverCode, message)
    }
}

private fun idText(id: BsonValue): String = when {
    id.isString -> "\"${id.asString().value}\""
    id.isObjectId -> id.asObjectId().value.toHexString()
    else -> id.toString()
}

/** A rejected record on its way to the [DeadLetterSink]. */
public class DeadLetter private constructor(rejection: Rejection, value: Any) {
    /** Why it was rejected. */
    @get:JvmName("rejection")
    public val rejection: Rejection = rejection

    /**
     * The value or the [WriteOperation] that was offered; in a load also the damage ([dev.marcato.Outcome.Damage]).
     */
    @get:JvmName("value")
    public val value: Any = value

    override fun toString(): String = "DeadLetter($rejection)"

    internal companion object {
        @JvmSynthetic
        internal fun of(rejection: Rejection, value: Any): DeadLetter = DeadLetter(rejection, value)
    }
}

/**
 * Takes rejected records if the tolerance is [Tolerance.DIVERT]. It gets one at a time, and may block. A record counts
 * as dealt with when the call returns; if it throws, the run stops with that failure.
 */
public fun interface DeadLetterSink {
    /** Takes a rejected record. */
    @Throws(Exception::class)
    public fun divert(letter: DeadLetter)
}
