// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import org.bson.BsonValue

/** Why a record was rejected. */
public enum class RejectionReason {
    /** It has no key to be stored under, or more than one. */
    NO_KEY,

    /** Its codec failed, or made something that is no valid document or operation. */
    UNENCODABLE,

    /** It could not be read: bytes of the input are no record, and it was read leniently. */
    DAMAGED,

    /** Its document is larger than the 16 MiB that a server takes. */
    TOO_LARGE,

    /** A document with the same unique key, and with other content, is already there. */
    DUPLICATE_KEY,

    /** The server refused it for another reason, such as a validator. */
    REFUSED_BY_SERVER,
}

/** A record that was not stored and why. Immutable. */
public class Rejection private constructor(
    ordinal: Long,
    id: BsonValue?,
    reason: RejectionReason,
    serverCode: Int?,
    message: String,
) {
    /** Which of the records offered it was; the first one of the input has 0. */
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

    /** What exactly was wrong, in words of the codec or the server. */
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

/** A rejected record on its way to where rejected records go. */
public class DeadLetter private constructor(rejection: Rejection, value: Any) {
    /** Why it was rejected. */
    @get:JvmName("rejection")
    public val rejection: Rejection = rejection

    /**
     * What was offered: the value, or the [WriteOperation], or, when a file is loaded, the damage
     * ([dev.marcato.Outcome.Damage]).
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
 * Takes the records that were rejected, where [Tolerance.DIVERT] is set. It is called with one at a time, and may
 * block. A record counts as dealt with when the call returns; if it throws, the run stops with that failure.
 */
public fun interface DeadLetterSink {
    /** Takes a rejected record. */
    @Throws(Exception::class)
    public fun divert(letter: DeadLetter)
}
