// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

/** How many records a batch has, at most. */
internal const val BATCH_RECORDS: Int = 100

/** How many bytes the records of a batch have, about, at most; one that is larger comes alone. */
internal const val BATCH_BYTES: Int = 300_000

/** How many bytes of records that are written one by one are put together before they are handed over. */
internal const val BLOCK_BYTES: Int = 128 * 1024
