// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Progress
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interrupted
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.console.ProgressLine
import dev.marcato.cli.console.TextOutput
import dev.marcato.cli.messages.count
import dev.marcato.cli.reading.Input
import dev.marcato.path.MarcCondition
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes

private val whale = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))

class ProgramSpec : FreeSpec({
    "--help" - {
        "lists the commands" {
            val ran = marcato("--help")
            ran.code shouldBe 0
            for (name in Commands.names) ran.out shouldContain "\n  $name"
        }

        for (name in Commands.names) {
            "of $name has an example" {
                val ran = marcato(name, "--help")
                ran.code shouldBe 0
                ran.out shouldContain "Example"
                ran.out shouldContain "marcato $name"
                ran.err shouldBe ""
            }
        }
    }

    "help" - {
        "of a topic is that of the command" {
            for (words in listOf(emptyList(), listOf("grep"), listOf("mongo", "load"))) {
                "${marcato("help", *words.toTypedArray())}" shouldBe "${marcato(*words.toTypedArray(), "--help")}"
            }
        }

        "keeps to the width of its pages" {
            marcato("--help").lines.filter { it.length > 112 }.shouldBeEmpty()
            for (name in Commands.names) {
                withClue(name) { marcato(name, "--help").lines.filter { it.length > 112 }.shouldBeEmpty() }
            }
        }

        "of paths shows nothing that isn't a path or a condition" {
            val lines = marcato("help", "paths").lines
            lines.size shouldBeLessThanOrEqual 30
            val shown = lines.filter { it.startsWith("  ") && !it.startsWith("  ...") }
                .flatMap { it.trim().split(Regex(" {2,}"))[0].split(Regex(", (?![^(]*\\))")) }
            shown.size shouldBeGreaterThan 30
            for (example in shown) withClue(example) { MarcCondition.of(example.trim()) }
        }
    }

    "the version is told" { marcato("--version").out shouldStartWith "marcato " }

    "wrong usage is one line, and exit code 2" - {
        for ((arguments, message) in listOf(
            emptyList<String>() to "no command is named (see marcato --help)",
            listOf("fly") to "'fly' isn't a command",
            listOf("count") to "no file is named",
            listOf("count", "--bogus", "x") to "unknown option: '--bogus' (see marcato count --help)",
            listOf("count", "--from", "pica", "x") to "there is no format \"pica\" (formats are marc, xml, json",
            listOf("count", "--charset", "nothing", "x") to "unknown character set \"nothing\"",
            listOf("count", "--strict", "--lenient", "x") to "exclude each other",
            listOf("count", "--threads", "0", "x") to "--threads is at least 1",
            listOf("count", "-", "-") to "standard input can be read only once",
            listOf("view", "--limit", "many", "x") to "'--limit'",
            listOf("view", "--tags", "245a", "x") to "--tags names whole fields, not parts of them: 245\$a",
            listOf("check", "--format", "yaml", "x") to "'--format'",
            listOf("select") to "'COLUMNS'",
            listOf("help", "fly") to "there is no help on \"fly\"",
            listOf("completion", "cmd") to "shells are bash, zsh, fish",
            listOf("cat", "x", "-o", "no/such/folder/x.mrc", "--to", "pdf") to "no/such/folder",
        )) {
            "marcato ${arguments.joinToString(" ")}" {
                val ran = marcato(*arguments.toTypedArray())
                ran.errorLines.single().lowercase() shouldContain message.lowercase()
                ran.errorLines.single() shouldStartWith "marcato: "
                ran.code shouldBe if ("folder" in message) 3 else 2
                ran.out shouldBe ""
            }
        }
    }

    "files" - {
        "that are missing are told, and the others are read" {
            inFolder { folder ->
                val missing = folder.path("missing.mrc")
                val ran = marcato("count", missing, folder.file("there.mrc", whale))
                ran.code shouldBe 3
                ran.errorLines shouldBe listOf("marcato: $missing: there is no such file")
                ran.out shouldContain "there.mrc"
            }
        }

        "may not be folders" {
            inFolder { folder ->
                val ran = marcato("count", folder.path)
                ran.code shouldBe 3
                ran.errorLines.single() shouldContain "it is a folder"
            }
        }

        "that are no MARC are told" {
            inFolder { folder ->
                val ran = marcato("count", folder.file("letter.txt", "Dear reader,\n\nthis is a letter.\n"))
                ran.code shouldBe 1
                ran.errorLines.first() shouldContain "no format was recognised (is it MARC? --from names the format)"
            }
        }

        "that are no MARC are told from damaged ones" {
            val letter = "Dear reader,\n\nthis is a letter.\n".toByteArray()
            val packed = ByteArrayOutputStream().also { bytes -> GZIPOutputStream(bytes).use { it.write(letter) } }
            marcato("count", "-", input = letter).errorLines.first() shouldContain "no format was recognised"
            inFolder { folder ->
                val ran = marcato("count", folder.file("letter.gz", packed.toByteArray()))
                ran.code shouldBe 1
                ran.errorLines.first() shouldContain "no format was recognised"
                // Half a leader, and a format that somebody has named.
                for (damaged in listOf(
                    marcato("count", folder.file("cut.mrc", whale.copyOf(20))),
                    marcato("count", "--from", "marc", folder.file("letter.txt", letter)),
                )) {
                    damaged.code shouldBe 1
                    damaged.errorLines.first() shouldContain "no record was found in it (marcato check shows what"
                }
            }
        }

        "that hold something else than MARC in XML say so in one line" {
            inFolder { folder ->
                val page = folder.file("answer.xml", "<html><head><title>502</title></head><body/></html>")
                for (command in listOf("count", "view", "stats", "cat", "check")) {
                    val ran = marcato(command, page)
                    ran.code shouldBe 1
                    ran.errorLines.single() shouldContain "answer.xml: no record was found in it"
                }
                marcato("check", page).out shouldContain "this looks like an HTML page"
                val strict = marcato("count", "--strict", page)
                strict.code shouldBe 1
                strict.errorLines.single() shouldContain "root element is \"html\""
                marcato("count", folder.file("none.xml", "<collection/>")).code shouldBe 0
            }
        }

        "are found by patterns, also below" {
            inFolder { folder ->
                for (name in listOf("b.mrc", "a.mrc", "c.txt")) folder.file(name, whale)
                Files.createDirectory(folder.path("sub")).resolve("d.mrc").writeBytes(whale)
                fun found(pattern: String) = Input.all(listOf("${folder.path}/$pattern"))
                    .map { it.name.removePrefix("${folder.path}/") }
                found("*.mrc") shouldContainExactly listOf("a.mrc", "b.mrc")
                found("{a,c}.*") shouldContainExactly listOf("a.mrc", "c.txt")
                found("**.mrc") shouldContainExactly listOf("a.mrc", "b.mrc", "sub/d.mrc")
                found("*/d.mrc") shouldContainExactly listOf("sub/d.mrc")
                found("**/*.mrc") shouldContainExactly listOf("a.mrc", "b.mrc", "sub/d.mrc")
                found("**/sub/**/*.mrc") shouldContainExactly listOf("sub/d.mrc")
                found("{**/d,**/c}.*") shouldContainExactly listOf("sub/d.mrc")
                found("*.xml") shouldContainExactly listOf("*.xml")
            }
        }

        "may have blanks and brackets in their names" {
            inFolder { folder ->
                for (name in listOf("two words.mrc", "[1].mrc")) {
                    val ran = marcato("count", folder.file(name, whale))
                    ran.code shouldBe 0
                    ran.out shouldContain name
                }
            }
        }

        val inScripts = "каталог 目録 فهرس.mrc"
        // LauncherSpec has such a file in every locale.
        "may have letters of any script in their names".config(enabledIf = { runsUnless(unnameable(inScripts)) }) {
            inFolder { folder ->
                val ran = marcato("count", folder.file(inScripts, whale))
                ran.code shouldBe 0
                ran.out shouldContain inScripts
            }
        }

        "that are read strictly end at the first problem, with exit code 1" {
            inFolder { folder ->
                val file = folder.file("damaged.mrc", whale + "x\u001D".toByteArray() + whale)
                val ran = marcato("count", "--strict", file)
                ran.code shouldBe 1
                ran.lines.last() shouldEndWith "$file"
                ran.errorLines.single() shouldContain "without --strict the rest is read too"
            }
        }
    }

    "an output" - {
        "is not its input" {
            inFolder { folder ->
                val file = folder.file("in.mrc", whale)
                val link = Files.createSymbolicLink(folder.path("link.mrc"), file)
                for (name in listOf(file, link, folder.path("./in.mrc"))) {
                    val ran = marcato("cat", file, "-o", name, "--force")
                    ran.code shouldBe 2
                    ran.errorLines.single() shouldContain "both input and output"
                }
                file.readBytes() shouldBe whale
            }
        }

        "replaces nothing unless told to" {
            inFolder { folder ->
                val file = folder.file("in.mrc", whale)
                val out = folder.file("out.mrc", "precious")
                val ran = marcato("cat", file, "-o", out)
                ran.code shouldBe 2
                ran.errorLines shouldBe listOf("marcato: $out: it is there already (--force replaces it)")
                out.readBytes() shouldBe "precious".toByteArray()
                marcato("cat", file, "-o", out, "--force").code shouldBe 0
                out.readBytes() shouldBe whale
            }
        }

        "that nobody reads any more ends the work quietly" {
            val pipe = object : OutputStream() {
                override fun write(byte: Int) = throw IOException("Broken pipe")
            }
            for (arguments in listOf(listOf("cat", "-"), listOf("view", "-"), listOf("convert", "--to", "xml", "-"))) {
                marcatoTo(pipe, *arguments.toTypedArray(), input = SampleCatalogue.toByteArray()) shouldBe (0 to "")
            }
        }

        "that fails is an I/O failure" {
            val full = object : OutputStream() {
                override fun write(byte: Int) = throw IOException("No space left on device")
            }
            val failed = 3 to "marcato: No space left on device\n"
            marcatoTo(full, "view", "-", input = whale) shouldBe failed
            marcatoTo(full, "convert", "--to", "json", "-", input = whale) shouldBe failed
        }
    }

    "--quiet leaves only errors" {
        val ran = marcato("count", "-q", "-", input = whale + "x\u001D".toByteArray())
        ran.err shouldBe ""
    }

    "--debug prints the stack of a failure, which else is one line" {
        marcato("count", "missing.mrc").err shouldNotContain "\tat "
        marcato("count", "--debug", "missing.mrc").err shouldContain "\tat "
    }

    "output is UTF-8" {
        val ran = marcato("select", "--no-header", "245a", "-", input = SampleCatalogue.toByteArray())
        val expected = BlockingMarcReader.open(SampleCatalogue.toByteArray()).use { reader ->
            reader.map { record -> record.values("245", "a").joinToString(" | ") }
        }
        for (title in expected) ran.out shouldContain title.replace("\"", "\"\"")
    }

    "text in pieces keeps the halves of characters together" {
        val bytes = ByteArrayOutputStream()
        val text = TextOutput(bytes)
        repeat(20_000) { text.append('\uD83D').append('\uDC33').append("x") }
        text.flush()
        bytes.toString(Charsets.UTF_8) shouldBe "🐳x".repeat(20_000)
    }

    "progress" - {
        "tells records, speed, share and the time left" {
            val console = Console(InputOfNothing, ByteArrayOutputStream(), ByteArrayOutputStream())
            val line = ProgressLine(console, isWanted = true, size = 100_000_000)
            var progress: Progress? = null
            val options = dev.marcato.ReadOptions.builder().onProgress { progress = it }.build()
            BlockingMarcReader.open(SampleCatalogue.toByteArray(), options).use { reader -> reader.forEach { _ -> } }
            line.update(checkNotNull(progress).records, checkNotNull(progress).bytes)
            line.line(2_000_000_000) shouldBe "48 records  0.0 MB/s  0 %  128 min 33 s left"
        }

        "is shown on a terminal after a while, and taken away" {
            val err = ByteArrayOutputStream()
            val console = Console(InputOfNothing, ByteArrayOutputStream(), err)
            var now = 0L
            val line = ProgressLine(console, isWanted = true, size = null, nanoTime = { now })
            var progress: Progress? = null
            val options = dev.marcato.ReadOptions.builder().onProgress { progress = it }.build()
            BlockingMarcReader.open(whale, options).use { reader -> reader.forEach { _ -> } }
            line.update(checkNotNull(progress).records, checkNotNull(progress).bytes)
            err.size() shouldBe 0
            now = 2_000_000_000
            line.update(checkNotNull(progress).records, checkNotNull(progress).bytes)
            err.toString() shouldBe "\r\u001B[K1 record  0.0 MB/s"
            line.clear()
            err.toString() shouldEndWith "\r\u001B[K"
        }
    }

    "Ctrl-C" - {
        "stops the work and takes away what was half written" {
            inFolder { folder ->
                val interruption = Interruption()
                val input = object : java.io.InputStream() {
                    private var read = 0

                    override fun read(): Int = throw UnsupportedOperationException()

                    override fun read(bytes: ByteArray, offset: Int, length: Int): Int {
                        // In the middle of the work, as a signal comes: asked for by another thread, which then waits.
                        if (read++ == 3) Thread(interruption::interrupt).also { it.isDaemon = true }.start()
                        val size = minOf(length, whale.size)
                        whale.copyInto(bytes, offset, 0, size)
                        return size
                    }
                }
                val console = Console(input, ByteArrayOutputStream(), ByteArrayOutputStream())
                val code = Program(console, interruption).run(listOf("cat", "-", "-o", "${folder.path("out.mrc")}"))
                interruption.ended()
                code shouldBe 130
                folder.names() shouldBe emptyList()
            }
        }

        "takes away also where the work waits for input" {
            var discarded = 0
            val interruption = Interruption()
            val file = AutoCloseable { discarded++ }
            interruption.begin(file)
            interruption.interrupt()
            discarded shouldBe 1
            shouldThrow<Interrupted> { interruption.check() }
        }
    }

    "completion" - {
        for (shell in listOf("bash", "zsh", "fish")) {
            "for $shell knows every command" {
                val ran = marcato("completion", shell)
                ran.code shouldBe 0
                for (name in Commands.names) ran.out shouldContain name
            }

            "for $shell is what the shell can read".config(enabledIf = { runsUnless(absenceOf(shell)) }) {
                inFolder { folder ->
                    val script = folder.file("marcato.$shell", marcato("completion", shell).out)
                    val process = ProcessBuilder(shell, "-n", "$script").redirectErrorStream(true).start()
                    process.inputStream.readBytes().decodeToString() shouldBe ""
                    process.waitFor() shouldBe 0
                }
            }
        }

        "completes commands, options and their values".config(enabledIf = { runsUnless(absenceOf("bash")) }) {
            inFolder { folder ->
                val script = folder.file("marcato.bash", marcato("completion", "bash").out)
                fun completed(vararg words: String): List<String> {
                    val line = words.joinToString(" ") { "'$it'" }
                    val text = "source '$script'; COMP_WORDS=($line); COMP_CWORD=${words.size - 1}; _marcato; " +
                        "printf '%s\\n' \"\${COMPREPLY[@]}\""
                    val process = ProcessBuilder("bash", "-c", text).start()
                    return process.inputStream.readBytes().decodeToString().trim().lines()
                }
                completed("marcato", "co") shouldContainExactly listOf("count", "convert", "completion")
                completed("marcato", "view", "--li") shouldContainExactly listOf("--limit")
                completed("marcato", "convert", "--to", "j") shouldContainExactly listOf("json", "jsonl")
                // What the shell makes of --to=j, and what it leaves alone if it is told to.
                completed("marcato", "convert", "--to", "=", "j") shouldContainExactly listOf("json", "jsonl")
                completed("marcato", "convert", "--to", "=").first() shouldBe "marc"
                completed("marcato", "convert", "--to=j") shouldContainExactly listOf("--to=json", "--to=jsonl")
                completed("marcato", "mongo", "load", "--mode", "=", "u") shouldContainExactly listOf("upsert")
                val end = "$script".takeLast(6)
                completed("marcato", "convert", "--output", "=", "$script".dropLast(6)).single() shouldEndWith end
                completed("marcato", "check", "--format", "") shouldContainExactly listOf("text", "jsonl", "csv")
                completed("marcato", "help", "pa") shouldContainExactly listOf("paths", "partition")
                completed("marcato", "mongo", "") shouldContainExactly listOf("load", "export", "--help")
                completed("marcato", "mongo", "load", "--sh") shouldContainExactly listOf("--shape")
                completed("marcato", "mongo", "load", "--mode", "") shouldContainExactly listOf("upsert", "insert")
                completed("marcato", "mongo", "export", "--to", "j") shouldContainExactly listOf("json", "jsonl")
            }
        }
    }
})

private fun absenceOf(program: String): String? {
    val folders = System.getenv("PATH").orEmpty().split(File.pathSeparator)
    return "there is no $program".takeIf { folders.none { File(it, program).canExecute() } }
}

/** Why this process cannot name a file so, if it cannot. */
private fun unnameable(name: String): String? = try {
    Path.of(name).let { null }
} catch (e: InvalidPathException) {
    val encoding = System.getProperty("sun.jnu.encoding")
    "file names are in $encoding here, which lacks letters of its file's name (LC_ALL=C.UTF-8 has them)"
}

private object InputOfNothing : java.io.InputStream() {
    override fun read(): Int = -1
}
