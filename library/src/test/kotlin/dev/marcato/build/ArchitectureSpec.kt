// SPDX-License-Identifier: Apache-2.0
package dev.marcato.build

import dev.marcato.testing.Room
import dev.marcato.testing.Rooms
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.io.File

/** The rooms of the library, bottom first; those on one floor may know one another. */
private val ROOMS: List<List<Room>> = listOf(
    listOf(
        Room("bytes", "Blocks, masks, digits and UTF-8: knows nothing of MARC but its delimiters.", "internal/bytes"),
        Room("option tables", "The text form of options.", "internal/options"),
    ),
    listOf(
        Room(
            "model",
            "What a record is, and what can be wrong with one.",
            "CharacterSet.kt",
            "CharacterSetDetection.kt",
            "DataFieldBuilder.kt",
            "Field.kt",
            "FieldCursor.kt",
            "Leader.kt",
            "LeaderCodes.kt",
            "MappedOutcome.kt",
            "MarcException.kt",
            "MarcFormat.kt",
            "MarcProblem.kt",
            "Outcome.kt",
            "ProblemCode.kt",
            "Record.kt",
            "RecordBuilder.kt",
            "Severity.kt",
            "Subfield.kt",
            "SubfieldCursor.kt",
            "ValueView.kt",
            "XmlParser.kt",
        ),
        Room("record", "How a record lies in its bytes: table, tags, subfields.", "internal/record"),
        Room("text", "Character sets: bytes to text, and back.", "internal/text"),
        Room("bibliographic", "Titles, authors and other everyday properties.", "internal/bibliographic"),
        Room("detection", "Which format an input's first bytes are in.", "internal/detection"),
        // On the ground, since they are plain values, and a record is parsed and written by itself as they say.
        Room(
            "options",
            "What can be asked of reading, writing and parallel work, and what they report.",
            "CharacterSetRule.kt",
            "Compression.kt",
            "Conversion.kt",
            "Dialect.kt",
            "Durability.kt",
            "FileMode.kt",
            "Flush.kt",
            "Inexpressible.kt",
            "Normalization.kt",
            "Oversize.kt",
            "ParallelOptions.kt",
            "Progress.kt",
            "ReadLimitException.kt",
            "ReadLimits.kt",
            "ReadOptions.kt",
            "RecordSink.kt",
            "Refusal.kt",
            "Repair.kt",
            "Strictness.kt",
            "TargetState.kt",
            "TextCheck.kt",
            "WorkerCount.kt",
            "WriteOptions.kt",
            "WriteReport.kt",
            "XmlLayout.kt",
        ),
    ),
    listOf(Room("paths", "What names places in a record, and runs on its bytes.", "path", "internal/path")),
    listOf(
        Room(
            "input",
            "Where bytes come from: files, memory, streams, gzip.",
            "ReadSplit.kt",
            "SeekableInput.kt",
            "internal/input",
        ),
        Room(
            "output",
            "Where bytes go to: files that appear when they are complete, streams, gzip.",
            "internal/output",
        ),
    ),
    listOf(
        Room(
            "reading",
            "What reading is in every format: stretches, and what options say about each.",
            "internal/reading",
        ),
        Room(
            "writing",
            "What writing is in every format: what can be expressed, and what replaces the rest.",
            "internal/writing",
        ),
    ),
    // Of the formats none knows another: each has a floor, and nothing is imported downwards either.
    listOf(Room("iso2709", "ISO 2709, and the repair of damaged records.", "internal/formats/iso2709")),
    listOf(Room("json", "MARC-in-JSON.", "internal/formats/json")),
    listOf(Room("lines", "Mnemonic text, line view and Aleph sequential.", "internal/formats/lines")),
    listOf(Room("xml", "MARCXML.", "internal/formats/xml")),
    listOf(Room("formats", "The lists of what reads and what writes which format.", "internal/formats")),
    listOf(
        Room(
            "sessions",
            "One reading or writing: an input with a decoder, an encoder with a target.",
            "internal/sessions",
        ),
    ),
    listOf(Room("parallel", "Several workers on one input or flow, with results in order.", "internal/parallel")),
    listOf(
        Room(
            "doors",
            "What users call from Kotlin.",
            "MarcCursor.kt",
            "MarcFiles.kt",
            "MarcReader.kt",
            "MarcWriter.kt",
            "ParallelFlows.kt",
            "RecordBatch.kt",
            "Records.kt",
            "Sourced.kt",
            "WholeFile.kt",
        ),
    ),
    listOf(Room("blocking", "The same for Java and for threads.", "blocking")),
)

/** Dependencies point one way, and what Android or structured concurrency forbids is not there: read from the sources. */
class ArchitectureSpec : FreeSpec({
    val root = File("src/main/kotlin")
    val sources = root.walk().filter {
        it.extension == "kt"
    }.map { Source(it.relativeTo(root).path, it.readText()) }.toList()

    fun offenders(where: (Source) -> Boolean, what: Regex): List<String> = sources.filter(where).flatMap { source ->
        source.code.lines().filter { it.contains(what) }.map { "${source.path}: ${it.trim()}" }
    }

    "the sources" - {
        "are found" { sources.size shouldBeGreaterThan 20 }
    }

    "rooms know only rooms below them" {
        Rooms(
            File(root, "dev/marcato"),
            ROOMS,
            ambiguous = setOf("toByteArray"),
            // A record can be parsed and written by itself, which its formats do for it.
            doors = setOf("internal/record/RecordForms.kt imports dev.marcato.internal.formats.SingleRecords"),
        ).violations().joinToString("\n") shouldBe
            ""
    }

    "formats don't know each other" {
        val formats = listOf("iso2709", "json", "lines", "xml")
        for (format in formats) {
            offenders(
                { it.path.startsWith("dev/marcato/internal/formats/$format/") },
                Regex("^import dev\\.marcato\\.internal\\.formats\\.(?!$format\\.)"),
            ).shouldBeEmpty()
        }
    }

    "what makes records of bytes is synchronous code without coroutines and files" {
        val places = listOf("formats", "text", "record", "bytes", "reading", "writing", "detection")
        offenders(
            { source -> places.any { source.path.startsWith("dev/marcato/internal/$it/") } },
            Regex("^import (kotlinx\\.|java\\.nio\\.(file|channels)\\.)"),
        ).shouldBeEmpty()
    }

    "coroutines" - {
        "are structured and never blocked on" {
            // Who waits in a thread of the caller's, or runs the caller's code there, may be interrupted, and has to say
            // so afterwards.
            val interrupted = setOf(
                "dev/marcato/blocking/ParallelResults.kt",
                "dev/marcato/internal/output/DeclaredFailure.kt",
            )
            offenders(
                { it.path !in interrupted },
                Regex("\\b(GlobalScope|runBlocking|Thread\\.|synchronized|SupervisorJob)\\b"),
            ).shouldBeEmpty()
        }

        "have a scope of their own only where a flow must wait between two calls, or a call may outlive its turn" {
            val allowed = setOf(
                "dev/marcato/internal/sessions/CursorFeed.kt",
            )
            offenders({ it.path !in allowed }, Regex("\\bCoroutineScope\\(")).shouldBeEmpty()
        }
    }

    "Android" - {
        "has paths of java.nio only in files named for the JVM, where files are written, and in the doors" {
            val doors = setOf(
                "dev/marcato/MarcReader.kt",
                "dev/marcato/SeekableInput.kt",
                "dev/marcato/MarcWriter.kt",
                "dev/marcato/MarcFiles.kt",
                "dev/marcato/Sourced.kt",
                "dev/marcato/WholeFile.kt",
                "dev/marcato/blocking/BlockingMarcFiles.kt",
                "dev/marcato/blocking/BlockingMarcWriter.kt",
                "dev/marcato/blocking/BlockingMarcReader.kt",
                "dev/marcato/blocking/MarcFutures.kt",
            )
            offenders({
                it.path !in doors && !it.path.endsWith("Jvm.kt") && "/internal/output/" !in it.path
            }, Regex("^import java\\.nio\\.file\\.")).shouldBeEmpty()
        }

        "has the platform's parser of XML in one place, and of all such parsers only that which it has, too" {
            offenders({
                it.path != "dev/marcato/internal/formats/xml/PlatformXmlParser.kt"
            }, Regex("\\bjavax\\.")).shouldBeEmpty()
            offenders({
                !it.path.startsWith("dev/marcato/internal/formats/xml/")
            }, Regex("\\borg\\.(xml|w3c)\\.")).shouldBeEmpty()
            offenders({ true }, Regex("\\bjavax\\.(?!xml\\.parsers\\.)|\\borg\\.w3c\\.")).shouldBeEmpty()
        }

        "finds nothing that it lacks" {
            offenders(
                { true },
                Regex(
                    "java\\.util\\.concurrent\\.Flow\\b|java\\.lang\\.reflect|java\\.lang\\.invoke|ServiceLoader|::class\\.java\\b",
                ),
            ).shouldBeEmpty()
        }
    }

    "output" - {
        "is nothing that a library makes" {
            offenders({ true }, Regex("\\b(println|System\\.(out|err)|Logger|printStackTrace)\\b")).shouldBeEmpty()
        }
    }
}) {
    private class Source(val path: String, text: String) {
        /** The text without comments, whose words mean nothing here. */
        val code: String = text.replace(
            Regex("/\\*.*?\\*/", RegexOption.DOT_MATCHES_ALL),
            "",
        ).replace(Regex("//.*"), "")
    }
}
