// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

import dev.marcato.MarcFormat
import dev.marcato.benchmark.FormatPasses
import dev.marcato.benchmark.compare.InputFile
import dev.marcato.benchmark.compare.Passes
import dev.marcato.benchmark.compare.Subject
import dev.marcato.benchmark.compare.Work
import dev.marcato.benchmark.measure.InputKind
import dev.marcato.benchmark.measure.Readings
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import java.nio.file.Path

/** All that can be measured, on generated files in [fixtures]; nothing is made before it is run. */
internal class Measures(private val fixtures: Path, private val scratch: Path) {
    private val path by lazy { Fixtures.file(fixtures, Fixture.RECORDS_10K) }
    private val iso by lazy { InputFile(path) }
    private val records by lazy { BlockingMarcReader.open(path).use { it.iterator().asSequence().toList() } }
    private val writing by lazy { WritePasses(records, scratch) }
    private val few by lazy { FewRecords(path) }
    private val decisions by lazy { Decisions(path, records) }

    /** By name, in the order in which they are measured. */
    val all: Map<String, Measure> =
        (besideMarc4j() + parallel() + short() + written() + decided()).associateBy { it.name }

    private fun besideMarc4j(): List<Measure> = listOf(
        marc4j("read-memory", Subject.MARCATO_BYTES, Work.READ),
        marc4j("read-path", Subject.MARCATO_PATH, Work.READ),
        marc4j("extract-fields", Subject.MARCATO_BYTES, Work.EXTRACT_FIELDS),
        marc4j("extract-subfields", Subject.MARCATO_BYTES, Work.EXTRACT_SUBFIELDS),
        marc4j("rewrite", Subject.MARCATO_BYTES, Work.REWRITE),
        marc4j("edit", Subject.MARCATO_BYTES, Work.EDIT),
    ) + format("xml", MarcFormat.XML) + format("json", MarcFormat.JSON_LINES)

    private fun marc4j(name: String, subject: Subject, work: Work): Measure {
        val own by lazy { Passes.of(subject, iso) }
        val theirs by lazy { Passes.of(if (subject.isInMemory) Subject.MARC4J_BYTES else Subject.MARC4J, iso) }
        return Measure(name, "marc4j", { own.run(work) }, { theirs.run(work) }, isSingleThreaded = true)
    }

    private fun format(name: String, format: MarcFormat): List<Measure> {
        val passes by lazy { FormatPasses(format, Fixtures.bytes(Fixture.RECORDS_1K)) }
        val kept by lazy { Kept() }
        return listOf(
            Measure("$name-read", "marc4j", { passes.read(kept::keep) }, { passes.readMarc4j(kept::keep) }, true),
            Measure("$name-write", "marc4j", { passes.write() }, { passes.writeMarc4j() }, true),
        )
    }

    private fun parallel(): List<Measure> {
        val flow by lazy { Passes.of(Subject.MARCATO_FLOW_PATH, iso) }
        val blocking by lazy { Passes.of(Subject.MARCATO_PATH, iso) }
        return InputKind.entries.map { kind ->
            val readings by lazy { Readings(path, kind) }
            Measure(
                "parallel-${kind.id}",
                ONE_THREAD,
                { readings.parallel(2) },
                { readings.extract() },
                independent = { readings.independent(2) },
            )
        } + listOf(
            Measure(
                "flow-extract",
                ONE_THREAD,
                { flow.run(Work.EXTRACT_SUBFIELDS) },
                { blocking.run(Work.EXTRACT_SUBFIELDS) },
                independent = { Readings(path, InputKind.PATH).independent(2) },
            ),
            Measure("flow-read", ONE_THREAD, { flow.run(Work.READ) }, { blocking.run(Work.READ) }),
        )
    }

    private fun short(): List<Measure> = listOf(10, 100).map { count ->
        Measure("parallel-of-$count", "map", { few.parallel(count) }, { few.plain(count) })
    } + Measure("first-record", null, { few.first() }, null)

    private fun written(): List<Measure> = listOf(
        Measure("write-path", "ready bytes", { writing.path() }, { writing.readyBytes() }),
        Measure("write-flow-path", BLOCKING_WRITER, { writing.flowToPath() }, { writing.path() }),
        Measure("write-flow", BLOCKING_WRITER, { writing.flow() }, { writing.dropped() }),
        Measure("write-one-by-one", "all at once", { writing.oneByOne() }, { writing.dropped() }, true),
        Measure("two-encoders", "one", { writing.encoders(2) }, { writing.encoders(1) }),
        Measure("two-batches", "one", { writing.batches(2) }, { writing.batches(1) }),
    )

    private fun decided(): List<Measure> {
        fun passes(subject: Subject) = lazy { Passes.of(subject, iso) }
        val batches by passes(Subject.MARCATO_READ_BATCH)
        val single by passes(Subject.MARCATO_PATH)
        val cursorBatches by passes(Subject.MARCATO_CURSOR_BATCH)
        val cursor by passes(Subject.MARCATO_CURSOR)
        return listOf(
            Measure("mapped-file", "channel reads", { decisions.mapped() }, { decisions.byChannel() }, true),
            Measure("read-batch", "single reads", { batches.run(Work.READ) }, { single.run(Work.READ) }, true),
            Measure("cursor-batch", "single reads", { cursorBatches.run(Work.READ) }, { cursor.run(Work.READ) }),
            Measure("look-up-cache", "none", { decisions.cachedLookUps() }, { decisions.lookUps() }, true),
            Measure("interned-tags", "none", { decisions.internedTags() }, { decisions.tags() }, true),
            Measure("interned-values", "none", { decisions.internedValues() }, { decisions.values() }, true),
        )
    }

    /** Keeps what was made last, so that the compiler cannot find out that nobody wants it. */
    private class Kept {
        @Volatile
        private var last: Any? = null

        fun keep(value: Any) {
            last = value
        }
    }

    private companion object {
        const val ONE_THREAD = "one thread"
        const val BLOCKING_WRITER = "blocking writer"
    }
}
