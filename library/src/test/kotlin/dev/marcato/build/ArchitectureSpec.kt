// SPDX-License-Identifier: Apache-2.0
package dev.marcato.build

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.io.File

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

    "the model" - {
        val model = setOf(
            "Record",
            "RecordBuilder",
            "DataFieldBuilder",
            "Field",
            "Subfield",
            "Leader",
            "LeaderCodes",
        ).map {
            "dev/marcato/$it.kt"
        }

        "knows neither readers, nor formats, nor coroutines, nor I/O" {
            offenders(
                { it.path in model },
                Regex(
                    "^import (dev\\.marcato\\.(blocking|internal\\.(formats|input))|kotlinx\\.|java\\.(nio\\.(file|channels)|net)\\.)",
                ),
            ).shouldBeEmpty()
        }
    }

    "the formats" - {
        val formats = listOf("iso2709", "xml", "json", "lines")

        "are decoded by synchronous code without coroutines and files" {
            offenders(
                { source -> formats.any { source.path.startsWith("dev/marcato/internal/formats/$it/") } },
                Regex("^import (kotlinx\\.|java\\.nio\\.(file|channels)\\.|dev\\.marcato\\.blocking)"),
            ).shouldBeEmpty()
        }

        "do not know each other, but that all ask ISO 2709 what none can express" {
            val shared = "iso2709\\.(lengthOf)$"
            for (format in formats) {
                offenders(
                    { it.path.startsWith("dev/marcato/internal/formats/$format/") },
                    Regex(
                        "^import dev\\.marcato\\.internal\\.formats\\.(?!$format\\.|$shared)(${formats.joinToString(
                            "|",
                        )})\\.",
                    ),
                ).shouldBeEmpty()
            }
        }

        "are listed in one place" {
            offenders(
                { source ->
                    (formats + "internal").none { source.path.startsWith("dev/marcato/internal/formats/$it/") }
                },
                Regex("^import dev\\.marcato\\.(${formats.joinToString("|")})\\."),
            ).shouldBeEmpty()
        }
    }

    "what is internal" - {
        "knows no shell" {
            offenders({
                "/internal/" in it.path
            }, Regex("^import dev\\.marcato\\.(MarcReader|MarcWriter|RecordCursor|blocking)")).shouldBeEmpty()
        }
    }

    "the blocking shell" - {
        "is not used by the others" {
            offenders({ "/blocking/" !in it.path }, Regex("^import dev\\.marcato\\.blocking")).shouldBeEmpty()
        }
    }

    "coroutines" - {
        "are structured and never blocked on" {
            // Who waits in a thread of the caller's may be interrupted, and has to say so afterwards.
            val waiting = "dev/marcato/blocking/ParallelResults.kt"
            offenders(
                { it.path != waiting },
                Regex("\\b(GlobalScope|runBlocking|Thread\\.|synchronized|SupervisorJob)\\b"),
            ).shouldBeEmpty()
        }

        "have a scope of their own only where a flow must wait between two calls, or a call may outlive its turn" {
            val allowed = setOf(
                "dev/marcato/internal/sessions/RecordFeed.kt",
                "dev/marcato/internal/parallel/DirectTransform.kt",
            )
            offenders({ it.path !in allowed }, Regex("\\bCoroutineScope\\(")).shouldBeEmpty()
        }
    }

    "Android" - {
        "has paths of java.nio only in files named for the JVM, where files are written, and in the doors" {
            val doors = setOf(
                "dev/marcato/MarcReader.kt",
                "dev/marcato/MarcWriter.kt",
                "dev/marcato/MarcFiles.kt",
                "dev/marcato/SourcedRecord.kt",
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
