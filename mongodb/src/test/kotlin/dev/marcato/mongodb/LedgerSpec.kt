// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.bulk.Lanes
import dev.marcato.mongodb.internal.bulk.writeTo
import dev.marcato.mongodb.internal.writes.ID_KEY
import dev.marcato.mongodb.internal.writes.InsertEncoding
import dev.marcato.mongodb.internal.writes.UpsertEncoding
import dev.marcato.mongodb.testing.FakeSink
import dev.marcato.mongodb.testing.Fault
import dev.marcato.mongodb.testing.Item
import dev.marcato.mongodb.testing.ItemCodec
import dev.marcato.mongodb.testing.counts
import dev.marcato.mongodb.testing.idOf
import dev.marcato.mongodb.testing.items
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/** Every record offered ends in exactly one class, whatever happens to its batch. */
class LedgerSpec : FreeSpec({
    val small = BridgeOptions {
        batchRecords = 10
        parallelBytes = 500
        inserters = 3
        tolerance = Tolerance.COLLECT
    }
    val ordered = small.toBuilder().order(WriteOrder.ORDERED).build()

    suspend fun insert(
        sink: FakeSink,
        values: Flow<Item>,
        options: BridgeOptions = small,
        ledger: BulkLedger = BulkLedger(),
    ) = writeTo(sink, values, InsertEncoding(ItemCodec), options, Lanes.ANY, ledger)

    "a run that nothing disturbs" - {
        for (count in listOf(0, 1, 9, 10, 11, 100, 1_000)) {
            "stores $count of $count" {
                val sink = FakeSink()
                insert(sink, items(count).asFlow()).counts() shouldContainExactly
                    listOf<Long>(count.toLong(), count.toLong(), 0, 0, 0, 0)
                sink.ids shouldContainExactly List(count, ::idOf)
            }
        }

        "gives documents without an id one of their own" {
            val sink = FakeSink()
            insert(sink, List(100) { Item(null, "$it") }.asFlow()).stored shouldBe 100
            sink.stored.size shouldBe 100
            sink.stored.keys.all { it.isObjectId } shouldBe true
        }
    }

    "poison" - {
        val poisons = mapOf(
            ItemCodec.UNENCODABLE to RejectionReason.UNENCODABLE,
            ItemCodec.NUL_IN_KEY to RejectionReason.UNENCODABLE,
            ItemCodec.HALF_A_DOCUMENT to RejectionReason.UNENCODABLE,
            ItemCodec.NOTHING to RejectionReason.UNENCODABLE,
            ItemCodec.TWO_DOCUMENTS to RejectionReason.UNENCODABLE,
            ItemCodec.HALF_AN_ID to RejectionReason.UNENCODABLE,
            ItemCodec.OVERSIZE to RejectionReason.TOO_LARGE,
        )
        for ((poison, reason) in poisons) {
            for (options in listOf(small, ordered)) {
                for (at in listOf(0, 9, 10, 57, 99)) {
                    "$poison as number $at of 100, ${options.order}: only that one is rejected" {
                        val sink = FakeSink()
                        val values = items(100) { if (it == at) poison else "text $it" }
                        val report = insert(sink, values.asFlow(), options)
                        report.counts() shouldContainExactly listOf<Long>(100, 99, 0, 1, 0, 0)
                        val rejection = report.rejections.single()
                        rejection.ordinal shouldBe at
                        rejection.reason shouldBe reason
                        val isIdKnown = poison != ItemCodec.NOTHING && poison != ItemCodec.HALF_AN_ID
                        rejection.id?.asString()?.value shouldBe idOf(at).takeIf { isIdKnown }
                        sink.ids shouldContainExactly List(100, ::idOf) - idOf(at)
                    }
                }
            }
        }

        for (options in listOf(small, ordered)) {
            for (at in listOf(0, 9, 10, 57, 99)) {
                "a key that is taken as number $at of 100, ${options.order}: only that one is rejected" {
                    val sink = FakeSink()
                    sink.put(idOf(at), "was here before")
                    val report = insert(sink, items(100).asFlow(), options)
                    report.counts() shouldContainExactly listOf<Long>(100, 99, 0, 1, 0, 0)
                    val rejection = report.rejections.single()
                    rejection.ordinal shouldBe at
                    rejection.reason shouldBe RejectionReason.DUPLICATE_KEY
                    rejection.serverCode shouldBe 11000
                    sink.ids shouldContainExactly List(100, ::idOf)
                    sink.text(idOf(at)) shouldBe "was here before"
                }
            }
        }

        "many at once, of all kinds" {
            val sink = FakeSink { Fault.Refused(setOf(idOf(3), idOf(33))) }
            sink.put(idOf(5), "was here before")
            val values = items(1_000) {
                when (it % 100) {
                    7 -> ItemCodec.UNENCODABLE
                    8 -> ItemCodec.NUL_IN_KEY
                    else -> "text $it"
                }
            }
            val report = insert(sink, values.asFlow())
            report.counts() shouldContainExactly listOf<Long>(1_000, 977, 0, 23, 0, 0)
            report.rejections.map { it.ordinal } shouldContainExactlyInAnyOrder
                listOf(3L, 33L, 5L) + List(10) { 100L * it + 7 } + List(10) { 100L * it + 8 }
        }
    }

    "tolerance" - {
        "unless set, the first rejection ends the run and is thrown" {
            val sink = FakeSink()
            val values = items(1_000) { if (it == 500) ItemCodec.UNENCODABLE else "text $it" }
            val options = small.toBuilder().tolerance(Tolerance.FAIL).build()
            val e = shouldThrow<BulkFailedException> { insert(sink, values.asFlow(), options) }
            val report = e.report.shouldAddUp()
            report.rejections.single().ordinal shouldBe 500
            report.unknown shouldBe 0
            report.stored shouldBe sink.stored.size
            e.message shouldContain "record 500 (_id \"id000500\"): UNENCODABLE: no codec for this item"
        }

        "in order, what is stored then is all that came before, and nothing else" {
            for (at in listOf(0, 5, 10, 500, 999)) {
                val sink = FakeSink()
                val values = items(1_000) { if (it == at) ItemCodec.UNENCODABLE else "text $it" }
                val options = ordered.toBuilder().tolerance(Tolerance.FAIL).build()
                val e = shouldThrow<BulkFailedException> { insert(sink, values.asFlow(), options) }
                e.report.shouldAddUp().stored shouldBe at
                sink.ids shouldContainExactly List(at, ::idOf)
            }
        }

        "diverted records reach the sink one by one, as they were offered" {
            val letters = ArrayList<DeadLetter>()
            val options = small.toBuilder().tolerance(Tolerance.DIVERT).deadLetters { letters += it }.build()
            val sink = FakeSink()
            sink.put(idOf(12), "was here before")
            val values = items(200) { if (it % 50 == 0) ItemCodec.UNENCODABLE else "text $it" }
            insert(sink, values.asFlow(), options).counts() shouldContainExactly listOf<Long>(200, 195, 0, 5, 0, 0)
            letters.map { it.value } shouldContainExactlyInAnyOrder listOf(0, 12, 50, 100, 150).map { values[it] }
            letters.forEach { values[it.rejection.ordinal.toInt()] shouldBe it.value }
        }

        // The second one is what a cancelled job of the sink's own throws; taken for ours, it would hang the run.
        for (failure in listOf(IOException("disk full"), CancellationException("the sink was closed"))) {
            for (count in listOf(60, 5_000)) {
                "a dead-letter sink that throws ${failure::class.simpleName} ends the run, of $count" {
                    val options = small.toBuilder().tolerance(Tolerance.DIVERT).deadLetters { throw failure }.build()
                    val values = items(count) { if (it == 50) ItemCodec.UNENCODABLE else "text $it" }
                    val e = shouldThrow<BulkFailedException> { insert(FakeSink(), values.asFlow(), options) }
                    e.cause shouldBeSameInstanceAs failure
                    e.report.shouldAddUp().rejected shouldBe 1
                }
            }
        }

        "rejections are counted beyond what is kept of them" {
            val options = small.toBuilder().maxRejections(3).build()
            val report = insert(FakeSink(), items(100) { ItemCodec.UNENCODABLE }.asFlow(), options).shouldAddUp()
            report.rejected shouldBe 100
            report.rejections.size shouldBe 3
        }
    }

    "a server" - {
        "that is gone before anything was sent leaves nothing unknown" {
            val e = shouldThrow<BulkFailedException> { insert(FakeSink { Fault.Gone }, items(100).asFlow()) }
            e.cause?.message shouldBe "the server is gone"
            val report = e.report.shouldAddUp()
            report.unknown shouldBe 0
            report.stored shouldBe 0
            report.notAttempted shouldBe report.offered
        }

        "that goes away in the middle leaves one batch of each inserter unknown at most" {
            val sink = FakeSink { if (it == 20) Fault.CutBefore else Fault.None }
            val e = shouldThrow<BulkFailedException> { insert(sink, items(1_000).asFlow()) }
            val report = e.report.shouldAddUp()
            report.unknown shouldBe 10
            report.stored shouldBe sink.stored.size
            val unknown = report.unknownOrdinals.flatMap { it.toList() }
            unknown.none { idOf(it.toInt()) in sink.ids } shouldBe true
        }

        "that applied what nobody heard of leaves it unknown, not lost" {
            val sink = FakeSink { if (it == 3) Fault.CutAfter else Fault.None }
            val e = shouldThrow<BulkFailedException> { insert(sink, items(1_000).asFlow()) }
            val report = e.report.shouldAddUp()
            report.unknown shouldBe 10
            report.stored + report.unknown shouldBe sink.stored.size
        }

        "that could not replicate leaves the batch unknown and says so" {
            val sink = FakeSink { if (it == 0) Fault.Concern else Fault.None }
            val e = shouldThrow<BulkFailedException> { insert(sink, items(50).asFlow()) }
            e.cause?.message shouldBe "waiting timed out"
            e.report.shouldAddUp().unknown shouldBe 10
        }

        "that does not take the command stops the run without another try" {
            val sink = FakeSink { Fault.Forbidden }
            val options = small.toBuilder().resends(5).inserters(1).build()
            val e = shouldThrow<BulkFailedException> { insert(sink, items(50).asFlow(), options) }
            e.cause?.message shouldBe "not authorized"
            sink.batches.size shouldBe 1
            e.report.shouldAddUp().stored shouldBe 0
        }
    }

    "sending again" - {
        val patient = small.toBuilder().resends(3).resendDelayMillis(0).build()

        for (options in listOf(patient, patient.toBuilder().order(WriteOrder.ORDERED).build())) {
            for (fault in listOf(Fault.CutBefore, Fault.CutAfter, Fault.Gone)) {
                "inserts after $fault, ${options.order}, ends as a clean run does" {
                    val sink = FakeSink { if (it % 3 == 1) fault else Fault.None }
                    val report = insert(sink, items(500).asFlow(), options)
                    report.shouldAddUp()
                    report.stored + report.matched shouldBe 500
                    sink.ids shouldContainExactly List(500, ::idOf)
                }
            }
        }

        "tells a key that others took from one that it took itself" {
            val sink = FakeSink { if (it == 0) Fault.CutAfter else Fault.None }
            sink.put(idOf(4), "was here before")
            val report = insert(sink, items(10).asFlow(), patient)
            report.counts() shouldContainExactly listOf<Long>(10, 0, 9, 1, 0, 0)
            report.rejections.single().ordinal shouldBe 4
        }

        "leaves unknown what it could not look up, and says why" {
            val sink = FakeSink { if (it == 0) Fault.CutAfter else Fault.None }
            val failure = IOException("the server is gone")
            sink.lookUpFailure = failure
            val e = shouldThrow<BulkFailedException> { insert(sink, items(10).asFlow(), patient) }
            e.cause shouldBeSameInstanceAs failure
            e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 10, 0)
        }

        "gives up in the end, and what may have been applied stays unknown" {
            val sink = FakeSink { if (it == 0) Fault.CutAfter else Fault.Gone }
            val options = patient.toBuilder().inserters(1).build()
            val e = shouldThrow<BulkFailedException> { insert(sink, items(10).asFlow(), options) }
            sink.batches.size shouldBe 4
            e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 10, 0)
        }
    }

    "upserts" - {
        suspend fun upsert(sink: FakeSink, values: Flow<Item>, options: BridgeOptions = small) =
            writeTo(sink, values, UpsertEncoding(ItemCodec, ID_KEY), options, Lanes.BY_KEY)

        "tell what was new from what was there" {
            val sink = FakeSink()
            repeat(30) { sink.put(idOf(it), "old") }
            upsert(sink, items(100).asFlow()).counts() shouldContainExactly listOf<Long>(100, 70, 30, 0, 0, 0)
            sink.text(idOf(0)) shouldBe "text 0"
        }

        "of the same key leave the last one, however many inserters there are" {
            val values = List(2_000) { Item(idOf(it * 7 % 50), "version $it") }
            val last = values.associateBy { it.id }
            repeat(20) {
                val sink = FakeSink()
                upsert(sink, values.asFlow()).shouldAddUp()
                last.forEach { (id, item) -> sink.text(id.shouldNotBeNull()) shouldBe item.text }
            }
        }

        "never have the same key twice in a batch" {
            val sink = FakeSink()
            upsert(sink, List(500) { Item(idOf(it % 3), "version $it") }.asFlow()).shouldAddUp()
            sink.batches.forEach { batch -> batch.map { it.key }.toSet().size shouldBe batch.size }
        }

        "without a key are rejected" {
            val report = upsert(FakeSink(), listOf(Item("a", "x"), Item(null, "y")).asFlow())
            report.counts() shouldContainExactly listOf<Long>(2, 1, 0, 1, 0, 0)
            report.rejections.single().reason shouldBe RejectionReason.NO_KEY
        }
    }

    "an input that fails" - {
        for (at in listOf(0, 5, 400)) {
            "after $at records is told, and they are stored first" {
                val failure = IOException("unreadable")
                val values = flow {
                    items(at).forEach { emit(it) }
                    throw failure
                }
                val sink = FakeSink()
                val e = shouldThrow<BulkFailedException> { insert(sink, values) }
                e.cause shouldBeSameInstanceAs failure
                e.report.counts() shouldContainExactly listOf<Long>(at.toLong(), at.toLong(), 0, 0, 0, 0)
                sink.stored.size shouldBe at
            }
        }
    }

    "cancellation" - {
        "leaves what was under way unknown and the rest not attempted" {
            val reached = CompletableDeferred<Unit>()
            val sink = FakeSink { call ->
                if (call >= 5) {
                    reached.complete(Unit)
                    awaitCancellation()
                }
                Fault.None
            }
            val ledger = BulkLedger()
            coroutineScope {
                val writing = launch { insert(sink, items(10_000).asFlow(), ledger = ledger) }
                reached.await()
                writing.cancelAndJoin()
            }
            val report = ledger.report().shouldAddUp()
            report.stored shouldBe 50
            report.unknown shouldBeGreaterThan 0
            report.offered shouldBeGreaterThan report.stored
        }

        "while nothing comes in is noticed" {
            val taken = CompletableDeferred<Unit>()
            val values = flow {
                items(5).forEach { emit(it) }
                taken.complete(Unit)
                awaitCancellation()
            }
            val ledger = BulkLedger()
            coroutineScope {
                val writing = launch { insert(FakeSink(), values, ledger = ledger) }
                taken.await()
                writing.cancelAndJoin()
            }
            ledger.report().counts() shouldContainExactly listOf<Long>(5, 0, 0, 0, 0, 5)
        }
    }

    "a ledger" - {
        "can be asked while the run goes on" {
            val ledger = BulkLedger()
            val values = flow {
                items(2_000).forEach {
                    emit(it)
                    ledger.report().shouldAddUp()
                }
            }
            insert(FakeSink(), values, ledger = ledger)
            ledger.report().stored shouldBe 2_000
        }

        "is for one run" {
            val ledger = BulkLedger()
            insert(FakeSink(), items(1).asFlow(), ledger = ledger)
            shouldThrow<IllegalStateException> { insert(FakeSink(), items(1).asFlow(), ledger = ledger) }
        }
    }
})
