// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.count
import dev.marcato.cli.mongo.MemoryServer
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.File
import java.io.IOException
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.absolute
import kotlin.io.path.readBytes
import kotlin.io.path.readText

private val root: Path = Path.of("..").absolute().normalize()
private val launcher = root.resolve("marcato")
private val sample = root.resolve("cli/sample/catalogue.mrc")
private val whale = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))

/** Starts a program and waits for it; what it says is kept in files, so that it never waits for us. */
private fun start(vararg command: Any, input: File? = null, environment: Map<String, String> = emptyMap()): Ran =
    inFolder { folder ->
        val out = folder.path("out")
        val err = folder.path("err")
        val builder = ProcessBuilder(command.map { it.toString() })
        builder.redirectOutput(out.toFile()).redirectError(err.toFile())
        if (input != null) builder.redirectInput(input)
        builder.environment().putAll(environment)
        val process = builder.start()
        check(process.waitFor(5, TimeUnit.MINUTES)) { process.destroyForcibly().toString() + " does not end" }
        Ran(process.exitValue(), out.readBytes(), err.readText())
    }

/** The commands in the blocks of a document, and the lines under each; `...` stands for the rest of what it prints. */
private fun shownRuns(document: String): List<Pair<String, List<String>>> =
    document.split("```").filterIndexed { index, _ -> index % 2 == 1 }.flatMap { block ->
        block.split("\n$ ").drop(1).map { it.trimEnd().lines() }.filter { it.first().startsWith("./marcato ") }
            .map { it.first() to it.drop(1) }
    }

/**
 * Starts the real launcher as a process, as a user does. Runs when the program has been packed: see the module's pom.
 */
class LauncherSpec : FreeSpec({
    "a first start, by two at once, prepares the program once and runs it" {
        root.resolve("cli/target/run").toFile().deleteRecursively()
        inFolder { folder ->
            val starts = (1..2).map { number ->
                ProcessBuilder("$launcher", "count", "-q", "$sample")
                    .redirectOutput(folder.path("out$number").toFile())
                    .redirectError(folder.path("err$number").toFile()).start()
            }
            for (process in starts) process.waitFor(5, TimeUnit.MINUTES) shouldBe true
            starts.map { it.exitValue() } shouldBe listOf(0, 0)
            folder.path("out1").readText() shouldBe folder.path("out2").readText()
            folder.path("err1").readText() shouldBe ""
            folder.path("err2").readText() shouldBe ""
        }
    }

    "keeps loaded classes for the next start" {
        start(launcher, "--version").code shouldBe 0
        val kept = root.resolve("cli/target/run").toFile().list().orEmpty().filter { it.startsWith("classes-") }
        kept.size shouldBe 1
        (File(root.resolve("cli/target/run").toFile(), kept.single()).length() > 100_000) shouldBe true
    }

    "without arguments tells of the sample catalogue" {
        val ran = start(launcher)
        ran.code shouldBe 0
        ran.out shouldContain "299 records"
        start(launcher, "stats", input = File("/dev/null")).out shouldBe ran.out
    }

    "prints what the documents say that it prints" {
        val documents = listOf("README.md", "docs/command-line.md").map { root.resolve(it).readText() }
        val shown = documents.flatMap(::shownRuns)
        shown.size shouldBe 5
        for ((command, expected) in shown) {
            val printed = start("bash", "-c", "cd '$root' && $command", input = File("/dev/null")).lines
            if (expected.last() == "...") {
                printed.take(expected.size - 1) shouldBe expected.dropLast(1)
            } else {
                printed shouldBe expected
            }
        }
    }

    "reads standard input when it is a pipe or a file, and no other file is named" {
        inFolder { folder ->
            val file = folder.file("one.mrc", whale)
            val jar = root.resolve("cli/target/marcato.jar")
            val java = File(System.getProperty("java.home"), "bin/java")
            for (program in listOf("'$launcher'", "'$java' -jar '$jar'")) {
                for (input in listOf("cat '$file' | $program", "$program < '$file'")) {
                    val ran = start("bash", "-c", input.replace(program, "$program count"))
                    ran.code shouldBe 0
                    ran.lines.last() shouldContain "standard input"
                }
            }
            // A JVM alone would open one of its own files in the place of a closed standard input.
            for (nothing in listOf(
                "'$launcher' count < /dev/null",
                "'$java' -jar '$jar' count < /dev/null",
                "'$launcher' count <&-",
            )) {
                val ran = start("bash", "-c", nothing)
                ran.code shouldBe 2
                ran.err shouldContain "no file is named"
            }
        }
    }

    "refuses a number of threads that the environment has wrong" {
        for ((setting, code) in listOf("abc" to 2, "0" to 2, "" to 0, "257" to 0, "99999999999" to 0)) {
            val ran = start(launcher, "count", sample, environment = mapOf("MARCATO_PARALLELISM" to setting))
            ran.code shouldBe code
            if (code == 2) {
                ran.err shouldBe "marcato: the environment variable MARCATO_PARALLELISM is the number of workers " +
                    "and must be a positive whole number, not \"$setting\"\n"
            }
        }
    }

    "hands on bytes from standard input to standard output" {
        inFolder { folder ->
            val file = folder.file("one.mrc", whale).toFile()
            val ran = start(launcher, "cat", "-", input = file)
            ran.code shouldBe 0
            ran.bytes shouldBe whale
        }
    }

    "ends quietly when nobody reads any more" {
        val ran = start("bash", "-c", "'$launcher' view -q '$sample' '$sample' | head -n 1; echo \${PIPESTATUS[0]}")
        ran.err shouldBe ""
        ran.lines.last() shouldBe "0"
    }

    "writes UTF-8 and finds names in any script, whatever the locale" {
        inFolder { folder ->
            val name = "каталог 目録.mrc"
            // By a script in a file: without a locale this process can neither name the file nor pass its name on.
            folder.file("plain.mrc", SampleCatalogue.toByteArray())
            val script = "cd '${folder.path}' && mv plain.mrc '$name' && " +
                "'$launcher' count *.mrc && '$launcher' view *.mrc\n"
            val ran = start("bash", folder.file("script", script), environment = mapOf("LC_ALL" to "POSIX"))
            ran.code shouldBe 0
            ran.out shouldContain name
            ran.out shouldContain "Brontë, Charlotte"
        }
    }

    "ends with the exit codes that it promises" {
        start(launcher, "count", "no such file.mrc").code shouldBe 3
        start(launcher, "count", "--bogus").code shouldBe 2
        start(launcher, "grep", "001 = nobody", sample).code shouldBe 1
        start(launcher, "check", sample).code shouldBe 1
        start(launcher, "--help").out shouldStartWith "Usage: marcato"
    }

    "ends on Ctrl-C with 130 and leaves nothing half written" {
        inFolder { folder ->
            // A process that was started in the background ignores the signal, and so would what it starts.
            val reset = listOf("env", "--default-signal=INT")
            val hasReset = start(*(reset + "true").toTypedArray()).code == 0
            val command = (if (hasReset) reset else emptyList()) +
                listOf("$launcher", "cat", "-", "-o", "${folder.path("out.mrc")}")
            val process = ProcessBuilder(command).redirectErrorStream(true).start()
            val bytes = sample.readBytes()
            var isSignalled = false
            try {
                // Input that never ends, so that the work is going on when the signal comes.
                while (process.isAlive) {
                    process.outputStream.write(bytes)
                    if (isSignalled || folder.names().isEmpty()) continue
                    start("kill", "-INT", process.pid()).code shouldBe 0
                    isSignalled = true
                }
            } catch (_: IOException) {
                // It has ended meanwhile.
            }
            process.waitFor(1, TimeUnit.MINUTES) shouldBe true
            process.exitValue() shouldBe 130
            folder.names() shouldBe emptyList()
        }
    }

    "loads records into MongoDB and writes them from there" {
        MemoryServer().use { server ->
            inFolder { folder ->
                val environment = mapOf("MONGODB_URI" to server.uri)
                val loaded = start(launcher, "mongo", "load", "-q", sample, environment = environment)
                loaded.code shouldBe 1
                loaded.out shouldBe "300 offered: 299 stored, 0 matched, 1 rejected, 0 unknown, 0 not attempted\n"
                loaded.err shouldBe ""
                val file = folder.path("out.mrc")
                start(launcher, "mongo", "export", "-o", file, environment = environment).code shouldBe 0
                start(launcher, "count", file).lines.last() shouldContain " 299 "
            }
        }
    }

    "other commands load nothing of MongoDB" {
        inFolder { folder ->
            val java = File(System.getProperty("java.home"), "bin/java")
            val jar = root.resolve("cli/target/marcato.jar")
            for (command in listOf("view $sample", "stats $sample", "--help", "mongo load --help", "completion bash")) {
                val log = folder.path("classes")
                val ran = start(java, "-Xlog:class+load:file=$log", "-jar", jar, *command.split(' ').toTypedArray())
                ran.code shouldBe 0
                val classes = log.readText()
                classes shouldContain "dev.marcato.cli.Program "
                classes shouldNotContain "dev.marcato.mongodb."
                classes shouldNotContain "com.mongodb."
                classes shouldNotContain "org.bson."
            }
        }
    }

    "a packed program runs alone" {
        val java = File(System.getProperty("java.home"), "bin/java")
        val jar = root.resolve("cli/target/marcato.jar")
        val ran = start(java, "-jar", jar, "count", sample)
        ran.code shouldBe 0
        ran.lines.last() shouldContain " 299 "
        start(java, "-jar", jar, "--version").out shouldStartWith "marcato 0."
    }
})
