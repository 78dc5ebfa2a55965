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
import java.nio.channels.FileChannel
import java.nio.file.Files
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
 * Loads the MARC records of a file, in any format, gzipped or not. Starts at [checkpoint] and keeps that file up to
 * date. After an interruption of any kind, call it again with the same files: the load resumes, and in the end the
 * collection holds what one run without interruption would have stored.
 *
 * Records that were stored after the last checkpoint are sent again. [LoadMode.INSERT] recognises them by their content
 * and counts them as matched, as it does with equal records in the input. Of several records with the same key an
 * insert keeps the first, an upsert the last. The checkpoint never passes a rejected record that wasn't tolerated.
 * Tolerated rejections are only in the report of their own run; divert them ([Tolerance.DIVERT]) to keep them. Once
 * everything is loaded, another call does nothing; delete the checkpoint to load the file again.
 *
 * By default, [reading] is strict: the first problem ends the load, after everything before it is stored. Lenient
 * reading repairs records, which their documents show ([RecordQueries.repaired]), and the load rejects each damaged
 * stretch like a record, as [RejectionReason.DAMAGED]; [BridgeOptions.tolerance] says what happens then. Resume with
 * the same options. Ordinals count records and damaged stretches from the beginning of the input. So do places in
 * messages, unless the message says from where.
 *
 * The collection should have a write concern that survives the loss of a server, such as `MAJORITY`, the default of
 * replica sets.
 *
 * @throws BulkFailedException if the load ended early
 * @throws IllegalArgumentException if the checkpoint belongs to another input (see [Checkpoint.read]) or to a load into
 * another collection
 * @throws java.io.IOException if the checkpoint can't be read or written, or the input can't be opened
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
        // Written at once, so that an unusable path is found before anything is stored.
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
        keeping.cancel(null)
        // Also on cancellation, so that the next run needn't repeat the work of this one.
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
 * Loads the outcomes of a reading, from any input. Records are loaded as from a file, each damaged stretch is rejected
 * like a record, as [RejectionReason.DAMAGED], and filler is skipped. There is no checkpoint, but here too an insert
 * counts a record as matched if the same document, byte for byte, is already there.
 *
 * @throws BulkFailedException if the load ended early
 */
@JvmSynthetic
public suspend fun MongoBridge<Record>.load(
    outcomes: Flow<Outcome>,
    mode: LoadMode = LoadMode.UPSERT,
    ledger: BulkLedger = BulkLedger(),
): BulkReport = load(outcomes.filter { it !is Outcome.Filler }, { LoadEncoding(it, mode) }, ledger, LoadProgress.NONE)

/** The input from the checkpoint on, and the last place where reading could resume. */
private class LoadSource(private val input: Path, private val start: Checkpoint, private val options: ReadOptions) {
    private val isFromStart = start.byteOffset == 0L
    private var passed = start.place.records
    private var place = start.place

    val countedFrom: String =
        if (isFromStart) "" else " (counted from record ${start.place.records} at byte ${start.byteOffset} of $input)"

    fun place(): Place = place

    fun outcomes(): Flow<Outcome> = flow {
        val half = maxOf(1, withContext(Dispatchers.IO) { Files.size(input) } / 2)
        // Reading can begin in the middle of what can be divided.
        val isSeekable = MarcReader.open(input, options).splits(half).size > 1
        val outcomes = if (isFromStart) {
            MarcReader.open(input, options).outcomes()
        } else {
            val channel = withContext(Dispatchers.IO) { FileChannel.open(input).position(start.byteOffset) }
            val rest = options.toBuilder().format(MarcFormat.ISO_2709).build()
            MarcReader.open(channel, rest).outcomes().onCompletion { channel.close() }
        }
        emitAll(
            outcomes.filter { it !is Outcome.Filler }.onEach { outcome ->
                // Reading can resume at a sound record only: damage may depend on the bytes before it.
                if (isSeekable && outcome is Outcome.Read && outcome.problems.isEmpty()) {
                    place = Place(passed, start.byteOffset + outcome.byteOffset)
                }
                passed++
            }.dropWhile { passed <= start.records },
        )
    }
}

/** Writes the checkpoint when more is settled, up to ten times a second, one write at a time. */
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
            // Each write waits for the disk. Records after a late checkpoint are only sent again.
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
