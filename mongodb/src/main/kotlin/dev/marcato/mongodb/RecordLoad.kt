// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.mongodb.internal.bulk.LoadEncoding
import dev.marcato.mongodb.internal.bulk.LoadProgress
import dev.marcato.mongodb.internal.input.Place
import dev.marcato.mongodb.internal.writes.Account
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.dropWhile
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * Loads the MARC records of a file, in any format, gzipped or not, from where [checkpoint] says, and keeps that file up
 * to date. Called again with the same files after an interruption, of whatever kind, it goes on where it was, and in the
 * end the collection holds what one undisturbed run would have stored there.
 *
 * Records that were stored after the checkpoint was written last are sent again; [LoadMode.INSERT] recognises them by
 * their content and counts them as matched, as it does with equal records in the input. Of several records with the
 * same key an insert keeps the first and an upsert the last. The checkpoint goes no further than the first record that
 * was rejected and not tolerated. Those that were tolerated are in the report of their own run only: divert them
 * ([Tolerance.DIVERT]) if they are to outlive it. Once all is loaded, another call has nothing to do; delete the file
 * to load anew.
 *
 * With the [reading] unless set the first byte that is not as it should be ends the load, after everything before it is
 * stored. Read leniently, records are repaired, which their documents tell ([RecordQueries.repaired]), and each stretch
 * of damage is offered as if it were a record, and rejected as [RejectionReason.DAMAGED]; [BridgeOptions.tolerance]
 * says what happens then. Resume with the same options.
 * Ordinals count records and damage from the beginning of the input. Places in messages count from its beginning too,
 * or the message says from where.
 *
 * The collection should have a write concern that survives the loss of a server: `MAJORITY`, which is the default of
 * replica sets.
 *
 * @throws BulkFailedException if the load ended early
 * @throws IllegalArgumentException if the checkpoint is of another input, see [Checkpoint.read], or of a load into a
 * collection of another name
 * @throws java.io.IOException if the checkpoint cannot be read or written, or the input not opened
 */
@JvmSynthetic
public suspend fun MongoBridge<Record>.load(
    input: Path,
    checkpoint: Path,
    mode: LoadMode = LoadMode.UPSERT,
    reading: ReadOptions = ReadOptions.DEFAULT,
    ledger: BulkLedger = BulkLedger(),
): BulkReport {
    val start = withContext(Dispatchers.IO) {
        // Written at once, so that a place where it cannot be is found before anything is stored.
        Checkpoint.read(checkpoint, input).of(namespace, checkpoint).also { it.write(checkpoint) }
    }
    val source = LoadSource(input, start, reading)
    val keeper = CheckpointKeeper(checkpoint, start)
    val progress = LoadProgress(start.records, source::place, source.countedFrom, { keeper.account = it }, keeper::wake)
    return coroutineScope {
        val keeping = launch(Dispatchers.IO) { keeper.keep() }
        val result = try {
            Result.success(load(source.outcomes(), { LoadEncoding(it, mode) }, ledger, progress))
        } catch (e: Throwable) {
            Result.failure(e)
        }
        keeping.cancel()
        // Not left out on cancellation: it spares the next run what this one has done.
        withContext(NonCancellable + Dispatchers.IO) {
            keeping.join()
            try {
                keeper.write()
            } catch (e: IOException) {
                result.exceptionOrNull()?.addSuppressed(e) ?: throw e
            }
        }
        result.getOrThrow()
    }
}

/**
 * Loads what a reading hands out, from whatever input: its records, as [load] from a file does, and each stretch of
 * damage offered as if it were a record, and rejected as [RejectionReason.DAMAGED]; filler is passed over. Nothing is
 * kept to go on from, but here too an insert counts records that are there already, byte for byte the same, as matched.
 *
 * @throws BulkFailedException if the load ended early
 */
@JvmSynthetic
public suspend fun MongoBridge<Record>.load(
    outcomes: Flow<Outcome>,
    mode: LoadMode = LoadMode.UPSERT,
    ledger: BulkLedger = BulkLedger(),
): BulkReport = load(outcomes.filter { it !is Outcome.Filler }, { LoadEncoding(it, mode) }, ledger, LoadProgress.NONE)

/** The input from where the checkpoint says, and the place where it could be read again. */
private class LoadSource(private val input: Path, private val start: Checkpoint, private val options: ReadOptions) {
    private val isFromStart = start.byteOffset == 0L
    private var passed = start.place.records
    private var place = start.place

    val countedFrom: String =
        if (isFromStart) "" else " (counted from record ${start.place.records} at byte ${start.byteOffset} of $input)"

    fun place(): Place = place

    fun outcomes(): Flow<Outcome> = flow {
        val isSeekable = withContext(Dispatchers.IO) { hasParts(input, options) }
        val outcomes = if (isFromStart) {
            MarcReader.open(input, options).outcomes()
        } else {
            val channel = withContext(Dispatchers.IO) { FileChannel.open(input).position(start.byteOffset) }
            val rest = options.toBuilder().format(MarcFormat.ISO_2709).build()
            MarcReader.open(channel, rest).outcomes().onCompletion { channel.close() }
        }
        emitAll(
            outcomes.filter { it !is Outcome.Filler }.onEach { outcome ->
                // Where a sound record begins, reading can begin: before damage that may depend on what came before.
                if (isSeekable && outcome is Outcome.Read && outcome.problems.isEmpty()) {
                    place = Place(passed, start.byteOffset + outcome.byteOffset)
                }
                passed++
            }.dropWhile { passed <= start.records },
        )
    }
}

/** Whether reading can begin in the middle; what is compressed, or in another format, is read from its start again. */
private fun hasParts(file: Path, options: ReadOptions): Boolean {
    val room = ByteBuffer.allocate(HEAD_BYTES)
    FileChannel.open(file).use { while (room.hasRemaining()) if (it.read(room) < 0) break }
    val head = room.array().copyOf(room.position())
    val isGzip = head.size > 1 && head[0] == 0x1F.toByte() && head[1] == 0x8B.toByte()
    return !isGzip && (options.format ?: MarcFormat.detect(head) ?: MarcFormat.ISO_2709) == MarcFormat.ISO_2709
}

private const val HEAD_BYTES = 2048

/** Writes the checkpoint when there is something new; ten times a second at most, and never twice at once. */
private class CheckpointKeeper(private val file: Path, private var written: Checkpoint) {
    @Volatile
    var account: Account? = null

    private val woken = Channel<Unit>(Channel.CONFLATED)

    fun wake() {
        val _ = woken.trySend(Unit)
    }

    suspend fun keep() {
        for (wake in woken) {
            write()
            // Each write waits for the disk, which others use too; what lags behind is only sent again.
            delay(PAUSE_MILLIS)
        }
    }

    fun write() {
        val settled = account?.watermark() ?: return
        if (settled.records <= written.records) return
        written = written.advancedTo(settled.records, settled.place)
        written.write(file)
    }

    private companion object {
        const val PAUSE_MILLIS = 100L
    }
}
